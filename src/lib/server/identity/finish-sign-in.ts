import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { newToken, sha256 } from '../auth/secrets';
import { createSession } from '../auth/sessions';
import type { ChangeContext } from '../shared/change';
import { insertCode } from './code-repository';
import type { PersonRow } from './repository';

/** Signed in, or the first factor was right and the second is asked for. */
export type SignedIn =
  { kind: 'signed-in'; token: string; personId: string; locale: Locale } | { kind: 'second-factor'; challenge: string };

const CHALLENGE_MS = 10 * 60 * 1000;

/** What every way of proving who one is ends in. */
export async function finishSignIn(
  app: App,
  context: ChangeContext,
  person: PersonRow,
  device: string | null
): Promise<SignedIn> {
  if (person.totpConfirmedAt) {
    const [id, secret] = [app.newId(), newToken()];
    const expiresAt = new Date(context.now.getTime() + CHALLENGE_MS);
    const fresh = { createdAt: context.now, expiresAt, attempts: 0, usedAt: null };
    await insertCode(context.tx, {
      id,
      purpose: 'second-factor',
      subjectId: person.id,
      email: person.email,
      codeHash: sha256(secret),
      ...fresh
    });
    return { kind: 'second-factor', challenge: `${id}.${secret}` };
  }
  return startSession(app, context, person, device);
}

export async function startSession(
  app: App,
  context: ChangeContext,
  person: PersonRow,
  device: string | null
): Promise<SignedIn> {
  const token = await createSession(app, person.id, { tx: context.tx, device });
  await context.audit('session:create', person.id);
  return { kind: 'signed-in', token, personId: person.id, locale: person.locale };
}
