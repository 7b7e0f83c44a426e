import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { stepSet } from '$lib/domain/roadmap/commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findStep, writeStep } from './repository';

export const stepHandler = defineHandler({
  ...stepSet,
  subject: (payload) => `${payload.municipalityId}/${payload.criterionId}`,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'roadmap:edit');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const forbidden = authorize(actor, 'roadmap:edit', {
      networkId: municipality.networkId,
      municipalityId: municipality.id
    });
    if (forbidden) return forbidden;
    const present = await findStep(context.tx, payload.municipalityId, payload.criterionId);
    const row = {
      id: present?.id ?? app.newId(),
      networkId: municipality.networkId,
      municipalityId: municipality.id,
      criterionId: payload.criterionId,
      ownerId: present?.ownerId ?? actorId(actor),
      due: payload.due,
      status: payload.status,
      version: (present?.version ?? 0) + 1,
      updatedAt: context.now,
      updatedBy: actorId(actor)
    };
    await writeStep(context.tx, row);
    await context.feed('step', `${municipality.id}/${row.criterionId}`, municipality.id);
    return ok({ kind: 'applied', version: row.version });
  }
});

export const roadmapHandlers = [stepHandler];
