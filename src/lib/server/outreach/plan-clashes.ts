import { authorize } from '$lib/domain/identity/permissions';
import { meetingField, withMeetingField } from '$lib/domain/outreach/merge-meeting';
import { ok } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { findPlan } from './plan-repository';
import { contentOf, rewritePlan } from './save-plan';

/** Where two coordinators planned one meeting differently. Whoever is invited hears of the choice. */
export const planClashes: ClashTarget = {
  entity: 'planned-meeting',
  visible: (sight) => sight.coordinates,
  authorize: (actor, { networkId }) => authorize(actor, 'meeting:log', { networkId }),
  room: () => null,
  async read({ tx }, { entityId, field }) {
    const plan = await findPlan(tx, entityId);
    return plan && meetingField(contentOf(plan), field);
  },
  async write(app, context, { entityId, field }, value) {
    const plan = await findPlan(context.tx, entityId);
    if (!plan) throw new Error(`Plan ${entityId} has a clash and is not there`);
    return ok(await rewritePlan(app, context, plan, withMeetingField(contentOf(plan), field, value)));
  }
};
