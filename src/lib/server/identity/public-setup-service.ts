import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { checkPassword } from '$lib/domain/identity/check-password';
import { country, email, from, locale, personName } from '$lib/domain/identity/inputs';
import { check } from '$lib/domain/shared/check';
import { line } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, forgiveTries, type Limit, takeTry } from '../auth/limits';
import { hashPassword } from '../auth/passwords';
import { sameHash, sha256 } from '../auth/secrets';
import { createSession } from '../auth/sessions';
import { change } from '../shared/change';
import { openSetupCodes, useSetupCodes } from './code-repository';
import { findPersonByEmail, insertMembership, insertNetwork, insertPerson, listNetworks } from './repository';

// Open to everybody who has the one-use code from the server's log, and only while there is no network.

const setupInput = z.object({
  code: z.optional(z.string().check(z.trim(), z.toUpperCase(), z.maxLength(40))),
  networkName: line(120),
  country,
  locale,
  name: personName,
  email,
  password: z.optional(z.string()),
  from: z.optional(from)
});

export interface Initialised {
  networkId: string;
  personId: string;
  /** Signs the administrator in; null on the command line. */
  token: string | null;
}

const codeWrong = () =>
  refuse(
    'setup-code-wrong',
    'code',
    'This is not the code - it stands in the log of the server, in the line about setting Waymark up.'
  );

/**
 * The first network and its administrator: opened by the setup code, or by the operator on the command line,
 * who may also add further networks.
 */
export async function initialiseNetwork(
  app: App,
  actor: Actor,
  input: z.input<typeof setupInput>
): Promise<Result<Initialised>> {
  const given = check(setupInput, input);
  if (!given.ok) return given;
  const { networkName, name, email: address, password, code, from: origin } = given.value;
  const trusted = actor.kind === 'operator' || actor.kind === 'system';
  if (password) {
    const fine = checkPassword(password, { name, email: address });
    if (!fine.ok) return fine;
  }
  if (!trusted) {
    const tooMany = await takeTry(app, [['setup-address', addressKey(origin?.address ?? '')]]);
    if (tooMany) return tooMany;
  }
  const passwordHash = password ? await hashPassword(password) : null;
  const [networkId, newPersonId] = [app.newId(), app.newId()];
  return change(app, actor, { action: 'network:initialise', networkId, subject: networkId }, async (context) => {
    const { tx, now } = context;
    const networks = await listNetworks(tx);
    if (!trusted) {
      if (networks.length)
        return refuse(
          'already-set-up',
          'code',
          'Waymark is set up already - sign in, or ask an administrator for an invitation.'
        );
      const hash = sha256(code ?? '');
      if (!(await openSetupCodes(tx)).some((row) => sameHash(row.codeHash, hash))) return codeWrong();
    }
    if (networks.some((n) => n.name === networkName))
      return refuse('name-taken', 'networkName', `There is a network "${networkName}" already - choose another name.`);
    await useSetupCodes(tx, now);
    await insertNetwork(tx, {
      id: networkId,
      name: networkName,
      country: given.value.country,
      locale: given.value.locale,
      createdAt: now
    });
    const present = await findPersonByEmail(tx, address);
    const personId = present?.id ?? newPersonId;
    if (!present)
      await insertPerson(tx, {
        id: personId,
        email: address,
        name,
        locale: given.value.locale,
        passwordHash,
        createdAt: now
      });
    const membershipId = app.newId();
    await insertMembership(tx, { id: membershipId, personId, networkId, role: 'administrator', createdAt: now });
    await context.audit('membership:create', membershipId);
    const token = trusted ? null : await createSession(app, personId, { tx, device: origin?.device ?? null });
    if (token) await context.audit('session:create', personId);
    return ok({ networkId, personId, token });
  });
}

const codeInput = z.object({ code: z.string().check(z.trim(), z.toUpperCase(), z.maxLength(40)), from });

/** The first step of the wizard: says whether the code is the one in the log, and does not use it up. */
export async function checkSetupCode(
  app: App,
  _actor: Actor,
  input: z.input<typeof codeInput>
): Promise<Result<{ code: string }>> {
  const given = check(codeInput, input);
  if (!given.ok) return given;
  const tries: [Limit, string][] = [['setup-address', addressKey(given.value.from.address)]];
  const tooMany = await takeTry(app, tries);
  if (tooMany) return tooMany;
  const hash = sha256(given.value.code);
  if (!(await openSetupCodes(app.db.read)).some((row) => sameHash(row.codeHash, hash))) return codeWrong();
  await forgiveTries(app, tries, 'one');
  return ok({ code: given.value.code });
}
