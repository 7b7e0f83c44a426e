import type { StepRecord } from '../sync/records';
import { type FieldMerge, mergeFields, mergeSet, type OpenClash } from '../shared/merge-fields';
import type { StepSet } from './commands';

export type StepContent = Pick<StepRecord, 'status' | 'due' | 'ownerId' | 'ownerName' | 'note' | 'doneTips'>;
export type StepChange = Omit<StepSet, 'municipalityId' | 'criterionId'>;

/** From this version of `step.set` on, a second note is shown beside the first; before, both were put together. */
const SHOWS_BOTH = 3;
/** Characters of a note. */
export const NOTE_ROOM = 4000;

/** What can clash: who looks after a step is one thing, in whichever of two ways it is said. */
interface StepFields {
  status: StepContent['status'];
  due: string | null;
  owner: StepOwner;
  note: string;
}
export type StepOwner = Pick<StepContent, 'ownerId' | 'ownerName'>;

/**
 * A step after a change, field by field: what the change does not name stays. Status, date, owner and note that somebody
 * else has changed since the author looked (`was`) stay, and what the author wrote is a clash; ticks of two people are
 * joined. A device of an earlier release does not say what its author saw of status, date and owner: its change counts.
 *
 * @param by who changes it: the owner of a step that was not there before
 * @param version of the command: before 3 two notes are put together into one
 * @param open values of this step that are kept beside already
 * @example
 * mergeStep({ ...step, due: '2027-01-31' }, { due: '2027-03-01', was: { due: null } }, { by: 'p1', version: 3 }).clashes
 * // [{ field: 'due', value: '2027-03-01', replaces: null }]
 */
export function mergeStep(
  present: StepContent | undefined,
  change: StepChange,
  { by, version }: { by: string; version: number },
  open: readonly OpenClash[] = []
): FieldMerge<StepContent> {
  // a record that an app of the first release has kept has no owner's name, note and tips
  const start: StepContent = {
    ...{ status: 'planned', due: null, ownerId: present ? null : by, ownerName: '', note: '', doneTips: [] },
    ...present
  };
  const was = present ? (change.was ?? {}) : {};
  const now: StepFields = { status: start.status, due: start.due, owner: ownerOf(start), note: start.note };
  const owner = ownerIn(change);
  const mine: Partial<StepFields> = {
    ...(change.status !== undefined && { status: change.status }),
    ...(change.due !== undefined && { due: change.due }),
    ...(owner && { owner: { ...now.owner, ...owner } }),
    ...(change.note !== undefined && { note: change.note })
  };
  // what a change does not say it had seen, it is taken to have seen
  const seen: StepFields = {
    // null, not in the plan, is nothing that can stand: only as what was seen
    status: was.status === undefined ? now.status : (was.status as StepContent['status']),
    due: was.due === undefined ? now.due : was.due,
    owner: { ...now.owner, ...ownerIn(was) },
    note: was.note ?? now.note
  };
  if (version < SHOWS_BOTH && mine.note !== undefined) {
    mine.note = joinNotes(now.note, seen.note, mine.note);
    seen.note = now.note;
  }
  const { merged, ...rest } = mergeFields(now, mine, seen, open);
  const { owner: looksAfter, ...fields } = merged;
  const doneTips = change.doneTips
    ? mergeSet(start.doneTips, change.doneTips, was.doneTips ?? start.doneTips).sort((a, b) => a - b)
    : start.doneTips;
  return { ...rest, merged: { ...fields, ...looksAfter, doneTips } };
}

const ownerOf = ({ ownerId, ownerName }: StepOwner): StepOwner => ({ ownerId, ownerName });

/** What a change says of the owner, in one or both of its two ways. */
function ownerIn({ ownerId, ownerName }: Partial<StepOwner>): Partial<StepOwner> | null {
  if (ownerId === undefined && ownerName === undefined) return null;
  return { ...(ownerId !== undefined && { ownerId }), ...(ownerName !== undefined && { ownerName }) };
}

/**
 * The step as its author sees it until the server has merged it: what they wrote lies on top.
 *
 * @example
 * layOverStep({ ...step, due: '2027-01-31' }, { due: '2027-03-01', was: { due: null } }, { by: 'p1', version: 3 }).due
 * // '2027-03-01'
 */
export function layOverStep(
  present: StepContent | undefined,
  change: StepChange,
  of: { by: string; version: number }
): StepContent {
  const { merged, clashes } = mergeStep(present, change, of);
  return clashes.reduce((step, { field, value }) => withStepField(step, field, value), merged);
}

/** What stands in a field of a step, as clashes name it. */
export function stepField(step: StepContent, field: string): unknown {
  return field === 'owner' ? ownerOf(step) : step[field as keyof StepContent];
}

/**
 * A step in which one field says something else, as clashes name it.
 *
 * @example
 * withStepField(step, 'owner', { ownerId: null, ownerName: 'IT manager' }).ownerName // 'IT manager'
 */
export function withStepField<T extends StepContent>(step: T, field: string, value: unknown): T {
  return field === 'owner' ? { ...step, ...(value as StepOwner) } : { ...step, [field]: value };
}

/** Where somebody else wrote meanwhile, both stand there; what the author had seen is replaced by what they made of it. */
function joinNotes(present: string, was: string, mine: string): string {
  if (present === was || present === mine || present === '') return mine;
  if (mine === was) return present;
  const at = was === '' ? -1 : present.indexOf(was);
  if (at >= 0) return `${present.slice(0, at)}${mine}${present.slice(at + was.length)}`.trim();
  return mine === '' || present.includes(mine) ? present : `${present}\n\n${mine}`;
}
