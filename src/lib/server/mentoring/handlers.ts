import { authorize } from '$lib/domain/identity/permissions';
import { profileSet } from '$lib/domain/mentoring/commands';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { findProfile, writeProfile } from './repository';

export const profileHandler = defineHandler({
  ...profileSet,
  subject: (payload) => payload.municipalityId,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'mentoring:offer');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const forbidden = authorize(actor, 'mentoring:offer', {
      networkId: municipality.networkId,
      municipalityId: municipality.id
    });
    if (forbidden) return forbidden;
    const present = await findProfile(context.tx, municipality.id);
    const version = (present?.version ?? 0) + 1;
    await writeProfile(context.tx, { ...payload, networkId: municipality.networkId, version, updatedAt: context.now });
    await context.feed('profile', municipality.id, municipality.id);
    return ok({ kind: 'applied', version });
  }
});

export const mentoringHandlers = [profileHandler];
