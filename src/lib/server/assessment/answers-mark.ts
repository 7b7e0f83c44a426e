import { sha256 } from '../auth/secrets';

/**
 * Stands for the answers as somebody saw them: confirming and approving name it, so that nobody says yes to answers that
 * changed while they were reading.
 */
export function answersMark(answers: readonly { criterionId: string; version: number }[]): string {
  const lines = answers.map(({ criterionId, version }) => `${criterionId}:${version}`).sort();
  return sha256(lines.join('\n')).slice(0, 16);
}
