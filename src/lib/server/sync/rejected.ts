import type { Problem } from '$lib/domain/shared/result';
import type { Outcome } from '$lib/domain/sync/protocol';

/** The outcome of a refused command, each problem with its place in the batch. */
export function rejected(commandId: string, problems: Problem[], index: number, under?: string): Outcome {
  const prefix = ['commands', index, under].filter((part) => part !== undefined).join('.');
  return {
    commandId,
    outcome: 'rejected',
    problems: problems.map((p) => ({ ...p, path: p.path ? `${prefix}.${p.path}` : prefix }))
  };
}

/** As far as anything that was sent has an id. */
export function idOf(raw: unknown): string {
  const id = (raw as { commandId?: unknown } | null)?.commandId;
  return typeof id === 'string' ? id.slice(0, 60) : '';
}
