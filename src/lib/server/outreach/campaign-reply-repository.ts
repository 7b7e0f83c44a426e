import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import {
  campaign,
  campaignMessage,
  campaignRecipient,
  campaignReply,
  campaignTouch,
  mailFolderMark
} from '../db/schema/campaigns';
import { contact } from '../db/schema/contacts';

export type ReplyRow = typeof campaignReply.$inferSelect;
export type TouchRow = typeof campaignTouch.$inferSelect;

export async function insertReply(tx: Tx, row: typeof campaignReply.$inferInsert): Promise<void> {
  await tx.insert(campaignReply).values(row);
}

export async function findReply(db: Reader | Tx, id: string): Promise<ReplyRow | undefined> {
  return (await db.select().from(campaignReply).where(eq(campaignReply.id, id)))[0];
}

export async function updateReply(tx: Tx, id: string, values: Partial<ReplyRow>): Promise<void> {
  await tx.update(campaignReply).set(values).where(eq(campaignReply.id, id));
}

export async function hasMail(db: Reader | Tx, networkId: string, mailHash: string): Promise<boolean> {
  const [row] = await db
    .select({ n: count() })
    .from(campaignReply)
    .where(and(eq(campaignReply.networkId, networkId), eq(campaignReply.mailHash, mailHash)));
  return (row?.n ?? 0) > 0;
}

/** Replies a person has to look at, oldest first. */
export async function waitingReplies(db: Reader | Tx, networkId: string): Promise<ReplyRow[]> {
  return db
    .select()
    .from(campaignReply)
    .where(and(eq(campaignReply.networkId, networkId), isNull(campaignReply.sortedAt)))
    .orderBy(asc(campaignReply.at), asc(campaignReply.id))
    .limit(200);
}

/** Whether something of a recipient waits for a person. */
export async function hasWaiting(db: Reader | Tx, recipientId: string): Promise<boolean> {
  const [row] = await db
    .select({ n: count() })
    .from(campaignReply)
    .where(and(eq(campaignReply.recipientId, recipientId), isNull(campaignReply.sortedAt)));
  return (row?.n ?? 0) > 0;
}

export async function waitingRecipients(db: Reader | Tx, campaignId: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: campaignReply.recipientId })
    .from(campaignReply)
    .where(and(eq(campaignReply.campaignId, campaignId), isNull(campaignReply.sortedAt)));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

export async function repliesOf(db: Reader | Tx, campaignId: string): Promise<ReplyRow[]> {
  return db
    .select()
    .from(campaignReply)
    .where(and(eq(campaignReply.campaignId, campaignId), eq(campaignReply.discarded, false)))
    .orderBy(desc(campaignReply.at), desc(campaignReply.id))
    .limit(1000);
}

export async function linkRepliesOf(db: Reader | Tx, recipientId: string): Promise<ReplyRow[]> {
  return db
    .select()
    .from(campaignReply)
    .where(and(eq(campaignReply.recipientId, recipientId), eq(campaignReply.way, 'link')))
    .orderBy(desc(campaignReply.at), desc(campaignReply.id));
}

/** Recipients that were written to after a day, with the address they have now: what mail from outside is matched with. */
export async function sentToSince(db: Reader | Tx, since: Date, networkId: string | null) {
  const rows = await db
    .select({
      networkId: campaign.networkId,
      campaignId: campaignRecipient.campaignId,
      recipientId: campaignRecipient.id,
      municipalityId: campaignRecipient.municipalityId,
      address: contact.email,
      sentAt: campaignMessage.sentAt
    })
    .from(campaignMessage)
    .innerJoin(campaignRecipient, eq(campaignRecipient.id, campaignMessage.recipientId))
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .leftJoin(contact, eq(contact.id, campaignRecipient.contactId))
    .where(
      and(
        isNotNull(campaignMessage.sentAt),
        gt(campaignMessage.sentAt, since),
        networkId === null ? undefined : eq(campaign.networkId, networkId)
      )
    );
  return rows.map((row) => ({ ...row, address: row.address ?? '', sentAt: row.sentAt!.getTime() }));
}

/** What was planned for these recipients and is not claimed. */
export async function plannedFor(tx: Tx, recipientIds: string[]) {
  if (!recipientIds.length) return [];
  return tx
    .select()
    .from(campaignMessage)
    .where(and(inArray(campaignMessage.recipientId, recipientIds), eq(campaignMessage.state, 'planned')));
}

export async function deleteMessage(tx: Tx, id: string): Promise<void> {
  await tx.delete(campaignMessage).where(eq(campaignMessage.id, id));
}

export async function touchesOf(db: Reader | Tx, campaignId: string): Promise<TouchRow[]> {
  return db
    .select()
    .from(campaignTouch)
    .where(eq(campaignTouch.campaignId, campaignId))
    .orderBy(desc(campaignTouch.reachedOn), desc(campaignTouch.id));
}

export async function touchesInNetwork(db: Reader | Tx, networkId: string) {
  return db
    .select({
      municipalityId: campaignTouch.municipalityId,
      reachedOn: campaignTouch.reachedOn,
      reply: campaignTouch.reply
    })
    .from(campaignTouch)
    .innerJoin(campaign, eq(campaign.id, campaignTouch.campaignId))
    .where(eq(campaign.networkId, networkId));
}

/**
 * One row of a channel for each municipality: the day it was first reached, the day it first answered, and its newest
 * answer. Reached again without an answer, it keeps what it said before.
 */
export async function writeTouch(tx: Tx, row: TouchRow): Promise<void> {
  const { reply, loggedBy, loggedAt } = row;
  const answered = {
    reply,
    repliedOn: sql`min(coalesce(${campaignTouch.repliedOn}, excluded.replied_on), excluded.replied_on)`
  };
  await tx
    .insert(campaignTouch)
    .values(row)
    .onConflictDoUpdate({
      target: [campaignTouch.campaignId, campaignTouch.channel, campaignTouch.municipalityId],
      set: {
        ...{ reachedOn: sql`min(${campaignTouch.reachedOn}, excluded.reached_on)`, loggedBy, loggedAt },
        ...(reply && answered)
      }
    });
}

export async function findFolderMark(db: Reader | Tx, id: string) {
  return (await db.select().from(mailFolderMark).where(eq(mailFolderMark.id, id)))[0];
}

export async function writeFolderMark(tx: Tx, row: typeof mailFolderMark.$inferInsert): Promise<void> {
  await tx.insert(mailFolderMark).values(row).onConflictDoUpdate({ target: mailFolderMark.id, set: row });
}
