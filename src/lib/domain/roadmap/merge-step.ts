import type { StepRecord } from '../sync/records';
import type { StepSet } from './commands';

export type StepContent = Pick<StepRecord, 'status' | 'due' | 'ownerId' | 'ownerName' | 'note' | 'doneTips'>;
export type StepChange = Omit<StepSet, 'municipalityId' | 'criterionId'>;

/**
 * A step after a change: field by field, what the change does not name stays. A note and the ticked tips are put together
 * with what somebody else changed since the author last looked (`was`), so that nobody's words or ticks are lost.
 *
 * @param by who changes it: the owner of a step that was not there before
 * @example
 * mergeStep({ ...step, note: 'Ask Eva' }, { due: '2027-01-31' }, 'p1'); // { ...step, note: 'Ask Eva', due: '2027-01-31' }
 */
export function mergeStep(present: StepContent | undefined, change: StepChange, by: string): StepContent {
  const { was } = change;
  const note = present?.note ?? '';
  const doneTips = present?.doneTips ?? [];
  return {
    status: change.status ?? present?.status ?? 'planned',
    due: change.due === undefined ? (present?.due ?? null) : change.due,
    ownerId: change.ownerId === undefined ? (present ? present.ownerId : by) : change.ownerId,
    ownerName: change.ownerName ?? present?.ownerName ?? '',
    note: change.note === undefined ? note : mergeNote(note, was?.note ?? note, change.note),
    doneTips: change.doneTips === undefined ? doneTips : mergeTips(doneTips, was?.doneTips ?? doneTips, change.doneTips)
  };
}

/** Where somebody else wrote meanwhile, both stand there; what the author had seen is replaced by what they made of it. */
function mergeNote(present: string, was: string, mine: string): string {
  if (present === was || present === mine || present === '') return mine;
  if (mine === was) return present;
  const at = was === '' ? -1 : present.indexOf(was);
  if (at >= 0) return `${present.slice(0, at)}${mine}${present.slice(at + was.length)}`.trim();
  return mine === '' || present.includes(mine) ? present : `${present}\n\n${mine}`;
}

function mergeTips(present: readonly number[], was: readonly number[], mine: readonly number[]): number[] {
  const ticked = mine.filter((tip) => !was.includes(tip));
  const unticked = was.filter((tip) => !mine.includes(tip));
  return [...new Set([...present, ...ticked])].filter((tip) => !unticked.includes(tip)).sort((a, b) => a - b);
}
