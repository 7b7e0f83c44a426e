import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { sessionToken, sixDigits } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { forgiveTries, guessTries, takeTry } from '../auth/limits';
import { newTotpSecret, totpCounter } from '../auth/totp';
import type { MailName } from '../mail/render-mail';
import { change, type ChangeContext } from '../shared/change';
import { findMe, secureAccount } from './own-account';
import { findPerson, type PersonRow, updatePerson } from './repository';

/** Makes the secret for an authenticator app; it counts only once a code from the app was entered. */
export async function startSecondFactor(app: App, actor: Actor, _input: object): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  if (me.totpConfirmedAt)
    return refuse('totp-on', '', 'The second code is on already - turn it off first to use another app.');
  return change(app, actor, { action: 'account:start-second-factor', networkId, subject: me.id }, async ({ tx }) => {
    await updatePerson(tx, me.id, { totpSecret: newTotpSecret(), totpCounter: null });
    return ok(null);
  });
}

const codeInput = z.object({ code: sixDigits, session: sessionToken, address: z.string() });

export async function confirmSecondFactor(
  app: App,
  actor: Actor,
  input: z.input<typeof codeInput>
): Promise<Result<{ token: string | null }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  return withCode(
    app,
    actor,
    input,
    { action: 'account:second-factor-on', confirmed: false, mail: 'second-factor-on' },
    (context, me, totp) => updatePerson(context.tx, me.id, { totpConfirmedAt: context.now, totpCounter: totp })
  );
}

export async function removeSecondFactor(
  app: App,
  actor: Actor,
  input: z.input<typeof codeInput>
): Promise<Result<{ token: string | null }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  return withCode(
    app,
    actor,
    input,
    { action: 'account:second-factor-off', confirmed: true, mail: 'second-factor-off' },
    (context, me) => updatePerson(context.tx, me.id, { totpSecret: null, totpConfirmedAt: null, totpCounter: null })
  );
}

/** Both ways ask for a code of the app: on proves that the app works, off that it is still one's own. */
async function withCode(
  app: App,
  actor: Actor,
  input: unknown,
  how: { action: string; confirmed: boolean; mail: MailName },
  work: (context: ChangeContext, me: PersonRow, counter: number) => Promise<void>
): Promise<Result<{ token: string | null }>> {
  const given = check(codeInput, input);
  if (!given.ok) return given;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const tries = guessTries(found.value.me.email, given.value.address);
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const { networkId } = found.value;
  const result = await change(
    app,
    actor,
    { action: how.action, networkId, subject: found.value.me.id },
    async (context) => {
      // again inside the transaction: a counter works once
      const me = await findPerson(context.tx, found.value.me.id);
      if (!me?.totpSecret || (me.totpConfirmedAt !== null) !== how.confirmed) {
        return refuse('totp-changed', '', 'This was changed elsewhere meanwhile - open the page again.');
      }
      const counter = totpCounter(me.totpSecret, given.value.code, context.now, me.totpCounter);
      if (counter === null)
        return refuse(
          'totp-wrong',
          'code',
          'This code is not right or was used already - wait for the next one in your app.'
        );
      await work(context, me, counter);
      return ok(await secureAccount(app, context, me, networkId, given.value.session, how.mail));
    }
  );
  if (result.ok) await forgiveTries(app, tries, 'one');
  return result;
}
