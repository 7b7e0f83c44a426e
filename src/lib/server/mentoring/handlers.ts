import { actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { profileSet } from '$lib/domain/mentoring/commands';
import { EMPTY_PROFILE, type ProfileContent } from '$lib/domain/mentoring/empty-profile';
import { mergeProfile } from '$lib/domain/mentoring/merge-profile';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { findMunicipality } from '../register/repository';
import { defineHandler, type Effect } from '../sync/command-handler';
import { effectOf, keepClashes, openBeside } from '../sync/keep-clashes';
import { checkNamed } from './check-named';
import { contentOf, saveProfile } from './save-profile';
import { findProfile } from './repository';

export const profileHandler = defineHandler({
  ...profileSet,
  subject: (payload) => payload.municipalityId,
  networkOf: async (app, payload) => (await findMunicipality(app.db.read, payload.municipalityId))?.networkId ?? null,
  async handle(app, actor, { payload, envelope }, context): Promise<Result<Effect>> {
    const refused = authorize(actor, 'mentoring:offer');
    if (refused) return refused;
    const municipality = await findMunicipality(context.tx, payload.municipalityId);
    if (!municipality)
      return refuse('not-found', 'municipalityId', 'This municipality is not in the register any more.');
    const { networkId, id: municipalityId } = municipality;
    const forbidden = authorize(actor, 'mentoring:offer', { networkId, municipalityId });
    if (forbidden) return forbidden;
    const present = await findProfile(context.tx, municipalityId);
    const { municipalityId: _, was, ...said } = payload;
    const mine: Partial<ProfileContent> = said;
    // a version of the app from before asked for no consent: to offer and to ask was to take part
    if (!present && !was) mine.consent ??= true;
    const now = present ? contentOf(present) : EMPTY_PROFILE;
    const place = { entity: 'profile', entityId: municipalityId, networkId, municipalityId };
    const merge = mergeProfile(now, mine, was ?? now, await openBeside(context, place));
    // the one that names is told, also where a colleague's list says the opposite by now
    const named = await checkNamed(context.tx, place, { said, before: now, now: merge.merged, changed: merge.changed });
    if (!named.ok) return named;
    const first = { by: 'system', at: present?.updatedAt ?? context.now };
    const writing = { by: actorId(actor), at: new Date(envelope.issuedAt), first };
    const kept = await keepClashes(app, context, place, merge, writing);
    const withdraws = said.consent === false && (!was || was.consent !== undefined);
    const version = await saveProfile(app, context, place, { present, content: merge.merged, withdraws });
    return ok(effectOf(version, kept, (field) => merge.merged[field as keyof ProfileContent]));
  }
});

export const mentoringHandlers = [profileHandler];
