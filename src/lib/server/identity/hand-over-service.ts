import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { email, id } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { leaveMunicipality, type Left } from './leave-municipality';
import { findMembership, findPerson, type MembershipRow, officersOf } from './repository';

const membershipInput = z.object({ membershipId: id });

const handOverInput = z.object({
  membershipId: id,
  /** Another officer of the municipality. */
  successorId: z.optional(z.nullable(id)),
  /** Or somebody new, by mail. */
  inviteEmail: z.optional(z.nullable(email)),
  /** Or somebody new, by link. */
  inviteByLink: z.optional(z.boolean())
});

/** The membership to hand over, if it is an officer's and the actor may decide about it. */
async function findLeaving(
  app: App,
  actor: Actor,
  membershipId: string
): Promise<Result<MembershipRow & { municipalityId: string }>> {
  const row = await findMembership(app.db.read, membershipId);
  const { municipalityId } = row ?? {};
  if (!row || row.role !== 'officer' || !municipalityId)
    return refuse('not-found', 'membershipId', 'This is not the membership of an officer - look at the list again.');
  const forbidden = authorize(actor, 'officer:hand-over', { networkId: row.networkId, municipalityId });
  if (forbidden) return forbidden;
  // officers decide about themselves, the network's people about everybody
  if (
    authorize(actor, 'person:list', { networkId: row.networkId }) &&
    !(actor.kind === 'person' && actor.personId === row.personId)
  ) {
    return refuse('forbidden', 'membershipId', 'You can hand over your own work only - ask your coordinator.');
  }
  return ok({ ...row, municipalityId });
}

export interface HandOverShown {
  networkId: string;
  municipalityName: string;
  personName: string;
  ended: boolean;
  /** Who can take over at once. */
  colleagues: { id: string; name: string }[];
}

/** What whoever hands over chooses from. */
export async function readHandOver(
  app: App,
  actor: Actor,
  input: z.input<typeof membershipInput>
): Promise<Result<HandOverShown>> {
  const refused = authorize(actor, 'officer:hand-over');
  if (refused) return refused;
  const given = check(membershipInput, input);
  if (!given.ok) return given;
  const leaving = await findLeaving(app, actor, given.value.membershipId);
  if (!leaving.ok) return leaving;
  const { networkId, municipalityId, personId, endedAt } = leaving.value;
  const [municipality, person, officers] = [
    await findMunicipality(app.db.read, municipalityId),
    await findPerson(app.db.read, personId),
    await officersOf(app.db.read, municipalityId)
  ];
  const colleagues = officers
    .filter((o) => o.person.id !== personId && !o.membership.endedAt && !o.person.disabledAt)
    .map((o) => ({ id: o.person.id, name: o.person.name }));
  return ok({
    networkId,
    municipalityName: municipality?.name ?? '',
    personName: person?.name ?? '',
    ended: endedAt !== null,
    colleagues
  });
}

/** An officer leaves: plan and pairings go to the successor, at once or when an invited one arrives. */
export async function handOver(app: App, actor: Actor, input: z.input<typeof handOverInput>): Promise<Result<Left>> {
  const refused = authorize(actor, 'officer:hand-over');
  if (refused) return refused;
  const given = check(handOverInput, input);
  if (!given.ok) return given;
  const { membershipId, successorId, inviteEmail, inviteByLink } = given.value;
  const leaving = await findLeaving(app, actor, membershipId);
  if (!leaving.ok) return leaving;
  const ways = [successorId, inviteEmail, inviteByLink].filter(Boolean).length;
  if (ways !== 1)
    return refuse(
      'successor-missing',
      'successorId',
      'Choose one: a colleague who takes over, an e-mail address to invite, or a link to hand on.'
    );
  const to = successorId
    ? { kind: 'colleague' as const, personId: successorId }
    : { kind: 'invite' as const, email: inviteEmail ?? null };
  return change(
    app,
    actor,
    { action: 'officer:hand-over', networkId: leaving.value.networkId, subject: membershipId },
    (context) => leaveMunicipality(app, actor, context, membershipId, to)
  );
}
