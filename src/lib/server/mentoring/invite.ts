import { SYSTEM } from '$lib/domain/identity/actor';
import { hasLapsed, MOST_OPEN_INVITATIONS } from '$lib/domain/mentoring/pairing-states';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change, type ChangeContext } from '../shared/change';
import { tellSides } from './pairing-mail';
import {
  findPairing,
  lapsedInvitations,
  queuedPairings,
  unansweredByMentor,
  updatePairing
} from './pairing-repository';

const DAY_MS = 86_400_000;

/**
 * Sends the invitations of a network's published rounds, best pair first, as far as no mentor gets more than two it has
 * not answered. The others wait in the round and go out as answers come in.
 *
 * @returns how many went out
 */
export async function inviteWhatFits(app: App, context: ChangeContext, networkId: string): Promise<number> {
  const open = await unansweredByMentor(context.tx, networkId);
  let sent = 0;
  for (const { pairing, replyDays } of await queuedPairings(context.tx, networkId)) {
    const unanswered = open.get(pairing.mentorId) ?? 0;
    if (unanswered >= MOST_OPEN_INVITATIONS) continue;
    open.set(pairing.mentorId, unanswered + 1);
    const invited = {
      ...pairing,
      status: 'invited' as const,
      invitedAt: context.now,
      expiresAt: new Date(context.now.getTime() + replyDays * DAY_MS),
      version: pairing.version + 1
    };
    await updatePairing(context.tx, pairing.id, invited);
    await context.feed('pairing', pairing.id, pairing.menteeId);
    await context.feed('pairing', pairing.id, pairing.mentorId);
    await tellSides(app, context.tx, invited, 'pairing-invited');
    sent++;
  }
  return sent;
}

/** The same for every network in which something waits. */
export async function sendQueuedInvitations(app: App): Promise<void> {
  const networks = new Set((await queuedPairings(app.db.read)).map(({ pairing }) => pairing.networkId));
  for (const networkId of networks) {
    // nothing is written, and nothing audited, where every mentor has two to answer
    const open = await unansweredByMentor(app.db.read, networkId);
    const queued = await queuedPairings(app.db.read, networkId);
    if (queued.every(({ pairing }) => (open.get(pairing.mentorId) ?? 0) >= MOST_OPEN_INVITATIONS)) continue;
    await change(app, SYSTEM, { action: 'pairing:invite', networkId }, async (context) =>
      ok(await inviteWhatFits(app, context, networkId))
    );
  }
}

/** Invitations nobody answered in time come to nothing; both sides are told. */
export async function lapseInvitations(app: App): Promise<void> {
  for (const { id, networkId } of await lapsedInvitations(app.db.read, app.now())) {
    await change(app, SYSTEM, { action: 'pairing:lapse', networkId, subject: id }, async (context) => {
      const row = await findPairing(context.tx, id);
      // the last yes may have arrived meanwhile
      if (!row || !hasLapsed(row, context.now)) return ok(null);
      await updatePairing(context.tx, id, { status: 'expired', version: row.version + 1 });
      await context.feed('pairing', id, row.menteeId);
      await context.feed('pairing', id, row.mentorId);
      await tellSides(app, context.tx, row, 'pairing-off');
      return ok(null);
    });
  }
}
