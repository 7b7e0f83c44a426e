import type { Outcome } from '$lib/domain/sync/protocol';
import type { CommandRow } from './repository';

/** In place of a device: this command was done by another one, sent by whoever imported its author's file. */
export const IMPORTED = 'imported:';
export const isImported = (row: CommandRow) => row.deviceId.startsWith(IMPORTED);

/** The answer to a command that came again: what became of it the first time. */
export function repeated(first: Outcome): Outcome {
  const { commandId } = first;
  if (first.outcome === 'applied') return { ...first, outcome: 'duplicate' };
  return {
    commandId,
    outcome: 'duplicate',
    version: 'version' in first ? first.version : null,
    conflict: first.outcome === 'conflict'
  };
}

/** The same, told to somebody else than its author: without what the server had put together from other people's words. */
export function repeatedForAnother(first: Outcome): Outcome {
  const { commandId } = first;
  return 'merged' in first ? { commandId, outcome: 'duplicate', version: null } : repeated(first);
}

/** Told of a change brought in its author's name: that it is done, or that somebody else differs, not what they say. */
export function forBringer(outcome: Outcome): Outcome {
  if (outcome.outcome === 'conflict') return { ...outcome, theirs: null };
  return 'merged' in outcome ? repeatedForAnother(outcome) : outcome;
}
