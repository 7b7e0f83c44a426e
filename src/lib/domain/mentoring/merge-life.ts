import { type FieldMerge, mergeFields, mergeSet, type OpenClash } from '../shared/merge-fields';
import type { AgendaEntry, EvaluationEntry, VisitEntry } from './pairing-life';

// What two people wrote at once into what belongs to a pairing; a visit's fields are merged by `mergeFields` as they are.

export type AgendaContent = Omit<AgendaEntry, 'id'>;
export type VisitContent = Omit<VisitEntry, 'id'>;
export type EvaluationContent = Omit<EvaluationEntry, 'side' | 'at'>;

/** Nothing said yet: what the first of two colleagues had seen. */
export type EvaluationSeen = Partial<
  Omit<EvaluationContent, 'helped' | 'again'> & { helped: number | null; again: boolean | null }
>;

/** What a new visit is, where it does not say. */
export const BARE_VISIT: Omit<VisitContent, 'on' | 'place'> = {
  ...{ purpose: '', travel: 0, lodging: 0, other: 0, hours: 0, state: 'planned' }
};

/** Characters of each text of which two versions can become one. */
export const LIFE_ROOM: Readonly<Record<string, number>> = { purpose: 500, worked: 4000, missing: 4000 };

/**
 * An item of the agenda after a change, field by field. Ticks cannot clash. One that is taken off stays where its words
 * are not those its author had seen, or a second version of them is open.
 *
 * @param was what the author had seen of what they changed
 * @param open values of this item that are kept beside already
 * @example
 * const now = { session: 2, text: 'Our new list', done: false, removed: false };
 * mergeEntry(now, { removed: true }, { removed: false, text: 'Our list' }).merged.removed // false
 */
export function mergeEntry(
  now: AgendaContent,
  { removed, ...mine }: Partial<AgendaContent>,
  was: Partial<AgendaContent>,
  open: readonly OpenClash[] = []
): FieldMerge<AgendaContent> {
  const others = was.text !== undefined && was.text !== now.text;
  const stays = removed === true && (others || open.some(({ field }) => field === 'text'));
  return mergeFields(now, { ...mine, ...(removed !== undefined && !stays && { removed }) }, was, open);
}

/**
 * What a side said after one of its officers said it again, field by field; of the goals what either added is in and what
 * either took out is out.
 *
 * @param was what the author had seen of what they changed: null and empty where nothing was said yet
 * @example
 * mergeEvaluation({ ...now, helped: 4, worked: 'Calls' }, { ...now, helped: 2, worked: 'Calls' }, { helped: null }).clashes
 * // [{ field: 'helped', value: 2, replaces: null }]
 */
export function mergeEvaluation(
  now: EvaluationContent,
  { goals, ...mine }: EvaluationContent,
  was: EvaluationSeen,
  open: readonly OpenClash[] = []
): FieldMerge<EvaluationContent> {
  const merge = mergeFields(now, mine as Partial<EvaluationContent>, was as Partial<EvaluationContent>, open);
  const together = was.goals ? mergeSet(now.goals, goals, was.goals) : now.goals;
  const changed = together.length !== now.goals.length || together.some((goal) => !now.goals.includes(goal));
  return {
    ...merge,
    merged: { ...merge.merged, goals: together },
    changed: changed ? [...merge.changed, 'goals'] : merge.changed
  };
}
