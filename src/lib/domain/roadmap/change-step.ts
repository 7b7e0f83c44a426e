import type { StepRecord } from '../sync/records';
import type { StepSet } from './commands';
import type { StepContent } from './merge-step';

export type StepWish = Partial<
  StepContent & {
    /** The note as it stood when the typing began. */
    wasNote: string;
  }
>;

/** What an author has seen who knows of no step: it is not in the plan. */
const NOT_PLANNED = {
  status: null,
  due: null,
  ownerId: null,
  ownerName: '',
  note: '',
  doneTips: []
} satisfies { [field in keyof StepContent]: StepContent[field] | null };

/** Changes of one field of a step follow one another; those of different fields do not wait for each other. */
export function stepKey(id: string, field: string): string {
  return field === 'status' ? `step:${id}` : `step:${id}:${field}`;
}

/**
 * The commands that change a step, one a field, each with what its author had seen of it.
 *
 * @param known the step as it is on this device
 * @example
 * changeStep(municipalityId, 'legal-first-licence', { due: '2027-01-31' }, step)
 * // [{ key: 'step:…:due', payload: { municipalityId, criterionId, due: '2027-01-31', was: { due: null } } }]
 */
export function changeStep(
  municipalityId: string,
  criterionId: string,
  wish: StepWish,
  known: StepRecord | undefined
): { key: string; payload: StepSet }[] {
  const { status, due, ownerId, ownerName, note, wasNote, doneTips } = wish;
  const seen = { ...NOT_PLANNED, ...known };
  const list: { key: string; payload: StepSet }[] = [];
  const add = (field: string, change: Omit<StepSet, 'municipalityId' | 'criterionId'>) =>
    list.push({
      key: stepKey(`${municipalityId}/${criterionId}`, field),
      payload: { municipalityId, criterionId, ...change }
    });
  if (status !== undefined) add('status', { status, was: { status: seen.status } });
  if (due !== undefined) add('due', { due, was: { due: seen.due } });
  if (ownerId !== undefined || ownerName !== undefined)
    add('owner', { ownerId, ownerName, was: { ownerId: seen.ownerId, ownerName: seen.ownerName } });
  if (note !== undefined) add('note', { note, was: { note: wasNote ?? seen.note } });
  if (doneTips !== undefined) add('tips', { doneTips, was: { doneTips: seen.doneTips } });
  return list;
}
