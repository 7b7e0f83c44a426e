import type { App } from '../app';
import type { Tx } from '../db/client';
import { optedOut } from '../roadmap/reminder-repository';
import { choicesOf, type PushAbout, putChoice } from './choice-repository';
import { insertWaiting, type SubscriptionRow, subscriptionsOf } from './repository';

/** How one person is reminded. Neither: they want none. */
export interface Ways {
  mail: boolean;
  push: SubscriptionRow[];
}

/**
 * By mail, by notification, both or neither, as each of these people chose. Whoever chose notifications alone and has no
 * device left that shows them gets mail: a reminder must not vanish with a phone.
 */
export async function waysOf(tx: Tx, personIds: string[]): Promise<Map<string, Ways>> {
  const [silent, choices, subscriptions] = [
    await optedOut(tx, personIds),
    await choicesOf(tx, personIds),
    await subscriptionsOf(tx, personIds)
  ];
  return new Map(
    personIds.map((id) => {
      const wantsPush = choices.get(id)?.push ?? false;
      const push = wantsPush ? subscriptions.filter((row) => row.personId === id) : [];
      return [id, { mail: !silent.has(id) || (wantsPush && push.length === 0), push }];
    })
  );
}

/** Puts notifications into the transaction of what causes them; `sendWaitingPush` hands them to the push services. */
export async function queuePush(
  tx: Tx,
  app: App,
  personId: string,
  about: PushAbout,
  to: SubscriptionRow[]
): Promise<void> {
  if (!to.length) return;
  const now = app.now();
  await insertWaiting(
    tx,
    to.map(({ id }) => ({ id: app.newId(), subscriptionId: id, attempts: 0, createdAt: now, nextAttemptAt: now }))
  );
  await putChoice(tx, personId, now, { lastAbout: about });
}
