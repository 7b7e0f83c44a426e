import { renderSVG } from 'uqr';
import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { checkPassword } from '$lib/domain/identity/check-password';
import { anyPassword, locale, personName, sessionToken } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { forgiveTries, guessTries, takeTry } from '../auth/limits';
import { hashPassword, verifyPassword } from '../auth/passwords';
import { deleteSession, sessionsOf } from '../auth/repository';
import { sha256 } from '../auth/secrets';
import { endAllSessions, readSession } from '../auth/sessions';
import { totpAddress } from '../auth/totp';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { findMe, secureAccount } from './own-account';
import { membershipsOf, type PersonRow, updatePerson } from './repository';

// Everybody's own account: the actor decides whose, never the input.

/** How long a sign-in counts as proof for what needs the present password otherwise. */
const RECENT_MS = 10 * 60 * 1000;

export interface Account {
  name: string;
  email: string;
  locale: Locale;
  hasPassword: boolean;
  secondFactor: 'on' | 'off' | 'starting';
  /** While it is being set up: for the authenticator app. */
  totp: { secret: string; qr: string } | null;
  /** Of officers: what they can hand over. */
  officerOf: { membershipId: string; municipalityName: string }[];
  sessions: { id: string; device: string | null; signedInAt: Date; expiresAt: Date; own: boolean }[];
}

export async function readAccount(app: App, actor: Actor, input: { session: string | null }): Promise<Result<Account>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me } = found.value;
  const rows = (await sessionsOf(app.db.read, me.id)).filter((row) => row.expiresAt > app.now());
  const officerOf = (await membershipsOf(app.db.read, me.id)).filter((m) => m.role === 'officer' && !m.endedAt);
  const places = await listMunicipalities(app.db.read, { ids: officerOf.flatMap((m) => m.municipalityId ?? []) });
  const own = input.session && sha256(input.session);
  const starting = me.totpConfirmedAt ? null : me.totpSecret;
  return ok({
    name: me.name,
    email: me.email,
    locale: me.locale,
    hasPassword: me.passwordHash !== null,
    secondFactor: me.totpConfirmedAt ? 'on' : starting ? 'starting' : 'off',
    totp:
      starting === null ? null : { secret: starting, qr: renderSVG(totpAddress(starting, me.email), { border: 2 }) },
    officerOf: officerOf.map((m) => ({
      membershipId: m.id,
      municipalityName: places.find((p) => p.id === m.municipalityId)?.name ?? ''
    })),
    sessions: rows.map(({ id, device, createdAt, expiresAt }) => ({
      id,
      device,
      signedInAt: createdAt,
      expiresAt,
      own: id === own
    }))
  });
}

const profileInput = z.object({ name: personName, locale });

export async function updateProfile(
  app: App,
  actor: Actor,
  input: z.input<typeof profileInput>
): Promise<Result<{ name: string; locale: Locale }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const given = check(profileInput, input);
  if (!given.ok) return given;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  return change(app, actor, { action: 'account:update', networkId, subject: me.id }, async (context) => {
    await updatePerson(context.tx, me.id, given.value);
    await context.feed('person', me.id);
    return ok(given.value);
  });
}

const passwordInput = z.object({
  password: anyPassword,
  current: z.optional(z.string().check(z.maxLength(256))),
  session: sessionToken,
  address: z.string()
});

/** Sets or changes the password. The present one is asked for unless the sign-in is recent: that is the way back for who forgot it. */
export async function setPassword(
  app: App,
  actor: Actor,
  input: z.input<typeof passwordInput>
): Promise<Result<{ token: string | null }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const given = check(passwordInput, input);
  if (!given.ok) return given;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const fine = checkPassword(given.value.password, me);
  if (!fine.ok) return fine;
  if (me.passwordHash && !(await isRecent(app, me, given.value.session))) {
    const tries = guessTries(me.email, given.value.address);
    const tooMany = await takeTry(app, tries);
    if (tooMany) return tooMany;
    if (!(await verifyPassword(me.passwordHash, given.value.current ?? ''))) {
      return refuse(
        'current-wrong',
        'current',
        'This is not your present password - or sign out, sign in with a code by e-mail and set a new one within ten minutes.'
      );
    }
    await forgiveTries(app, tries, 'one');
  }
  const passwordHash = await hashPassword(fine.value);
  return change(app, actor, { action: 'account:set-password', networkId, subject: me.id }, async (context) => {
    await updatePerson(context.tx, me.id, { passwordHash });
    return ok(await secureAccount(app, context, me, networkId, given.value.session, 'password-changed'));
  });
}

async function isRecent(app: App, me: PersonRow, token: string): Promise<boolean> {
  const read = await readSession(app, token);
  return read?.person.id === me.id && app.now().getTime() - read.signedInAt.getTime() < RECENT_MS;
}

/** Ends one of one's own sessions by its id in the list. */
export async function endOwnSession(app: App, actor: Actor, input: { id: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  if (!(await sessionsOf(app.db.read, me.id)).some((row) => row.id === input.id)) {
    return refuse('not-found', 'id', 'This device is signed out already - look at the list again.');
  }
  return change(app, actor, { action: 'session:end', networkId, subject: me.id }, async ({ tx }) => {
    await deleteSession(tx, input.id);
    return ok(null);
  });
}

/** Signs out everywhere but here. */
export async function endOtherSessions(app: App, actor: Actor, input: { session: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  return change(app, actor, { action: 'session:end-others', networkId, subject: me.id }, async ({ tx }) => {
    await endAllSessions(app, me.id, input.session, tx);
    return ok(null);
  });
}
