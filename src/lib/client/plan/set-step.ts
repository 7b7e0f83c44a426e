import type { Problem } from '$lib/domain/shared/result';
import type { StepRecord } from '$lib/domain/sync/records';
import { device } from '../device.svelte';

type StepChange = Partial<Pick<StepRecord, 'status' | 'due'>>;

/** Takes a step up, or changes where it stands; what is not named stays. Returns why where it is refused. */
export async function setStep(municipalityId: string, criterionId: string, change: StepChange): Promise<Problem[]> {
  const id = `${municipalityId}/${criterionId}`;
  const known = device.one('step', id);
  const { status, due } = { status: known?.status ?? 'planned', due: known?.due ?? null, ...change };
  const result = await device.issue(
    'step.set',
    `step:${id}`,
    { municipalityId, criterionId, status, due },
    known?.version ?? null
  );
  return result.ok ? [] : result.problems;
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
