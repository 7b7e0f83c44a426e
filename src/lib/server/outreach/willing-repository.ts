import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { campaign, campaignRecipient } from '../db/schema/campaigns';
import { contact } from '../db/schema/contacts';
import { meeting, meetingMunicipality } from '../db/schema/outreach';
import { plannedMeeting, plannedMeetingMunicipality } from '../db/schema/planned-meetings';

/** Recipients who said yes, and whose municipality has no meeting planned, and none held since. */
export async function willingRecipients(db: Reader, networkId: string) {
  const planned = sql`EXISTS (SELECT 1 FROM ${plannedMeetingMunicipality} JOIN ${plannedMeeting}
    ON ${plannedMeeting.id} = ${plannedMeetingMunicipality.plannedMeetingId}
    WHERE ${plannedMeetingMunicipality.municipalityId} = ${campaignRecipient.municipalityId}
    AND ${plannedMeeting.state} = 'planned')`;
  const held = sql`EXISTS (SELECT 1 FROM ${meetingMunicipality} JOIN ${meeting}
    ON ${meeting.id} = ${meetingMunicipality.meetingId}
    WHERE ${meetingMunicipality.municipalityId} = ${campaignRecipient.municipalityId}
    AND ${meeting.heldOn} >= date(${campaignRecipient.repliedAt} / 1000, 'unixepoch'))`;
  const rows = await db
    .select({
      municipalityId: campaignRecipient.municipalityId,
      contactId: campaignRecipient.contactId,
      contact: contact.name,
      at: campaignRecipient.repliedAt
    })
    .from(campaignRecipient)
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .leftJoin(contact, eq(contact.id, campaignRecipient.contactId))
    .where(
      and(eq(campaign.networkId, networkId), eq(campaignRecipient.reply, 'yes'), sql`NOT ${planned}`, sql`NOT ${held}`)
    )
    .orderBy(asc(campaignRecipient.repliedAt), asc(campaignRecipient.id));
  return rows.flatMap(({ at, ...row }) => (at ? [{ ...row, at }] : []));
}
