import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { dropHeldMail, releaseMail } from './restore-repository';

export interface Released {
  mail: number;
  dropped: boolean;
}

/** What a restore held back goes out, or goes away: a person has looked which of it was sent before. */
export async function releaseHeldMail(app: App, actor: Actor, input: { drop: boolean }): Promise<Result<Released>> {
  const refused = authorize(actor, 'database:maintain');
  if (refused) return refused;
  const action = input.drop ? 'mail:dropped' : 'mail:released';
  return change(app, actor, { action, networkId: null }, async ({ tx, now }) => {
    const count = input.drop ? await dropHeldMail(tx) : await releaseMail(tx, now);
    return ok({ mail: count, dropped: input.drop });
  });
}
