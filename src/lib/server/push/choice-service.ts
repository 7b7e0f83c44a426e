import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findMe } from '../identity/own-account';
import { optedOut, setOptOut } from '../roadmap/reminder-repository';
import { change } from '../shared/change';
import { findChoice, putChoice } from './choice-repository';
import { subscriptionsOf } from './repository';

export interface NotifyChoices {
  /** Reminders by mail. */
  mail: boolean;
  /** Reminders by notification. */
  push: boolean;
  /** Mail about a device that was not in touch for days. */
  silence: boolean;
  /** Mail on Mondays about promises that are due. */
  digest: boolean;
  /** The browsers that show notifications, the newest last. */
  browsers: { id: string; device: string | null; createdAt: Date }[];
}

export async function readNotifyChoices(
  app: App,
  actor: Actor,
  _input: Record<string, never>
): Promise<Result<NotifyChoices>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { id: me } = found.value.me;
  const choice = await findChoice(app.db.read, me);
  const browsers = await subscriptionsOf(app.db.read, [me]);
  return ok({
    mail: !(await optedOut(app.db.read, [me])).has(me),
    push: choice?.push ?? false,
    silence: choice?.silence ?? true,
    digest: choice?.digest ?? true,
    browsers: browsers.map(({ id, device, createdAt }) => ({ id, device, createdAt }))
  });
}

/** How one is reminded of what is due, and whether one hears of silent devices. What is not given stays. */
export async function setNotifyChoices(
  app: App,
  actor: Actor,
  input: { mail?: boolean; push?: boolean; silence?: boolean; digest?: boolean }
): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const { mail, push, silence, digest } = input;
  return change(app, actor, { action: 'notify:choose', networkId, subject: me.id }, async ({ tx, now }) => {
    if (mail !== undefined) await setOptOut(tx, me.id, !mail, now);
    const chosen = {
      ...(push !== undefined && { push }),
      ...(silence !== undefined && { silence }),
      ...(digest !== undefined && { digest })
    };
    await putChoice(tx, me.id, now, chosen);
    return ok(null);
  });
}
