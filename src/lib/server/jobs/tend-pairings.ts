import { SYSTEM } from '$lib/domain/identity/actor';
import { nudgeDue } from '$lib/domain/mentoring/nudge-due';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { byPairing } from '../mentoring/by-pairing';
import { lapseInvitations, sendQueuedInvitations } from '../mentoring/invite';
import { offerNextBest } from '../mentoring/next-best';
import { visitsOf } from '../mentoring/pairing-life-repository';
import { tellSides } from '../mentoring/pairing-mail';
import { activePairings, findPairing, updatePairing } from '../mentoring/pairing-repository';
import type { PairingRow } from '../mentoring/repository';
import { sessionDays } from '../mentoring/session-repository';
import { change } from '../shared/change';
import { today } from '../shared/today';

/** Sends what waits for an answer, and ends what nobody answered in time. Reads two indexes where there is nothing to do. */
export async function tendInvitations(app: App): Promise<void> {
  await lapseInvitations(app);
  await offerNextBest(app);
  await sendQueuedInvitations(app);
}

/**
 * Asks the two of a pairing in which nobody has met for thirty days when they meet next, and of one past its last day
 * whether to close or extend it. One mail to each, at most once in thirty days.
 */
export async function nudgePairings(app: App): Promise<void> {
  const day = today(app);
  const running = await activePairings(app.db.read);
  const dueOf = await readPaces(app.db.read, running, day);
  for (const { id, networkId } of running.filter((row) => dueOf(row)))
    await change(app, SYSTEM, { action: 'pairing:nudge', networkId, subject: id }, async (context) => {
      // read again inside: they may have met, or ended it, meanwhile
      const row = await findPairing(context.tx, id);
      const due = row?.status === 'active' ? (await readPaces(context.tx, [row], day))(row) : null;
      if (!row || !due) return ok(null);
      await updatePairing(context.tx, id, { nudgedAt: context.now });
      await tellSides(app, context.tx, row, due === 'over' ? 'pairing-over' : 'pairing-nudge');
      return ok(null);
    });
}

async function readPaces(db: Reader | Tx, rows: readonly PairingRow[], day: string) {
  const ids = rows.map(({ id }) => id);
  const sessions = byPairing(ids.length ? await sessionDays(db, ids) : []);
  const visits = byPairing(await visitsOf(db, ids));
  return (row: PairingRow) =>
    nudgeDue(
      {
        startedOn: dayOf(row.startedAt ?? row.invitedAt) ?? day,
        endsOn: row.endsOn,
        sessions: sessions.get(row.id) ?? [],
        visits: (visits.get(row.id) ?? []).filter(({ state }) => state !== 'cancelled').map(({ on }) => on),
        nudgedOn: dayOf(row.nudgedAt)
      },
      day
    );
}

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;
