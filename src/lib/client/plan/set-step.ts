import type { Problem } from '$lib/domain/shared/result';
import type { StepChange as Sent } from '$lib/domain/roadmap/merge-step';
import type { StepRecord } from '$lib/domain/sync/records';
import { device } from '../device.svelte';

export type StepChange = Partial<
  Pick<StepRecord, 'status' | 'due' | 'ownerId' | 'ownerName' | 'note' | 'doneTips'> & {
    /** The note as it stood when the typing began. */
    wasNote: string;
  }
>;

/**
 * Takes a step up, or changes something of it. Only what is named is sent, each field as a change of its own: what a
 * colleague writes meanwhile in another one stays. Returns why where it is refused.
 */
export async function setStep(municipalityId: string, criterionId: string, change: StepChange): Promise<Problem[]> {
  const id = `${municipalityId}/${criterionId}`;
  const known = device.one('step', id);
  const problems: Problem[] = [];
  for (const [field, sent] of parts(change, known)) {
    const result = await device.issue(
      'step.set',
      field === 'status' ? `step:${id}` : `step:${id}:${field}`,
      { municipalityId, criterionId, ...sent },
      known?.version ?? null
    );
    if (!result.ok) problems.push(...result.problems);
  }
  return problems;
}

function parts(change: StepChange, known: StepRecord | undefined): [string, Sent][] {
  const { status, due, ownerId, ownerName, note, wasNote, doneTips } = change;
  const list: [string, Sent][] = [];
  if (status !== undefined) list.push(['status', { status }]);
  if (due !== undefined) list.push(['due', { due }]);
  if (ownerId !== undefined || ownerName !== undefined) list.push(['owner', { ownerId, ownerName }]);
  if (note !== undefined) list.push(['note', { note, was: { note: wasNote ?? known?.note ?? '' } }]);
  if (doneTips !== undefined) list.push(['tips', { doneTips, was: { doneTips: known?.doneTips ?? [] } }]);
  return list;
}

/** Takes several steps up; returns what takes them out again. Steps that were already taken up are left alone. */
export async function takeUpSteps(municipalityId: string, criteria: readonly string[]): Promise<() => Promise<void>> {
  const before = new Map(
    criteria.map((id) => [id, device.one('step', `${municipalityId}/${id}`)?.status ?? 'dropped'])
  );
  const taken = criteria.filter((id) => before.get(id) !== 'planned');
  for (const id of taken) await setStep(municipalityId, id, { status: 'planned' });
  return async () => {
    for (const id of taken) await setStep(municipalityId, id, { status: before.get(id) });
  };
}
