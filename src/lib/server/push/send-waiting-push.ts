import { checkEndpoint } from '$lib/domain/notify/push-endpoint';
import type { App } from '../app';
import { keyOf } from './push-key';
import {
  deleteSubscription,
  deleteWaiting,
  deleteWaitingBefore,
  dueWaiting,
  type SubscriptionRow,
  updateSubscription,
  updateWaiting,
  type WaitingRow
} from './repository';
import { subjectOf, vapidHeader } from './vapid';

const BATCH = 50;
const TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** A reminder is of no use after three days: for us, and for the push service that keeps it for a phone that is off. */
const USE_MS = 3 * 24 * 60 * 60 * 1000;
const MAX_ATTEMPTS = 8;
/** So many messages given up in a row, and the browser is as good as gone; it asks anew when its person turns it on. */
const MAX_FAILURES = 5;

const running = new WeakMap<App, Promise<void>>();

export function pushHosts(app: App): string[] {
  return app.env.PUSH_HOSTS.split(',')
    .map((host) => host.trim())
    .filter(Boolean);
}

/** The job that hands notifications to the push services, oldest first and never twice at once. */
export async function sendWaitingPush(app: App): Promise<void> {
  const present = running.get(app);
  if (present) return present;
  const run = sendAll(app).finally(() => running.delete(app));
  running.set(app, run);
  return run;
}

async function sendAll(app: App): Promise<void> {
  for (;;) {
    const batch = await dueWaiting(app.db.read, app.now(), BATCH);
    if (!batch.length) return;
    const old = new Date(app.now().getTime() - USE_MS);
    if (batch.some(({ waiting }) => waiting.createdAt < old)) {
      await app.db.write((tx) => deleteWaitingBefore(tx, old));
      continue;
    }
    for (const { waiting, subscription } of batch) await sendOne(app, waiting, subscription);
    if (batch.length < BATCH) return;
  }
}

/** What is known of the attempt; the log carries ids and statuses, never endpoints. */
type Answer = { kind: 'taken' } | { kind: 'gone' } | { kind: 'later' | 'refused'; why: string; wait?: number };

async function sendOne(app: App, waiting: WaitingRow, subscription: SubscriptionRow): Promise<void> {
  const attempts = waiting.attempts + 1;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** waiting.attempts, LONGEST_WAIT_MS);
  const at = (ms: number) => new Date(app.now().getTime() + ms);
  // noted before sending: if the disk is full afterwards, nobody's phone rings every five seconds
  await app.db.write((tx) => updateWaiting(tx, waiting.id, { attempts, nextAttemptAt: at(wait) }));
  const answer = await hand(app, subscription);
  const entry = { subscription: subscription.id.slice(0, 12), attempts, ...('why' in answer && { why: answer.why }) };
  if (answer.kind === 'later' && attempts < MAX_ATTEMPTS) {
    const longer = Math.min(answer.wait ?? 0, USE_MS);
    if (longer > wait) await app.db.write((tx) => updateWaiting(tx, waiting.id, { nextAttemptAt: at(longer) }));
    return app.log.warn(entry, 'notification not taken, tried again later');
  }
  const failures = subscription.failures + 1;
  await app.db.write(async (tx) => {
    if (answer.kind === 'gone' || (answer.kind !== 'taken' && failures >= MAX_FAILURES))
      return deleteSubscription(tx, subscription.id);
    await deleteWaiting(tx, waiting.id);
    const now = app.now();
    await updateSubscription(
      tx,
      subscription.id,
      answer.kind === 'taken' ? { sentAt: now, failures: 0 } : { failures }
    );
  });
  if (answer.kind === 'taken') app.log.info(entry, 'notification handed over');
  else app.log.warn(entry, answer.kind === 'gone' ? 'browser takes no more notifications' : 'notification given up');
}

/** One request of RFC 8030, without a body: what a push service gets to know is that there is something, and when. */
async function hand(app: App, { endpoint }: SubscriptionRow): Promise<Answer> {
  // checked again: an operator may have taken a host off the list
  const checked = checkEndpoint(endpoint, pushHosts(app));
  if (!checked.ok) return { kind: 'gone' };
  let response: Response;
  try {
    const to = { origin: checked.value.origin, subject: subjectOf(app.env), now: app.now() };
    response = await fetch(checked.value, {
      method: 'POST',
      headers: {
        authorization: vapidHeader(await keyOf(app), to),
        ttl: String(USE_MS / 1000),
        urgency: 'normal',
        // of several that wait for a phone that is off, the last one counts
        topic: 'waymark'
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    });
    // nothing in it is of use, and it may be long
    await response.body?.cancel();
  } catch (error) {
    return { kind: 'later', why: (error as Error).name };
  }
  const { status } = response;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  const why = `status ${status}`;
  if (status === 429 || status >= 500)
    return { kind: 'later', why, wait: Number(response.headers.get('retry-after')) * 1000 || undefined };
  return { kind: 'refused', why };
}
