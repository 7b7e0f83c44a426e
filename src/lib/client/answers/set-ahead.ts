import type { AnswerValue } from '$lib/domain/model/types';
import { device } from '../device.svelte';

/** Sets criteria aside as not reached; notes and evidence stay. */
export function setAhead(assessmentId: string, criteria: readonly string[]): Promise<void> {
  return setAll(assessmentId, criteria, 'not-reached');
}

/** Takes that back, except where somebody has answered meanwhile. */
export function takeBackAhead(assessmentId: string, criteria: readonly string[]): Promise<void> {
  const untouched = criteria.filter((id) => device.one('answer', `${assessmentId}/${id}`)?.value === 'not-reached');
  return setAll(assessmentId, untouched, null);
}

async function setAll(assessmentId: string, criteria: readonly string[], value: AnswerValue | null): Promise<void> {
  for (const criterionId of criteria) {
    const id = `${assessmentId}/${criterionId}`;
    const { note = '', evidence = '', version = null } = device.one('answer', id) ?? {};
    await device.issue('answer.set', `answer:${id}`, { assessmentId, criterionId, value, note, evidence }, version);
  }
}
