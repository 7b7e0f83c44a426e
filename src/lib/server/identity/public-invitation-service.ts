import * as z from 'zod/mini';
import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import { email, from, id, locale, personName, sixDigits } from '$lib/domain/identity/inputs';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, codeTries, forgiveTries, guessTries, takeTry } from '../auth/limits';
import { sha256 } from '../auth/secrets';
import { queueMail } from '../mail/queue-mail';
import { dayWords, roleWords } from '../mail/mail-words';
import { renderMail } from '../mail/render-mail';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { findCode } from './code-repository';
import type { SignedIn } from './finish-sign-in';
import { findInvitationByToken, type InvitationState, stateOf, updateInvitation } from './invitation-repository';
import { joinNetwork } from './join-network';
import { codeEnded, sendCode, settle, tryCode } from './one-time-code';
import { activePeopleIn, findPerson, findPersonByEmail } from './repository';

// Open to everybody who has an invitation's link: its token is 256 random bits, and reading it changes nothing.

const token = z.string('must be the one in the link').check(z.regex(/^[\w-]{43}$/, 'must be the one in the link'));
const notFound = () =>
  refuse(
    'invitation-unknown',
    'token',
    'This is not an invitation - check that the link is whole, or ask whoever sent it.'
  );

export interface InvitationShown {
  state: InvitationState;
  networkName: string;
  role: MemberRole;
  municipalityName: string | null;
  inviterName: string | null;
  expiresAt: Date;
  /** Shortened: whoever found the link should not learn the address. Null where the accepting person types theirs. */
  email: string | null;
  /** The person signed in here can accept with one press. */
  forMe: boolean;
}

/** Mail scanners open links: this only reads. */
export async function readInvitation(
  app: App,
  actor: Actor,
  input: { token: string }
): Promise<Result<InvitationShown>> {
  const given = check(z.object({ token }), input);
  const found = given.ok && (await findInvitationByToken(app.db.read, sha256(given.value.token)));
  if (!found) return notFound();
  const { invitation, network, municipality, inviter } = found;
  const me = actor.kind === 'person' ? await findPerson(app.db.read, actor.personId) : undefined;
  return ok({
    state: stateOf(invitation, app.now()),
    networkName: network.name,
    role: invitation.role,
    municipalityName: municipality?.name ?? null,
    inviterName: inviter?.name ?? null,
    expiresAt: invitation.expiresAt,
    email: invitation.email && maskEmail(invitation.email),
    forMe: me !== undefined && (!invitation.email || invitation.email === me.email)
  });
}

/** @example maskEmail('karin@example.org') // 'k…@example.org' */
function maskEmail(address: string): string {
  return `${address[0]}…${address.slice(address.indexOf('@'))}`;
}

const acceptInput = z.object({
  token,
  name: z.optional(personName),
  /** Only where the invitation names none. */
  email: z.optional(email),
  locale,
  from,
  confirmation: z.optional(z.object({ requestId: id, code: sixDigits }))
});

export type Accepted = SignedIn | { kind: 'confirm'; requestId: string };

const ended = (state: InvitationState) =>
  refuse(
    `invitation-${state}`,
    'token',
    'This invitation has ended or was used - ask for a new one on the same page, or sign in if you used it yourself.'
  );

/**
 * Accepts an invitation and signs in. A typed address, and one that somebody has an account with, must first be
 * confirmed by a code: the link alone must open no account that exists (whoever invites has the link too).
 */
export async function acceptInvitation(
  app: App,
  actor: Actor,
  input: z.input<typeof acceptInput>
): Promise<Result<Accepted>> {
  const given = check(acceptInput, input);
  if (!given.ok) return given;
  const { confirmation, from: origin, name } = given.value;
  const tokenHash = sha256(given.value.token);
  const found = await findInvitationByToken(app.db.read, tokenHash);
  if (!found) return notFound();
  const { invitation } = found;
  const state = stateOf(invitation, app.now());
  if (state !== 'open') return ended(state);
  const me = actor.kind === 'person' ? await findPerson(app.db.read, actor.personId) : undefined;
  const forMe = me && (!invitation.email || invitation.email === me.email);
  const address = invitation.email ?? (forMe ? me.email : given.value.email);
  if (!address) return refuse('email-missing', 'email', 'Enter your e-mail address: that is how you sign in later.');
  const known = await findPersonByEmail(app.db.read, address);
  const entry = { networkId: invitation.networkId, subject: invitation.id };
  const join = { tokenHash, email: address, name, locale: given.value.locale, device: origin.device };
  if (forMe || (invitation.email && !known)) {
    if (!known && !name) return nameMissing();
    return change<Accepted>(app, actor, { action: 'invitation:accept', ...entry }, (context) =>
      joinNetwork(app, context, join)
    );
  }
  if (!confirmation) {
    if (!name) return nameMissing();
    const tooMany = await takeTry(app, codeTries(address, origin.address));
    if (tooMany) return tooMany;
    const wanted = {
      purpose: 'invitation',
      subjectId: invitation.id,
      email: address,
      networkId: invitation.networkId,
      deliver: true
    } as const;
    return change<Accepted>(app, actor, { action: 'invitation:confirm', ...entry }, async (context) =>
      ok({
        kind: 'confirm',
        requestId: await sendCode(app, context, { ...wanted, locale: known?.locale ?? given.value.locale })
      })
    );
  }
  const asked = await findCode(app.db.read, confirmation.requestId);
  if (asked?.subjectId !== invitation.id) return codeEnded();
  const tries = guessTries(asked.email, origin.address);
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const result = settle(
    await change<Result<Accepted>>(app, actor, { action: 'invitation:accept', ...entry }, async (context) => {
      const tried = await tryCode(context, confirmation.requestId, 'invitation', confirmation.code);
      // the address that was confirmed, whatever the form says now
      return ok(tried.ok ? await joinNetwork(app, context, { ...join, email: tried.value.email }) : tried);
    })
  );
  if (result.ok) await forgiveTries(app, tries, 'all');
  return result;
}

const nameMissing = () => refuse('name-missing', 'name', 'Enter your name: colleagues see it beside your answers.');

/** A mail a day and link at most; the answer is the same whatever the link is. */
const RENEWAL_EVERY_MS = 24 * 60 * 60 * 1000;

/** Tells whoever invited that the holder of an ended link would like a new one. */
export async function askInvitationAgain(
  app: App,
  actor: Actor,
  input: { token: string; from: z.input<typeof from> }
): Promise<Result<null>> {
  const given = check(z.object({ token, from }), input);
  if (!given.ok) return notFound();
  const tooMany = await takeTry(app, [['renewal-address', addressKey(given.value.from.address)]]);
  if (tooMany) return tooMany;
  const found = await findInvitationByToken(app.db.read, sha256(given.value.token));
  const now = app.now();
  if (!found || stateOf(found.invitation, now) === 'open') return ok(null);
  const { invitation, network, municipality } = found;
  if (invitation.renewalAskedAt && now.getTime() - invitation.renewalAskedAt.getTime() < RENEWAL_EVERY_MS)
    return ok(null);
  const staff = await activePeopleIn(app.db.read, network.id, ['administrator', 'coordinator']);
  const inviter = staff.filter((person) => person.id === invitation.invitedBy);
  return change(
    app,
    actor,
    { action: 'invitation:ask-again', networkId: network.id, subject: invitation.id },
    async ({ tx }) => {
      await updateInvitation(tx, invitation.id, { renewalAskedAt: now });
      for (const person of inviter.length ? inviter : staff) {
        const role = roleWords(person.locale, invitation.role, municipality?.name ?? null);
        const link = `${publicOrigin(app.env)}/admin/people/invitations?network=${network.id}&state=waiting`;
        const letter = renderMail(person.locale, 'renewal-asked', {
          network: network.name,
          role,
          made: dayWords(person.locale, invitation.createdAt),
          link
        });
        await queueMail(tx, app, { networkId: network.id, recipient: person.email, ...letter });
      }
      return ok(null);
    }
  );
}
