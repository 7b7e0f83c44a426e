import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { checkEndpoint } from '$lib/domain/notify/push-endpoint';
import { check } from '$lib/domain/shared/check';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { sha256 } from '../auth/secrets';
import { findMe } from '../identity/own-account';
import { change } from '../shared/change';
import { findChoice, type PushAbout, putChoice } from './choice-repository';
import { keyOf } from './push-key';
import { deleteSubscription, findSubscription, putSubscription, subscriptionsOf } from './repository';
import { pushHosts } from './send-waiting-push';

// Everybody's own notifications: the actor decides whose, never the input.

/** More browsers than anybody uses; the one that was turned on first goes. */
const MOST = 20;

const subscribeInput = z.object({
  endpoint: z.string(),
  /** The browser's former endpoint. */
  replaces: z.optional(z.string()),
  device: z.optional(z.nullable(z.string().check(z.maxLength(60))))
});

export interface PushState {
  /** What a browser subscribes with (`applicationServerKey`), base64url. */
  key: string;
  locale: Locale;
  /** The page that the last notification was about. */
  path: string;
}

/** Where what a notification is about is seen. */
const PATHS: Record<PushAbout, string> = { plan: '/app/plan', pairing: '/app/peer', meeting: '/app/meetings' };

/** What a browser needs: before it subscribes, and when a notification arrives, which says nothing itself. */
export async function readPush(app: App, actor: Actor, _input: Record<string, never>): Promise<Result<PushState>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me } = found.value;
  const about = (await findChoice(app.db.read, me.id))?.lastAbout;
  const { publicKey } = await keyOf(app);
  return ok({ key: publicKey, locale: me.locale, path: about ? PATHS[about] : '/app' });
}

/** Notifications in this browser from now on. The first one turns reminders by notification on. */
export async function subscribePush(
  app: App,
  actor: Actor,
  input: z.input<typeof subscribeInput>
): Promise<Result<{ id: string }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const given = check(subscribeInput, input);
  if (!given.ok) return given;
  const { endpoint, replaces, device = null } = given.value;
  const checked = checkEndpoint(endpoint, pushHosts(app));
  if (!checked.ok) return checked;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const id = sha256(endpoint);
  const known = await findSubscription(app.db.read, id);
  // a browser says this again whenever it is opened
  if (known?.personId === me.id && !replaces) return ok({ id });
  return change(app, actor, { action: 'push:on', networkId, subject: me.id }, async ({ tx, now }) => {
    const former = replaces ? await findSubscription(tx, sha256(replaces)) : undefined;
    if (former?.personId === me.id && former.id !== id) await deleteSubscription(tx, former.id);
    const others = (await subscriptionsOf(tx, [me.id])).filter((row) => row.id !== id);
    for (const row of others.slice(0, Math.max(0, others.length + 1 - MOST))) await deleteSubscription(tx, row.id);
    await putSubscription(tx, { id, personId: me.id, endpoint, device, createdAt: now, sentAt: null, failures: 0 });
    if (!former && !others.length) await putChoice(tx, me.id, now, { push: true });
    return ok({ id });
  });
}

/** No more notifications in this browser of one's own; one that is not known is not there either. */
export async function unsubscribePush(app: App, actor: Actor, input: { id: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const row = await findSubscription(app.db.read, String(input.id));
  if (row?.personId !== me.id) return ok(null);
  return change(app, actor, { action: 'push:off', networkId, subject: me.id }, async ({ tx }) => {
    await deleteSubscription(tx, row.id);
    return ok(null);
  });
}
