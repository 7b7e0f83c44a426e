import { and, asc, count, desc, eq, gt, inArray, lte, ne } from 'drizzle-orm';
import { isDecision, REPLY_KINDS } from '$lib/domain/outreach/campaign-kinds';
import type { Reader, Tx } from '../db/client';
import { campaign, campaignMessage, campaignRecipient, campaignStep, campaignTouch } from '../db/schema/campaigns';
import { insertRows } from '../db/insert-rows';

export type CampaignRow = typeof campaign.$inferSelect;
export type StepRow = typeof campaignStep.$inferSelect;
export type RecipientRow = typeof campaignRecipient.$inferSelect;
export type MessageRow = typeof campaignMessage.$inferSelect;

export async function findCampaign(db: Reader | Tx, id: string): Promise<CampaignRow | undefined> {
  return (await db.select().from(campaign).where(eq(campaign.id, id)))[0];
}

export async function listCampaignRows(db: Reader | Tx, networkId: string): Promise<CampaignRow[]> {
  return db.select().from(campaign).where(eq(campaign.networkId, networkId)).orderBy(desc(campaign.createdAt));
}

export async function runningCampaigns(db: Reader | Tx): Promise<CampaignRow[]> {
  return db.select().from(campaign).where(eq(campaign.state, 'running')).orderBy(asc(campaign.startedAt));
}

export async function insertCampaign(tx: Tx, row: typeof campaign.$inferInsert): Promise<void> {
  await tx.insert(campaign).values(row);
}

export async function updateCampaign(tx: Tx, id: string, values: Partial<CampaignRow>): Promise<void> {
  await tx.update(campaign).set(values).where(eq(campaign.id, id));
}

export async function deleteCampaign(tx: Tx, id: string): Promise<void> {
  await tx.delete(campaignStep).where(eq(campaignStep.campaignId, id));
  await tx.delete(campaign).where(eq(campaign.id, id));
}

export async function stepsOf(db: Reader | Tx, campaignId: string): Promise<StepRow[]> {
  return db
    .select()
    .from(campaignStep)
    .where(eq(campaignStep.campaignId, campaignId))
    .orderBy(asc(campaignStep.position));
}

export async function findStep(db: Reader | Tx, id: string): Promise<StepRow | undefined> {
  return (await db.select().from(campaignStep).where(eq(campaignStep.id, id)))[0];
}

export async function writeStep(tx: Tx, row: StepRow): Promise<void> {
  await tx.insert(campaignStep).values(row).onConflictDoUpdate({ target: campaignStep.id, set: row });
}

export async function deleteStep(tx: Tx, id: string): Promise<void> {
  await tx.delete(campaignStep).where(eq(campaignStep.id, id));
}

export async function insertRecipients(tx: Tx, rows: RecipientRow[]): Promise<void> {
  await insertRows(tx, campaignRecipient, rows);
}

export async function recipientsOf(db: Reader | Tx, campaignId: string): Promise<RecipientRow[]> {
  return db
    .select()
    .from(campaignRecipient)
    .where(eq(campaignRecipient.campaignId, campaignId))
    .orderBy(asc(campaignRecipient.id));
}

export async function findRecipient(db: Reader | Tx, id: string): Promise<RecipientRow | undefined> {
  return (await db.select().from(campaignRecipient).where(eq(campaignRecipient.id, id)))[0];
}

export async function updateRecipient(tx: Tx, id: string, values: Partial<RecipientRow>): Promise<void> {
  await tx.update(campaignRecipient).set(values).where(eq(campaignRecipient.id, id));
}

const DECISIONS = REPLY_KINDS.filter(isDecision);

/** The municipalities that have said yes or no in the campaign: by one of its recipients, or another way that was logged. */
export async function decidedPlaces(
  db: Reader | Tx,
  campaignId: string,
  municipalityId?: string
): Promise<Set<string>> {
  const answered = await db
    .select({ id: campaignRecipient.municipalityId })
    .from(campaignRecipient)
    .where(
      and(
        eq(campaignRecipient.campaignId, campaignId),
        inArray(campaignRecipient.reply, DECISIONS),
        municipalityId === undefined ? undefined : eq(campaignRecipient.municipalityId, municipalityId)
      )
    );
  const logged = await db
    .select({ id: campaignTouch.municipalityId })
    .from(campaignTouch)
    .where(
      and(
        eq(campaignTouch.campaignId, campaignId),
        inArray(campaignTouch.reply, DECISIONS),
        municipalityId === undefined ? undefined : eq(campaignTouch.municipalityId, municipalityId)
      )
    );
  return new Set([...answered, ...logged].map(({ id }) => id));
}

export async function isDecided(db: Reader | Tx, campaignId: string, municipalityId: string): Promise<boolean> {
  return (await decidedPlaces(db, campaignId, municipalityId)).size > 0;
}

export async function insertMessages(tx: Tx, rows: (typeof campaignMessage.$inferInsert)[]): Promise<void> {
  await insertRows(tx, campaignMessage, rows, 'ON CONFLICT (step_id, recipient_id) DO NOTHING');
}

export async function findMessage(db: Reader | Tx, id: string): Promise<MessageRow | undefined> {
  return (await db.select().from(campaignMessage).where(eq(campaignMessage.id, id)))[0];
}

export async function messagesOf(db: Reader | Tx, campaignId: string): Promise<MessageRow[]> {
  return db
    .select()
    .from(campaignMessage)
    .where(eq(campaignMessage.campaignId, campaignId))
    .orderBy(asc(campaignMessage.id));
}

export async function messagesByIds(db: Reader | Tx, ids: string[]): Promise<MessageRow[]> {
  if (!ids.length) return [];
  return db.select().from(campaignMessage).where(inArray(campaignMessage.id, ids));
}

export async function messagesOfRecipient(db: Reader | Tx, recipientId: string): Promise<MessageRow[]> {
  return db.select().from(campaignMessage).where(eq(campaignMessage.recipientId, recipientId));
}

export async function updateMessage(tx: Tx, id: string, values: Partial<MessageRow>): Promise<void> {
  await tx.update(campaignMessage).set(values).where(eq(campaignMessage.id, id));
}

/** The next messages of a campaign whose turn it is. */
export async function dueMessages(db: Reader, campaignId: string, now: Date, limit: number): Promise<MessageRow[]> {
  return db
    .select()
    .from(campaignMessage)
    .where(
      and(
        eq(campaignMessage.campaignId, campaignId),
        eq(campaignMessage.state, 'planned'),
        lte(campaignMessage.nextAttemptAt, now)
      )
    )
    .orderBy(asc(campaignMessage.nextAttemptAt), asc(campaignMessage.id))
    .limit(limit);
}

/** How many messages were claimed after a moment: of one campaign, or of all (`campaignId` null). */
export async function claimedSince(db: Reader, since: Date, campaignId: string | null): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(campaignMessage)
    .where(
      and(
        gt(campaignMessage.claimedAt, since),
        campaignId === null ? undefined : eq(campaignMessage.campaignId, campaignId)
      )
    );
  return row?.n ?? 0;
}

export async function claimedMessages(db: Reader | Tx): Promise<(MessageRow & { networkId: string })[]> {
  const rows = await db
    .select({ message: campaignMessage, networkId: campaign.networkId })
    .from(campaignMessage)
    .innerJoin(campaign, eq(campaign.id, campaignMessage.campaignId))
    .where(eq(campaignMessage.state, 'claimed'));
  return rows.map(({ message, networkId }) => ({ ...message, networkId }));
}

/** Whether another message of the step went to the same address. */
export async function addressTaken(tx: Tx, stepId: string, addressHash: string, messageId: string): Promise<boolean> {
  const [row] = await tx
    .select({ n: count() })
    .from(campaignMessage)
    .where(
      and(
        eq(campaignMessage.stepId, stepId),
        eq(campaignMessage.addressHash, addressHash),
        ne(campaignMessage.id, messageId)
      )
    );
  return (row?.n ?? 0) > 0;
}

/** Numbers of messages by state. */
export async function countStates(
  db: Reader | Tx,
  campaignId: string
): Promise<Partial<Record<MessageRow['state'], number>>> {
  const rows = await db
    .select({ state: campaignMessage.state, n: count() })
    .from(campaignMessage)
    .where(eq(campaignMessage.campaignId, campaignId))
    .groupBy(campaignMessage.state);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
