import type { ChangeContext } from '../shared/change';
import { handOverPairings } from '../mentoring/repository';
import { handOverSteps } from '../roadmap/repository';
import { officersOf, updateMembership } from './repository';

export interface Moved {
  steps: number;
  pairings: number;
}

/** Responsibility for plan and pairings goes from one officer to another; who answered what stays as it was. */
export async function moveWork(
  context: ChangeContext,
  municipalityId: string,
  from: string,
  to: string
): Promise<Moved> {
  const steps = await handOverSteps(context.tx, municipalityId, from, to);
  const pairings = await handOverPairings(context.tx, municipalityId, from, to);
  for (const step of steps) await context.feed('step', step, municipalityId);
  // to both sides: the other one sees who stands for this one
  for (const pairing of pairings) await context.feed('pairing', pairing);
  return { steps: steps.length, pairings: pairings.length };
}

/** Whoever joins a municipality takes over from those who left it without a successor. */
export async function takeOverLeftWork(
  context: ChangeContext,
  municipalityId: string,
  personId: string
): Promise<void> {
  for (const { membership } of await officersOf(context.tx, municipalityId)) {
    if (!membership.endedAt || membership.successorId) continue;
    await updateMembership(context.tx, membership.id, { successorId: personId });
    if (membership.personId !== personId) await moveWork(context, municipalityId, membership.personId, personId);
    await context.audit('officer:take-over', membership.id);
  }
}
