import type { Problem } from '$lib/domain/shared/result';
import { changeStep, type StepWish } from '$lib/domain/roadmap/change-step';
import { device } from '../device.svelte';

/**
 * Takes a step up, or changes something of it. Only what is named is sent, each field as a change of its own: what a
 * colleague writes meanwhile in another one stays. Returns why where it is refused.
 */
export async function setStep(municipalityId: string, criterionId: string, change: StepWish): Promise<Problem[]> {
  const known = device.one('step', `${municipalityId}/${criterionId}`);
  const problems: Problem[] = [];
  for (const { key, payload } of changeStep(municipalityId, criterionId, change, known)) {
    const result = await device.issue('step.set', key, payload, known?.version ?? null);
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    // what was refused before has been changed again: it must not lie on top of it
    const refused = device.outbox.filter((item) => item.key === key && item.state === 'failed');
    for (const item of refused) await device.discard(item.seq);
  }
  return problems;
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
