import { countAnswered } from '$lib/domain/assessment/packed-answers';
import type { Reader, Tx } from '../db/client';
import { readVectors } from './vector-repository';

/**
 * Answers by assessment; what was carried over and not looked at does not count until it is submitted. From the packed
 * answers: on a deadline evening every coordinator's device asks again every few seconds, and half a million rows of
 * answers are 2,000 of these.
 */
export async function countAnswers(
  db: Reader | Tx,
  assessments: readonly { id: string; submittedAt: Date | null }[]
): Promise<Map<string, number>> {
  const packed = await readVectors(
    db,
    assessments.map(({ id }) => id)
  );
  return new Map(
    assessments.map(({ id, submittedAt }) => {
      const answers = packed.get(id);
      return [id, answers ? countAnswered(answers, { carriedOver: submittedAt !== null }) : 0];
    })
  );
}
