import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client';
import { session, signInCode } from '../db/schema/identity';
import { mail } from '../db/schema/mail';
import { pushWaiting } from '../db/schema/notify';

/** Said of mail that waited when the backup was made that was put back. */
const HELD_BY_RESTORE = 'held-after-restore';

/** Ends every session; one-time codes were for a sign-in of that day. Returns how many sessions. */
export async function endSessions(tx: Tx): Promise<number> {
  await tx.delete(signInCode);
  return (await tx.delete(session).returning({ id: session.id })).length;
}

/** What waited may have gone out since. Returns how many mails and messages of campaigns are held. */
export async function holdMail(tx: Tx, now: Date): Promise<number> {
  await tx.delete(pushWaiting);
  const held = await tx
    .update(mail)
    .set({ failedAt: now, lastError: HELD_BY_RESTORE })
    .where(and(isNull(mail.sentAt), isNull(mail.failedAt)))
    .returning({ id: mail.id });
  return held.length + (await holdCampaigns(tx, now));
}

/** A message that was due may have been sent since: only a person may decide that it goes out (again). */
async function holdCampaigns(tx: Tx, now: Date): Promise<number> {
  await tx.run(sql`UPDATE campaign SET state = 'paused' WHERE state = 'running'`);
  const rows = await tx.all(
    sql`UPDATE campaign_message SET state = 'uncertain', because = ${HELD_BY_RESTORE}
        WHERE state = 'claimed' OR (state = 'planned' AND next_attempt_at <= ${now.getTime()}) RETURNING id`
  );
  return rows.length;
}

const isHeld = and(isNull(mail.sentAt), eq(mail.lastError, HELD_BY_RESTORE));

export async function dropHeldMail(tx: Tx): Promise<number> {
  return (await tx.delete(mail).where(isHeld).returning({ id: mail.id })).length;
}

export async function releaseMail(tx: Tx, now: Date): Promise<number> {
  const values = { failedAt: null, lastError: null, nextAttemptAt: now };
  return (await tx.update(mail).set(values).where(isHeld).returning({ id: mail.id })).length;
}
