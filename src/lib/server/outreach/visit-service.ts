import * as z from 'zod/mini';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ContactRole } from '$lib/domain/outreach/contact-kinds';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { acceptSignUp } from './accept-sign-up';
import { deleteSignUp, findSignUp, waitingSignUps } from './sign-up-repository';

export interface WaitingVisits {
  /** Gave a number and no address: somebody has to call. */
  calls: { id: string; municipality: string; name: string; role: ContactRole; phone: string; wish: string; at: Date }[];
  /** How many have not pressed the button in their mail yet. */
  mailed: number;
}

export async function listWaitingVisits(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<WaitingVisits>> {
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', { networkId: input.networkId });
  if (refused) return refused;
  const { calls, mailed } = await waitingSignUps(app.db.read, input.networkId, app.now());
  return ok({
    mailed,
    calls: calls.map(({ signUp: { id, name, role, phone, wish, createdAt }, municipality }) => ({
      ...{ id, municipality, name, role, phone, wish, at: createdAt }
    }))
  });
}

const settled = z.object({ confirmed: z.boolean(), allow: z.optional(z.boolean()) });

/**
 * What the call led to: the person confirmed it (and, where they had asked not to be contacted, allowed this), or not.
 *
 * Errors: `not-found`; `opted-out`, where the person has to be asked; `mailed`, where the mailbox decides.
 */
export async function settleVisit(
  app: App,
  actor: Actor,
  input: { signUpId: string; confirmed: boolean; allow?: boolean }
): Promise<Result<{ contactId: string | null }>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const said = check(settled, input);
  if (!said.ok) return said;
  const { confirmed, allow = false } = said.value;
  const found = await findSignUp(app.db.read, String(input.signUpId));
  if (!found) return gone();
  const { id, networkId } = found;
  const forbidden = authorize(actor, 'contact:edit', { networkId });
  if (forbidden) return forbidden;
  const action = confirmed ? 'visit:confirm' : 'visit:drop';
  return change(app, actor, { action, networkId, subject: id }, async (context) => {
    const fresh = await findSignUp(context.tx, id);
    if (!fresh || fresh.expiresAt <= context.now) return gone();
    if (fresh.confirmedAt) return ok({ contactId: fresh.contactId });
    if (fresh.email !== '')
      return refuse('mailed', 'signUpId', 'This person confirms by the button in their mail - nobody else can.');
    if (!confirmed) {
      await deleteSignUp(context.tx, id);
      return ok({ contactId: null });
    }
    return acceptSignUp(app, context, fresh, { by: actorId(actor), allow });
  });
}

const gone = () => refuse('not-found', 'signUpId', 'This sign-up is not here any more.');
