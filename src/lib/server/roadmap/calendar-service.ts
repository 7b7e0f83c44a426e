import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { newToken, sha256 } from '../auth/secrets';
import { findMe } from '../identity/own-account';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { feedOf, insertFeed, revokeFeeds } from './calendar-repository';

// Everybody's own calendar: the actor decides whose, never the input.

export interface CalendarChoices {
  /** Since when there is an address; its token is not known any more. */
  since: Date | null;
}

export async function readCalendarChoices(
  app: App,
  actor: Actor,
  _input: Record<string, never>
): Promise<Result<CalendarChoices>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me } = found.value;
  const feed = await feedOf(app.db.read, me.id);
  return ok({ since: feed?.createdAt ?? null });
}

/** A new address for one's calendar, shown this once; the one before opens nothing any more. */
export async function createCalendarFeed(
  app: App,
  actor: Actor,
  _input: Record<string, never>
): Promise<Result<{ address: string }>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const token = newToken();
  return change(app, actor, { action: 'calendar:make', networkId, subject: me.id }, async ({ tx, now }) => {
    await revokeFeeds(tx, me.id, now);
    await insertFeed(tx, { id: app.newId(), personId: me.id, tokenHash: sha256(token), createdAt: now });
    return ok({ address: `${publicOrigin(app.env)}/calendar/${token}.ics` });
  });
}

export async function revokeCalendarFeed(app: App, actor: Actor, _input: Record<string, never>): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  return change(app, actor, { action: 'calendar:revoke', networkId, subject: me.id }, async ({ tx, now }) => {
    await revokeFeeds(tx, me.id, now);
    return ok(null);
  });
}
