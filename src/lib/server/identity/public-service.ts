import * as z from 'zod/mini';
import { type Actor, SYSTEM } from '$lib/domain/identity/actor';
import { anyPassword, email, from, id, sixDigits } from '$lib/domain/identity/inputs';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { codeTries, forgiveTries, guessTries, takeTry } from '../auth/limits';
import { verifyPassword } from '../auth/passwords';
import { newTypedCode, sha256 } from '../auth/secrets';
import { activeMemberships } from '../auth/repository';
import { endSession, readSession } from '../auth/sessions';
import { totpCounter } from '../auth/totp';
import type { Reader, Tx } from '../db/client';
import { change } from '../shared/change';
import { findCode, replaceSetupCode, updateCode, voidCodes } from './code-repository';
import { finishSignIn, type SignedIn, startSession } from './finish-sign-in';
import { codeEnded, codeWrong, sendCode, settle, tryCode } from './one-time-code';
import { findPerson, findPersonByEmail, listNetworks, type PersonRow, updatePerson } from './repository';

// Open to everybody: signing in and out. Answers and their time are the same whether or not an address is known.

/** Who may sign in with this address: not disabled, and with something to do here. */
async function memberByEmail(
  db: Reader | Tx,
  address: string
): Promise<{ person: PersonRow; networkId: string } | null> {
  const person = await findPersonByEmail(db, address);
  const [first] = await activeMemberships(db, person?.id ?? '');
  return person && first && !person.disabledAt ? { person, networkId: first.networkId } : null;
}

const askCodeInput = z.object({ email, from });

/** Mails a code of six digits, if somebody has this address. The answer is the same if nobody has. */
export async function askCode(
  app: App,
  actor: Actor,
  input: z.input<typeof askCodeInput>
): Promise<Result<{ requestId: string }>> {
  const given = check(askCodeInput, input);
  if (!given.ok) return given;
  const { email: address, from: origin } = given.value;
  const tooMany = await takeTry(app, codeTries(address, origin.address));
  if (tooMany) return tooMany;
  const member = await memberByEmail(app.db.read, address);
  return change(
    app,
    actor,
    { action: 'sign-in:ask', networkId: member?.networkId ?? null, subject: member?.person.id ?? null },
    async (context) => {
      const wanted = {
        subjectId: member?.person.id ?? null,
        locale: member?.person.locale ?? 'en',
        networkId: member?.networkId ?? null,
        deliver: member !== null
      };
      return ok({ requestId: await sendCode(app, context, { purpose: 'sign-in', email: address, ...wanted }) });
    }
  );
}

const codeInput = z.object({ requestId: id, code: sixDigits, from });

/** The second half of `askCode`. A code works once and bears five attempts. */
export async function signInWithCode(
  app: App,
  actor: Actor,
  input: z.input<typeof codeInput>
): Promise<Result<SignedIn>> {
  const given = check(codeInput, input);
  if (!given.ok) return given;
  const { requestId, code, from: origin } = given.value;
  const asked = await findCode(app.db.read, requestId);
  const tries = guessTries(asked?.email ?? requestId, origin.address);
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const member = asked && (await memberByEmail(app.db.read, asked.email));
  const entry = { action: 'sign-in:code', networkId: member?.networkId ?? null, subject: member?.person.id ?? null };
  const result = settle(
    await change<Result<SignedIn>>(app, actor, entry, async (context) => {
      const tried = await tryCode(context, requestId, 'sign-in', code);
      if (!tried.ok) return ok(tried);
      if (!member) return ok(codeWrong());
      // in: what else was mailed to this address is of no use any more
      await voidCodes(context.tx, tried.value.email, context.now);
      return ok(ok(await finishSignIn(app, context, member.person, origin.device)));
    })
  );
  if (result.ok) await forgiveTries(app, tries, result.value.kind === 'signed-in' ? 'all' : 'one');
  return result;
}

const passwordInput = z.object({ email, password: anyPassword, from });

export async function signInWithPassword(
  app: App,
  actor: Actor,
  input: z.input<typeof passwordInput>
): Promise<Result<SignedIn>> {
  const given = check(passwordInput, input);
  if (!given.ok) return given;
  const { email: address, password, from: origin } = given.value;
  const tries = guessTries(address, origin.address);
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const member = await memberByEmail(app.db.read, address);
  const right = await verifyPassword(member?.person.passwordHash ?? null, password);
  const entry = {
    action: 'sign-in:password',
    networkId: member?.networkId ?? null,
    subject: member?.person.id ?? null
  };
  const result = settle(
    await change<Result<SignedIn>>(app, actor, entry, async (context) => {
      if (right && member) return ok(ok(await finishSignIn(app, context, member.person, origin.device)));
      await context.audit('sign-in:wrong', member?.person.id ?? null);
      return ok(
        refuse(
          'password-wrong',
          'password',
          'E-mail address and password do not belong together - check both, or ask for a code by e-mail.'
        )
      );
    })
  );
  if (result.ok) await forgiveTries(app, tries, result.value.kind === 'signed-in' ? 'all' : 'one');
  return result;
}

const secondInput = z.object({
  challenge: z.string().check(z.regex(/^[0-9a-f-]{36}\.[\w-]{43}$/, 'must be the one this form was given')),
  code: sixDigits,
  from
});

/** The code of the authenticator app, after the first factor was right. */
export async function signInWithSecondFactor(
  app: App,
  actor: Actor,
  input: z.input<typeof secondInput>
): Promise<Result<SignedIn>> {
  const given = check(secondInput, input);
  if (!given.ok) return given;
  const { challenge, code, from: origin } = given.value;
  const [challengeId = '', secret = ''] = challenge.split('.');
  const asked = await findCode(app.db.read, challengeId);
  const tries = guessTries(asked?.email ?? challengeId, origin.address);
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const member = asked && (await memberByEmail(app.db.read, asked.email));
  const entry = {
    action: 'sign-in:second-factor',
    networkId: member?.networkId ?? null,
    subject: member?.person.id ?? null
  };
  const result = settle(
    await change<Result<SignedIn>>(app, actor, entry, async (context) => {
      const tried = await tryCode(context, challengeId, 'second-factor', secret);
      if (!tried.ok || !member) return ok(codeEnded());
      const person = await findPerson(context.tx, member.person.id);
      if (!person?.totpSecret || !person.totpConfirmedAt) return ok(codeEnded());
      const counter = totpCounter(person.totpSecret, code, context.now, person.totpCounter);
      if (counter === null)
        return ok(
          refuse(
            'totp-wrong',
            'code',
            'This code is not right or was used already - wait for the next one in your app.'
          )
        );
      await updatePerson(context.tx, person.id, { totpCounter: counter });
      await updateCode(context.tx, challengeId, { usedAt: context.now });
      return ok(ok(await startSession(app, context, person, origin.device)));
    })
  );
  if (result.ok) await forgiveTries(app, tries, 'all');
  return result;
}

/** Ends the session of this token; whatever the token is, the answer is the same. */
export async function signOut(app: App, actor: Actor, input: { token: string }): Promise<Result<null>> {
  const session = await readSession(app, String(input.token ?? ''));
  if (!session) return ok(null);
  const entry = {
    action: 'session:end',
    networkId: session.person.memberships[0]?.networkId ?? null,
    subject: session.person.id
  };
  return change(app, session.actor, entry, async ({ tx }) => {
    await endSession(app, input.token, tx);
    return ok(null);
  });
}

const setUp = new WeakSet<App>();

/** Whether there is a network to sign in to; asked at every request, so the answer "yes" is kept. */
export async function isSetUp(app: App): Promise<boolean> {
  if (setUp.has(app)) return true;
  const networks = await listNetworks(app.db.read);
  if (networks.length) setUp.add(app);
  return networks.length > 0;
}

/** A new code for the first-run wizard, to be printed in the log; null once there is a network. Codes printed before are void. */
export async function ensureSetupCode(app: App): Promise<string | null> {
  if (await isSetUp(app)) return null;
  const [rowId, code] = [app.newId(), newTypedCode()];
  await change(app, SYSTEM, { action: 'setup:code', networkId: null, subject: rowId }, async ({ tx, now }) => {
    await replaceSetupCode(tx, { id: rowId, codeHash: sha256(code), createdAt: now });
    return ok(null);
  });
  return code;
}
