import type { StepRecord } from '$lib/domain/sync/records';
import { device } from '../../device.svelte';

/** Who can be chosen for a step: the municipality's officers, and whoever has it now. */
export function colleaguesFor(step: StepRecord): { id: string; name: string }[] {
  return device
    .all('person')
    .filter(({ id, officerOf }) => officerOf?.includes(step.municipalityId) || id === step.ownerId)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Who looks after a step, in words; empty where nobody does. */
export function ownerOf(step: StepRecord): string {
  return step.ownerName || ((step.ownerId && device.one('person', step.ownerId)?.name) ?? '');
}
