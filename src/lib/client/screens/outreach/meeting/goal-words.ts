import type { GoalMet } from '$lib/domain/outreach/meeting-parts';
import { device } from '../../../device.svelte';
import { placeName } from '../words';

/** What was reached, in words: a step by the model's, with its municipality. */
export function goalWords({ what, criterionId, municipalityId }: GoalMet): string {
  if (!criterionId) return what;
  const step = device.text?.criteria[criterionId]?.statement ?? criterionId;
  return municipalityId ? `${placeName(municipalityId)}: ${step}` : step;
}
