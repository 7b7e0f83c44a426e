import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { campaign, campaignMessage, campaignRecipient, campaignReply } from '../db/schema/campaigns';
import { contact } from '../db/schema/contacts';
import { person } from '../db/schema/identity';
import { meeting, meetingMunicipality } from '../db/schema/outreach';
import type { ContactRow } from './contact-repository';

/** Values in one statement. */
const MOST_VALUES = 500;

export interface CampaignCounts {
  recipients: number;
  replied: number;
  waiting: number;
  planned: number;
  uncertain: number;
}

/** What a list of campaigns shows of each, in three queries for all. */
export async function countCampaigns(db: Reader | Tx, ids: string[]): Promise<Map<string, CampaignCounts>> {
  const counts = new Map(
    ids.map((id) => [id, { recipients: 0, replied: 0, waiting: 0, planned: 0, uncertain: 0 } as CampaignCounts])
  );
  if (!ids.length) return counts;
  const recipients = await db
    .select({ id: campaignRecipient.campaignId, n: count(), replied: count(campaignRecipient.repliedAt) })
    .from(campaignRecipient)
    .where(inArray(campaignRecipient.campaignId, ids))
    .groupBy(campaignRecipient.campaignId);
  for (const { id, n, replied } of recipients) Object.assign(counts.get(id)!, { recipients: n, replied });
  const messages = await db
    .select({ id: campaignMessage.campaignId, state: campaignMessage.state, n: count() })
    .from(campaignMessage)
    .where(and(inArray(campaignMessage.campaignId, ids), inArray(campaignMessage.state, ['planned', 'uncertain'])))
    .groupBy(campaignMessage.campaignId, campaignMessage.state);
  for (const { id, state, n } of messages) Object.assign(counts.get(id)!, { [state]: n });
  const replies = await db
    .select({ id: campaignReply.campaignId, n: count() })
    .from(campaignReply)
    .where(and(inArray(campaignReply.campaignId, ids), isNull(campaignReply.sortedAt)))
    .groupBy(campaignReply.campaignId);
  for (const { id, n } of replies) if (id) counts.get(id)!.waiting = n;
  return counts;
}

/** The newest message or answer of every municipality of a network, over all campaigns: milliseconds. */
export async function lastMailByMunicipality(
  db: Reader | Tx,
  networkId: string
): Promise<Map<string, { sentAt: number | null; repliedAt: number | null }>> {
  const rows = await db
    .select({
      id: campaignRecipient.municipalityId,
      sentAt: sql<number | null>`max(${campaignMessage.sentAt})`,
      repliedAt: sql<number | null>`max(${campaignRecipient.repliedAt})`
    })
    .from(campaignRecipient)
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .leftJoin(
      campaignMessage,
      and(eq(campaignMessage.recipientId, campaignRecipient.id), isNotNull(campaignMessage.sentAt))
    )
    .where(eq(campaign.networkId, networkId))
    .groupBy(campaignRecipient.municipalityId);
  return new Map(rows.map(({ id, sentAt, repliedAt }) => [id, { sentAt, repliedAt }]));
}

/** The days on which municipalities were met, and nothing else of the meetings. */
export async function meetingDays(db: Reader | Tx, networkId: string) {
  return db
    .select({ municipalityId: meetingMunicipality.municipalityId, heldOn: meeting.heldOn })
    .from(meeting)
    .innerJoin(meetingMunicipality, eq(meetingMunicipality.meetingId, meeting.id))
    .where(eq(meeting.networkId, networkId));
}

/** Contacts of municipalities in these roles. */
export async function contactsInRoles(
  db: Reader | Tx,
  networkId: string,
  roles: readonly ContactRow['role'][]
): Promise<ContactRow[]> {
  if (!roles.length) return [];
  return db
    .select()
    .from(contact)
    .where(
      and(
        eq(contact.networkId, networkId),
        inArray(contact.role, [...roles]),
        isNotNull(contact.municipalityId),
        isNull(contact.removedAt)
      )
    )
    .orderBy(asc(contact.id));
}

export async function contactsByIds(db: Reader | Tx, ids: readonly string[]): Promise<ContactRow[]> {
  const rows: ContactRow[] = [];
  for (let i = 0; i < ids.length; i += MOST_VALUES)
    rows.push(
      ...(await db
        .select()
        .from(contact)
        .where(inArray(contact.id, ids.slice(i, i + MOST_VALUES))))
    );
  return rows;
}

/** The language of the accounts with these addresses. */
export async function accountLanguages(db: Reader | Tx, emails: readonly string[]) {
  const found = new Map<string, 'en' | 'sv' | 'nl'>();
  for (let i = 0; i < emails.length; i += MOST_VALUES)
    for (const row of await db
      .select({ email: person.email, locale: person.locale })
      .from(person)
      .where(inArray(person.email, emails.slice(i, i + MOST_VALUES))))
      found.set(row.email, row.locale);
  return found;
}
