import type { ChangeContext } from '../shared/change';
import { findPlan, writePlan } from './plan-repository';

/** A meeting was logged: where it was planned under the same id, the plan says so and is one no longer. */
export async function notePlanHeld(context: ChangeContext, meeting: { id: string; networkId: string }): Promise<void> {
  const plan = await findPlan(context.tx, meeting.id);
  if (!plan || plan.networkId !== meeting.networkId || plan.state === 'held') return;
  await writePlan(context.tx, { ...plan, state: 'held', version: plan.version + 1, updatedAt: context.now });
  await context.feed('planned-meeting', plan.id);
}
