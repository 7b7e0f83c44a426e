import * as z from 'zod/mini';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { from } from '$lib/domain/identity/inputs';
import type { ContactRole } from '$lib/domain/outreach/contact-kinds';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { sha256 } from '../auth/secrets';
import { findNetwork } from '../identity/directory-repository';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { acceptSignUp } from './accept-sign-up';
import { deleteSignUp, findSignUpByToken, type SignUpRow } from './sign-up-repository';

const linkInput = z.object({ token: z.string().check(z.maxLength(100)), from });
type LinkInput = z.infer<typeof linkInput>;

export interface VisitShown {
  network: string;
  municipality: string;
  confirmed: boolean;
  /** Empty once it is confirmed. */
  name: string;
  role: ContactRole;
  email: string;
  phone: string;
  wish: string;
  expiresAt: Date;
}

/** What the link in the mail opens. Reads only: mail scanners open links. */
export async function readVisit(app: App, _actor: Actor, input: LinkInput): Promise<Result<VisitShown>> {
  const opened = await openLink(app, input);
  if (!opened.ok) return opened;
  const { name, role, email, phone, wish, expiresAt, confirmedAt, networkId, municipalityId } = opened.value;
  return ok({
    network: (await findNetwork(app.db.read, networkId))?.name ?? '',
    municipality: (await findMunicipality(app.db.read, municipalityId))?.name ?? '',
    confirmed: confirmedAt !== null,
    ...{ name, role, email, phone, wish, expiresAt }
  });
}

/**
 * The button in the page that the mail opens. Pressed twice, it is done once.
 *
 * Errors: `link-unknown`; `opted-out`, where the person is asked first whether they may be contacted after all.
 */
export async function confirmVisit(
  app: App,
  actor: Actor,
  input: LinkInput & { allow: boolean }
): Promise<Result<null>> {
  const opened = await openLink(app, input);
  if (!opened.ok) return opened;
  const { id, networkId, tokenHash } = opened.value;
  return change(app, actor, { action: 'visit:confirm', networkId, subject: id }, async (context) => {
    const fresh = await findSignUpByToken(context.tx, tokenHash ?? '');
    if (!fresh || fresh.expiresAt <= context.now) return unknown();
    if (fresh.confirmedAt) return ok(null);
    const done = await acceptSignUp(app, context, fresh, { by: actorId(actor), allow: input.allow === true });
    return done.ok ? ok(null) : done;
  });
}

/** "This was not me": nothing of it stays. */
export async function dropVisit(app: App, actor: Actor, input: LinkInput): Promise<Result<null>> {
  const opened = await openLink(app, input);
  if (!opened.ok) return opened;
  const { id, networkId, confirmedAt } = opened.value;
  if (confirmedAt) return refuse('confirmed', 'token', 'This was confirmed already - write to the network instead.');
  return change(app, actor, { action: 'visit:drop', networkId, subject: id }, async ({ tx }) => {
    await deleteSignUp(tx, id);
    return ok(null);
  });
}

async function openLink(app: App, input: LinkInput): Promise<Result<SignUpRow>> {
  const given = check(linkInput, { token: input.token, from: input.from });
  if (!given.ok) return given;
  const row = await findSignUpByToken(app.db.read, sha256(given.value.token));
  if (row && row.expiresAt > app.now()) return ok(row);
  // only guesses are counted: a mail provider opens the links of many people from one address
  return (await takeTry(app, [['link-address', addressKey(given.value.from.address)]])) ?? unknown();
}

const unknown = () =>
  refuse('link-unknown', 'token', 'This link opens nothing - it is not whole, or its time is over. Sign up once more.');
