import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/client';
import {
  campaign,
  campaignMessage,
  campaignRecipient,
  campaignStep,
  campaignTouch,
  contactLanguage
} from '../db/schema/campaigns';
import { contact } from '../db/schema/contacts';
import { barrierCorrection, dataPerson, followUpSnooze } from '../db/schema/ledger';
import { meetingPhoto } from '../db/schema/meeting-photos';
import { meetingThanks } from '../db/schema/meeting-thanks';
import { followUp, meeting } from '../db/schema/outreach';
import { optOut } from '../db/schema/people';
import { plansOf } from './plan-repository';

// Hashes, keys of links and marks of a mail server are nothing a network knows of its outreach: they stay here.

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

/** What campaigns say, to whom, and what became of each message. */
export async function readCampaignParts(db: Reader, networkId: string) {
  const mine = eq(campaign.networkId, networkId);
  const filters = await db
    .select({ campaign: campaign.name, filter: campaign.filter, roles: campaign.roles })
    .from(campaign)
    .where(mine)
    .orderBy(asc(campaign.id));
  const templates = await db
    .select({ campaign: campaign.name, step: campaignStep })
    .from(campaignStep)
    .innerJoin(campaign, eq(campaign.id, campaignStep.campaignId))
    .where(mine)
    .orderBy(asc(campaignStep.campaignId), asc(campaignStep.position));
  const recipients = await db
    .select({ campaign: campaign.name, recipient: campaignRecipient })
    .from(campaignRecipient)
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .where(mine)
    .orderBy(asc(campaignRecipient.id));
  const messages = await db
    .select({
      ...{ campaign: campaign.name, position: campaignStep.position, message: campaignMessage },
      ...{ contactId: campaignRecipient.contactId, municipalityId: campaignRecipient.municipalityId }
    })
    .from(campaignMessage)
    .innerJoin(campaign, eq(campaign.id, campaignMessage.campaignId))
    .innerJoin(campaignStep, eq(campaignStep.id, campaignMessage.stepId))
    .innerJoin(campaignRecipient, eq(campaignRecipient.id, campaignMessage.recipientId))
    .where(mine)
    .orderBy(asc(campaignMessage.id));
  const touches = await db
    .select({ campaign: campaign.name, touch: campaignTouch })
    .from(campaignTouch)
    .innerJoin(campaign, eq(campaign.id, campaignTouch.campaignId))
    .where(mine)
    .orderBy(asc(campaignTouch.reachedOn), asc(campaignTouch.id));
  return {
    filters,
    templates: templates.map(({ campaign: name, step: { position, afterDays, texts } }) => ({
      ...{ campaign: name, position, afterDays, texts }
    })),
    recipients: recipients.map(({ campaign: name, recipient }) => {
      const { municipalityId, contactId, channel, locale, reply, repliedAt, restsUntil } = recipient;
      const replied = { reply, repliedOn: day(repliedAt), restsUntil };
      return { campaign: name, municipalityId, contactId, channel, locale, ...replied };
    }),
    messages: messages.map(({ campaign: name, position, contactId, municipalityId, message }) => {
      const { state, plannedAt, sentAt, because, bounce } = message;
      const when = { plannedFor: day(plannedAt), sentOn: day(sentAt) };
      return { campaign: name, position, contactId, municipalityId, state, ...when, because, bounce };
    }),
    touches: touches.map(({ campaign: name, touch }) => {
      const { municipalityId, channel, reachedOn, reply, repliedOn, loggedBy } = touch;
      return { campaign: name, municipalityId, channel, reachedOn, reply, repliedOn, loggedBy };
    })
  };
}

/** What is planned, who was invited and what they answered, who was thanked, and the names of photos. */
export async function readMeetingParts(db: Reader, networkId: string) {
  const plans = await plansOf(db, networkId);
  const ofMeeting = eq(meeting.networkId, networkId);
  const thanks = await db
    .select({ thanks: meetingThanks })
    .from(meetingThanks)
    .innerJoin(meeting, eq(meeting.id, meetingThanks.meetingId))
    .where(ofMeeting)
    .orderBy(asc(meetingThanks.sentAt), asc(meetingThanks.id));
  const photos = await db
    .select({ photo: meetingPhoto })
    .from(meetingPhoto)
    .innerJoin(meeting, eq(meeting.id, meetingPhoto.meetingId))
    .where(and(ofMeeting, isNull(meetingPhoto.removedAt)))
    .orderBy(asc(meetingPhoto.addedAt), asc(meetingPhoto.id));
  return {
    planned: plans.map(({ id, state, title, form, startsAt, minutes, timeZone, place, agenda, ...plan }) => ({
      ...{ id, state, title, form, startsAt, minutes, timeZone, place, agenda: agenda.map(({ text }) => text) },
      ...{ municipalityIds: plan.municipalityIds, organiserId: plan.createdBy },
      invitations: plan.invitations.map(({ contactId, personId, withheld, reply, repliedAt }) => ({
        ...{ contactId, personId, withheld, reply, repliedOn: day(repliedAt) }
      }))
    })),
    thanks: thanks.map(({ thanks: { meetingId, contactId, sentBy, sentAt } }) => ({
      ...{ meetingId, contactId, sentBy, sentOn: day(sentAt) }
    })),
    photos: photos.map(({ photo: { meetingId, name, mediaType, size, addedBy, addedAt } }) => ({
      ...{ meetingId, name, mediaType, size, addedBy, addedOn: day(addedAt) }
    }))
  };
}

/** Every time a promise was put off. */
export async function readSnoozes(db: Reader, networkId: string) {
  const rows = await db
    .select({ what: followUp.what, followUpId: followUp.id, snooze: followUpSnooze })
    .from(followUpSnooze)
    .innerJoin(followUp, eq(followUp.id, followUpSnooze.followUpId))
    .where(eq(followUp.networkId, networkId))
    .orderBy(asc(followUpSnooze.at), asc(followUpSnooze.id));
  return rows.map(({ what, followUpId, snooze: { fromDue: from, toDue: to, reason, by, at } }) => ({
    ...{ followUpId, what, from, to, reason, by, on: day(at) }
  }));
}

/** Corrections of barriers, who looks after data, wishes not to be reached, and languages that somebody chose. */
export async function readLedgerParts(db: Reader, networkId: string) {
  const corrections = await db
    .select()
    .from(barrierCorrection)
    .where(eq(barrierCorrection.networkId, networkId))
    .orderBy(asc(barrierCorrection.createdAt), asc(barrierCorrection.id));
  const dataPersons = await db
    .select({
      ...{ municipalityId: dataPerson.municipalityId, contactId: dataPerson.contactId, personId: dataPerson.personId }
    })
    .from(dataPerson)
    .where(eq(dataPerson.networkId, networkId))
    .orderBy(asc(dataPerson.municipalityId));
  const optOuts = await db
    .select({ kind: optOut.kind, address: optOut.address, scope: optOut.scope, on: optOut.on, source: optOut.source })
    .from(optOut)
    .where(eq(optOut.networkId, networkId))
    .orderBy(asc(optOut.createdAt), asc(optOut.id));
  const languages = await db
    .select({ contactId: contactLanguage.contactId, locale: contactLanguage.locale })
    .from(contactLanguage)
    .innerJoin(contact, eq(contact.id, contactLanguage.contactId))
    .where(eq(contact.networkId, networkId))
    .orderBy(asc(contactLanguage.contactId));
  return {
    corrections: corrections.map((row) => {
      const { raisedId, municipalityId, barrierId, kind, text, side, by, saidAt, settled, answer } = row;
      return { raisedId, municipalityId, barrierId, kind, text, side, by, saidOn: day(saidAt), settled, answer };
    }),
    ...{ dataPersons, optOuts, languages }
  };
}
