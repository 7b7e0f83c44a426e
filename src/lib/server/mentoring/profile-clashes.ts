import { authorize } from '$lib/domain/identity/permissions';
import type { ProfileContent } from '$lib/domain/mentoring/empty-profile';
import { ok, refuse } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { checkNamed } from './check-named';
import { findProfile } from './repository';
import { contentOf, saveProfile } from './save-profile';

/** Where two officers of a municipality said different things of what it offers and asks for. */
export const profileClashes: ClashTarget = {
  entity: 'profile',
  visible: (sight, { municipalityId }) =>
    sight.coordinates || (municipalityId !== null && sight.own.includes(municipalityId)),
  authorize: (actor, { networkId, municipalityId }) =>
    authorize(actor, 'mentoring:offer', { networkId, municipalityId }),
  room: () => null,
  async read({ tx }, { entityId, field }) {
    const row = await findProfile(tx, entityId);
    return row && contentOf(row)[field as keyof ProfileContent];
  },
  async write(app, context, { entityId, field, networkId }, value) {
    const present = await findProfile(context.tx, entityId);
    if (!present) return refuse('not-found', 'clashId', 'This profile is not on the server any more.');
    const place = { networkId, municipalityId: entityId };
    const before = contentOf(present);
    const content = { ...before, [field]: value };
    const change = { said: { [field]: value }, before, now: content, changed: [field] };
    const named = await checkNamed(context.tx, place, change);
    if (!named.ok) return named;
    const withdraws = field === 'consent' && value === false;
    return ok(await saveProfile(app, context, place, { present, content, withdraws }));
  }
};
