import type { AnswerContent } from './merge-answer';
import type { ImportEntry } from './import-types';

/** The answer that stands now. */
export interface PresentAnswer extends AnswerContent {
  version: number;
  answeredAt: Date;
}

export type PlannedKind = 'new' | 'changed' | 'kept' | 'same';

export interface PlannedAnswer {
  kind: PlannedKind;
  line: number;
  criterionId: string;
  /** Null where there is none. */
  before: PresentAnswer | null;
  after: AnswerContent;
  answeredAt: Date;
}

/**
 * What importing would do to each answer: `new` where there is none, `same` where nothing differs, `changed` where the
 * file's answer takes the place of the present one, and `kept` where the present one is newer and stays. With `take` the
 * file's goes before newer ones too. Note and evidence that the file says nothing of stay as they are.
 *
 * @param now the age of an answer that was edited in an exported file: it has its old date there
 * @example
 * planImport([{ line: 2, criterionId: 'l1', value: 'yes', answeredAt: in2025 }], new Map([['l1', noOf2026]]), 'keep', now)
 * // [{ kind: 'kept', criterionId: 'l1', before: noOf2026, after: { value: 'yes', ... }, ... }]
 */
export function planImport(
  entries: readonly ImportEntry[],
  present: ReadonlyMap<string, PresentAnswer>,
  newer: 'keep' | 'take',
  now: Date
): PlannedAnswer[] {
  return entries.map(({ line, criterionId, value, note, evidence, answeredAt }) => {
    const before = present.get(criterionId) ?? null;
    const after = { value, note: note ?? before?.note ?? '', evidence: evidence ?? before?.evidence ?? '' };
    const planned = { line, criterionId, before, after, answeredAt };
    if (!before) return { ...planned, kind: 'new' };
    if (before.value === value && before.note === after.note && before.evidence === after.evidence)
      return { ...planned, kind: 'same' };
    // an answer taken back leaves only a note
    if (before.value === null) return { ...planned, kind: 'new' };
    if (before.answeredAt > answeredAt) return { ...planned, kind: newer === 'take' ? 'changed' : 'kept' };
    const edited = before.answeredAt.getTime() === answeredAt.getTime();
    return { ...planned, kind: 'changed', answeredAt: edited ? now : answeredAt };
  });
}

/**
 * How many answers of each kind there are.
 *
 * @example
 * countPlanned(plan) // { new: 40, changed: 2, kept: 1, same: 13 }
 */
export function countPlanned(plan: readonly { kind: PlannedKind }[]): Record<PlannedKind, number> {
  const counts = { new: 0, changed: 0, kept: 0, same: 0 };
  for (const { kind } of plan) counts[kind]++;
  return counts;
}
