import * as z from 'zod/mini';
import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import { email, id, locale, role } from '$lib/domain/identity/inputs';
import { mayInvite } from '$lib/domain/identity/may-invite';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findMunicipality, type MunicipalityRow } from '../register/repository';
import { change } from '../shared/change';
import { findNetwork } from './directory-repository';
import {
  findInvitation,
  type InvitationRow,
  type InvitationState,
  pageOfInvitations,
  stateOf,
  updateInvitation
} from './invitation-repository';
import { type InvitationMade, makeInvitation } from './make-invitation';
import type { NetworkRow } from './repository';

const inviteInput = z.object({
  networkId: id,
  role,
  /** For officers, and only for them. */
  municipalityId: z.optional(z.nullable(id)),
  /** Mailed there; without it the link or QR code is handed over by whoever invites. */
  email: z.optional(z.nullable(email)),
  /** Of the mail; the network's otherwise. */
  locale: z.optional(locale)
});

/** Invites somebody to a role: link and QR code come back this once. */
export async function createInvitation(
  app: App,
  actor: Actor,
  input: z.input<typeof inviteInput>
): Promise<Result<InvitationMade>> {
  const refused = authorize(actor, 'person:invite');
  if (refused) return refused;
  const given = check(inviteInput, input);
  if (!given.ok) return given;
  const forbidden = authorize(actor, 'person:invite', { networkId: given.value.networkId });
  if (forbidden) return forbidden;
  const place = await findPlace(app, given.value.networkId, given.value.role, given.value.municipalityId ?? null);
  if (!place.ok) return place;
  const allowed = checkRole(actor, place.value.network.id, given.value.role);
  if (!allowed.ok) return allowed;
  const invitee = {
    ...place.value,
    role: given.value.role,
    email: given.value.email ?? null,
    locale: given.value.locale ?? place.value.network.locale
  };
  return invite(app, actor, invitee);
}

function invite(
  app: App,
  actor: Actor,
  invitee: Parameters<typeof makeInvitation>[3],
  replaces?: InvitationRow
): Promise<Result<InvitationMade>> {
  const entry = { action: 'invitation:create', networkId: invitee.network.id, subject: null as string | null };
  return change(app, actor, entry, async (context) => {
    if (replaces)
      await updateInvitation(context.tx, replaces.id, {
        revokedAt: replaces.revokedAt ?? context.now,
        renewalAskedAt: null
      });
    const made = await makeInvitation(app, actor, context, invitee);
    entry.subject = made.id;
    return ok(made);
  });
}

function checkRole(actor: Actor, networkId: string, wanted: MemberRole): Result<null> {
  const answer = mayInvite(actor, networkId, wanted);
  if (answer.may) return ok(null);
  return refuse(
    answer.because,
    'role',
    'Only administrators invite administrators - choose another role, or ask one of them.'
  );
}

async function findPlace(
  app: App,
  networkId: string,
  wanted: MemberRole,
  municipalityId: string | null
): Promise<Result<{ network: NetworkRow; municipality: MunicipalityRow | null }>> {
  const network = await findNetwork(app.db.read, networkId);
  if (!network) return refuse('not-found', 'networkId', 'There is no network with this id.');
  if (wanted !== 'officer') {
    return municipalityId
      ? refuse('municipality-unexpected', 'municipalityId', 'Only officers belong to a municipality - leave it empty.')
      : ok({ network, municipality: null });
  }
  const municipality = municipalityId ? await findMunicipality(app.db.read, municipalityId) : undefined;
  if (!municipality || municipality.networkId !== networkId) {
    return refuse(
      'municipality-missing',
      'municipalityId',
      'Choose the municipality this officer works for, from the register of this network.'
    );
  }
  return ok({ network, municipality });
}

const listInput = z.object({
  networkId: id,
  state: z.optional(z.nullable(z.enum(['waiting', 'open', 'used', 'expired', 'revoked']))),
  offset: z.optional(z.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.number().check(z.int(), z.positive(), z.maximum(200)))
});

export interface InvitationListed {
  id: string;
  role: MemberRole;
  municipalityName: string | null;
  email: string | null;
  inviterName: string | null;
  createdAt: Date;
  expiresAt: Date;
  state: InvitationState;
  renewalAskedAt: Date | null;
}

export async function listInvitations(
  app: App,
  actor: Actor,
  input: z.input<typeof listInput>
): Promise<Result<{ invitations: InvitationListed[]; total: number }>> {
  const refused = authorize(actor, 'person:list');
  if (refused) return refused;
  const given = check(listInput, input);
  if (!given.ok) return given;
  const { networkId, state = null, offset = 0, limit = 50 } = given.value;
  const forbidden = authorize(actor, 'person:list', { networkId });
  if (forbidden) return forbidden;
  const now = app.now();
  const { rows, total } = await pageOfInvitations(app.db.read, { networkId, state, now, offset, limit });
  const invitations = rows.map(({ invitation, municipality, inviter }) => {
    const { id: invitationId, role: asRole, email: to, createdAt, expiresAt, renewalAskedAt } = invitation;
    const names = { municipalityName: municipality?.name ?? null, inviterName: inviter?.name ?? null };
    return {
      id: invitationId,
      role: asRole,
      email: to,
      createdAt,
      expiresAt,
      renewalAskedAt,
      ...names,
      state: stateOf(invitation, now)
    };
  });
  return ok({ invitations, total });
}

const oneInput = z.object({ invitationId: id });

/** The invitation if it belongs to a network where the actor may invite. */
async function findMine(app: App, actor: Actor, input: unknown): Promise<Result<InvitationRow>> {
  const given = check(oneInput, input);
  if (!given.ok) return given;
  const row = await findInvitation(app.db.read, given.value.invitationId);
  if (!row) return refuse('not-found', 'invitationId', 'This invitation does not exist - look at the list again.');
  return authorize(actor, 'person:invite', { networkId: row.networkId }) ?? ok(row);
}

export async function revokeInvitation(app: App, actor: Actor, input: z.input<typeof oneInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'person:invite');
  if (refused) return refused;
  const mine = await findMine(app, actor, input);
  if (!mine.ok) return mine;
  const { id: invitationId, networkId } = mine.value;
  return change(app, actor, { action: 'invitation:revoke', networkId, subject: invitationId }, async ({ tx, now }) => {
    const row = await findInvitation(tx, invitationId);
    if (row?.usedAt)
      return refuse(
        'invitation-used',
        'invitationId',
        'This invitation was used already - end the membership instead.'
      );
    await updateInvitation(tx, invitationId, { revokedAt: row?.revokedAt ?? now, renewalAskedAt: null });
    return ok(null);
  });
}

/** A new invitation in place of one that ended: same role, same municipality, same address; the old link opens nothing. */
export async function renewInvitation(
  app: App,
  actor: Actor,
  input: z.input<typeof oneInput>
): Promise<Result<InvitationMade>> {
  const refused = authorize(actor, 'person:invite');
  if (refused) return refused;
  const mine = await findMine(app, actor, input);
  if (!mine.ok) return mine;
  const row = mine.value;
  const allowed = checkRole(actor, row.networkId, row.role);
  if (!allowed.ok) return allowed;
  const place = await findPlace(app, row.networkId, row.role, row.municipalityId);
  if (!place.ok) return place;
  return invite(
    app,
    actor,
    { ...place.value, role: row.role, email: row.email, locale: place.value.network.locale },
    row
  );
}
