import { device } from '../device.svelte';
import type { Own } from '../screens/own';

/** The first time an officer looks at the assessment, and only then: the coordinator sees that the invitation has arrived. */
export async function markOpened({ assessment, wave }: Own): Promise<void> {
  if (assessment.openedAt || assessment.startedAt || assessment.submittedAt || wave.closed) return;
  if (device.ownMunicipalityId !== assessment.municipalityId) return;
  await device.issue('assessment.open', `open:${assessment.id}`, { assessmentId: assessment.id }, null);
}
