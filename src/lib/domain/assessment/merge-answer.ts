import type { AnswerValue } from '../model/types';

/** What an officer says about one criterion. */
export interface AnswerContent {
  value: AnswerValue | null;
  note: string;
  evidence: string;
}

export type Merge =
  | { kind: 'same' }
  | { kind: 'merged'; content: AnswerContent }
  /** Fields that both sides changed to different things. */
  | { kind: 'conflict'; fields: (keyof AnswerContent)[] };

const FIELDS = ['value', 'note', 'evidence'] as const;

/**
 * Puts two officers' changes to the same answer together, field by field, from what both had seen (`base`).
 * Same value twice is no conflict; a field only one of them changed takes that change; two different changes of
 * one field are a conflict, which a human settles. Three-way merge as in version control (diff3).
 *
 * @param base the answer both started from; null where there was none
 * @example
 * mergeAnswer(null, { value: 'yes', note: '', evidence: '' }, { value: 'no', note: '', evidence: '' })
 * // { kind: 'conflict', fields: ['value'] }
 */
export function mergeAnswer(base: AnswerContent | null, present: AnswerContent, mine: AnswerContent): Merge {
  const start = base ?? { value: null, note: '', evidence: '' };
  // these three and nothing else: callers hand in whole rows, whose ids must not travel with the content
  const merged: AnswerContent = { value: present.value, note: present.note, evidence: present.evidence };
  const conflicts: (keyof AnswerContent)[] = [];
  let changed = false;
  for (const field of FIELDS) {
    if (mine[field] === present[field] || mine[field] === start[field]) continue;
    if (present[field] === start[field]) {
      Object.assign(merged, { [field]: mine[field] });
      changed = true;
    } else conflicts.push(field);
  }
  if (conflicts.length) return { kind: 'conflict', fields: conflicts };
  return changed ? { kind: 'merged', content: merged } : { kind: 'same' };
}
