import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { endAllSessions } from '../auth/sessions';
import type { ChangeContext } from '../shared/change';
import { voidCodes } from './code-repository';
import { finishSignIn, type SignedIn } from './finish-sign-in';
import { findInvitationByToken, stateOf, updateInvitation } from './invitation-repository';
import { findPersonByEmail, insertMembership, insertPerson, membershipsOf } from './repository';
import { takeOverLeftWork } from './take-over';

interface Joining {
  tokenHash: string;
  /** Proven, or free: see `acceptInvitation`. */
  email: string;
  name: string | undefined;
  locale: Locale;
  device: string | null;
}

/** Uses an invitation up: a new person or a further role for a known one, then signed in on this device only. */
export async function joinNetwork(app: App, context: ChangeContext, joining: Joining): Promise<Result<SignedIn>> {
  const { tx, now } = context;
  const found = await findInvitationByToken(tx, joining.tokenHash);
  // somebody else was faster
  if (!found || stateOf(found.invitation, now) !== 'open')
    return refuse('invitation-used', 'token', 'This invitation was used a moment ago - sign in if that was you.');
  const { invitation } = found;
  const { networkId, role, municipalityId } = invitation;

  let person = await findPersonByEmail(tx, joining.email);
  if (person?.disabledAt)
    return refuse('disabled', 'email', 'This account is switched off - ask an administrator of your network.');
  if (!person) {
    if (!joining.name) return refuse('name-missing', 'name', 'Enter your name: colleagues see it beside your answers.');
    await insertPerson(tx, {
      id: app.newId(),
      email: joining.email,
      name: joining.name,
      locale: joining.locale,
      createdAt: now
    });
    person = (await findPersonByEmail(tx, joining.email))!;
    await context.audit('person:create', person.id);
  }
  await updateInvitation(tx, invitation.id, { usedAt: now, usedBy: person.id, renewalAskedAt: null });

  const present = await membershipsOf(tx, person.id);
  if (
    !present.some(
      (m) => !m.endedAt && m.networkId === networkId && m.role === role && m.municipalityId === municipalityId
    )
  ) {
    const membershipId = app.newId();
    await insertMembership(tx, {
      id: membershipId,
      personId: person.id,
      networkId,
      role,
      municipalityId,
      createdAt: now
    });
    await context.audit('membership:create', membershipId);
  }
  if (municipalityId) await takeOverLeftWork(context, municipalityId, person.id);
  await context.feed('person', person.id, municipalityId);

  // new rights, new session: one that was stolen before must not grow with them
  await endAllSessions(app, person.id, undefined, tx);
  await voidCodes(tx, person.email, now);
  return ok(await finishSignIn(app, context, person, joining.device));
}
