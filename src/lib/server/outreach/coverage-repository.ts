import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { campaign, campaignMessage, campaignRecipient, campaignReply, campaignTouch } from '../db/schema/campaigns';
import { assessment } from '../db/schema/assessment';
import { meeting, meetingMunicipality } from '../db/schema/outreach';

/** The first message of every municipality that went out and did not come back for good. */
export async function firstMessages(db: Reader | Tx, networkId: string) {
  return db
    .select({ municipalityId: campaignRecipient.municipalityId, at: sql<number>`min(${campaignMessage.sentAt})` })
    .from(campaignMessage)
    .innerJoin(campaignRecipient, eq(campaignRecipient.id, campaignMessage.recipientId))
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .where(
      and(
        eq(campaign.networkId, networkId),
        inArray(campaignMessage.state, ['sent', 'exported']),
        isNotNull(campaignMessage.sentAt),
        or(isNull(campaignMessage.bounce), ne(campaignMessage.bounce, 'hard'))
      )
    )
    .groupBy(campaignRecipient.municipalityId);
}

/** The first answer by a person from every municipality: what a machine confirmed is none. */
export async function firstReplies(db: Reader | Tx, networkId: string) {
  return db
    .select({ municipalityId: campaignRecipient.municipalityId, at: sql<number>`min(${campaignReply.at})` })
    .from(campaignReply)
    .innerJoin(campaignRecipient, eq(campaignRecipient.id, campaignReply.recipientId))
    .where(
      and(
        eq(campaignReply.networkId, networkId),
        isNotNull(campaignReply.sortedAt),
        isNotNull(campaignReply.kind),
        ne(campaignReply.kind, 'acknowledgement'),
        eq(campaignReply.discarded, false)
      )
    )
    .groupBy(campaignRecipient.municipalityId);
}

/** What each recipient answered last. */
export async function lastAnswers(db: Reader | Tx, networkId: string) {
  return db
    .select({
      municipalityId: campaignRecipient.municipalityId,
      reply: campaignRecipient.reply,
      repliedAt: campaignRecipient.repliedAt,
      restsUntil: campaignRecipient.restsUntil
    })
    .from(campaignRecipient)
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .where(and(eq(campaign.networkId, networkId), isNotNull(campaignRecipient.reply)));
}

/** Contacts logged by hand. */
export async function loggedTouches(db: Reader | Tx, networkId: string) {
  return db
    .select({
      municipalityId: campaignTouch.municipalityId,
      reachedOn: campaignTouch.reachedOn,
      reply: campaignTouch.reply,
      repliedOn: campaignTouch.repliedOn
    })
    .from(campaignTouch)
    .innerJoin(campaign, eq(campaign.id, campaignTouch.campaignId))
    .where(eq(campaign.networkId, networkId));
}

/** When the assessments of a wave were begun and handed in. */
export async function assessmentTimes(db: Reader | Tx, waveId: string) {
  return db
    .select({
      municipalityId: assessment.municipalityId,
      startedAt: assessment.startedAt,
      submittedAt: assessment.submittedAt
    })
    .from(assessment)
    .where(eq(assessment.waveId, waveId));
}

/** Interest noted at the last meeting of each municipality where it was noted: after it, else before it. */
export async function lastInterest(
  db: Reader | Tx,
  networkId: string
): Promise<{ municipalityId: string; interest: number }[]> {
  const rows = await db
    .select({
      municipalityId: meetingMunicipality.municipalityId,
      interest: sql<number>`coalesce(${meeting.interestAfter}, ${meeting.interestBefore})`
    })
    .from(meeting)
    .innerJoin(meetingMunicipality, eq(meetingMunicipality.meetingId, meeting.id))
    .where(
      and(eq(meeting.networkId, networkId), or(isNotNull(meeting.interestAfter), isNotNull(meeting.interestBefore)))
    )
    .orderBy(asc(meeting.heldOn), asc(meeting.id));
  return [...new Map(rows.map((row) => [row.municipalityId, row])).values()];
}
