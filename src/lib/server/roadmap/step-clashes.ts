import { authorize } from '$lib/domain/identity/permissions';
import { NOTE_ROOM, stepField, withStepField } from '$lib/domain/roadmap/merge-step';
import { ok } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { findStep, writeStep } from './repository';

/** A step's place, from the id devices know it by. */
const placeOf = (entityId: string): [string, string] => {
  const slash = entityId.indexOf('/');
  return [entityId.slice(0, slash), entityId.slice(slash + 1)];
};

/** Where two officers said different things of one step. */
export const stepClashes: ClashTarget = {
  entity: 'step',
  visible: (sight, { municipalityId }) => municipalityId !== null && sight.own.includes(municipalityId),
  authorize: (actor, { networkId, municipalityId }) => authorize(actor, 'roadmap:edit', { networkId, municipalityId }),
  room: (field) => (field === 'note' ? NOTE_ROOM : null),
  async read({ tx }, { entityId, field }) {
    const step = await findStep(tx, ...placeOf(entityId));
    return step && stepField(step, field);
  },
  async write(_app, context, { entityId, field, municipalityId }, value, by) {
    const step = await findStep(context.tx, ...placeOf(entityId));
    if (!step) throw new Error(`Step ${entityId} has a clash and is not there`);
    const version = step.version + 1;
    const changed = withStepField(step, field, value);
    await writeStep(context.tx, { ...changed, version, updatedAt: context.now, updatedBy: by });
    await context.feed('step', entityId, municipalityId);
    return ok(version);
  }
};
