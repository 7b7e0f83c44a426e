import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { callOf, type CallWish } from '$lib/domain/outreach/campaign-calls';
import { HAND_CHANNELS, isDecision, REPLY_KINDS } from '$lib/domain/outreach/campaign-kinds';
import { type ChannelEvent, channelResults, type ChannelResult } from '$lib/domain/outreach/campaign-results';
import { check } from '$lib/domain/shared/check';
import { isoDate } from '$lib/domain/shared/fields';
import { isLocale, type Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findMunicipality, listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { endDecided } from './apply-reply';
import { type ReplyRow, repliesOf, touchesOf, type TouchRow, writeTouch } from './campaign-reply-repository';
import { meetingDays } from './campaign-figures-repository';
import {
  type CampaignRow,
  decidedPlaces,
  type MessageRow,
  messagesOf,
  recipientsOf,
  type RecipientRow,
  stepsOf
} from './campaign-repository';
import { writeLanguage } from './contact-language-repository';
import { findContact, writeContact } from './contact-repository';
import { findOwnCampaign } from './find-own-campaign';
import { gatherContacts } from './gather-campaign';

export interface RecipientShown extends RecipientRow {
  municipality: string;
  /** Empty where the person has been erased. */
  contact: string;
  email: string;
  messages: (MessageRow & { position: number })[];
  /** Somebody is to call: they prefer that, or a text message, to mail, or did. Null where nobody is to. */
  call: { prefers: CallWish; phone: string } | null;
}

export interface Progress {
  campaign: CampaignRow;
  recipients: RecipientShown[];
  replies: ReplyRow[];
  touches: (TouchRow & { municipality: string })[];
  results: ChannelResult[];
  municipalities: { id: string; name: string }[];
}

/** Everything that happened in a campaign: who was written to, what came back, and what each channel led to. */
export async function readProgress(app: App, actor: Actor, input: { campaignId: string }): Promise<Result<Progress>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const campaign = found.value;
  const db = app.db.read;
  const recipients = await recipientsOf(db, campaign.id);
  const messages = await messagesOf(db, campaign.id);
  const touches = await touchesOf(db, campaign.id);
  const places = await listMunicipalities(db, { networkId: campaign.networkId, on: 'any' });
  const ids = recipients.flatMap(({ contactId }) => contactId ?? []);
  const contacts = new Map((await gatherContacts(app, db, campaign.networkId, { ids })).map((one) => [one.id, one]));
  const decided = await decidedPlaces(db, campaign.id);
  const nameOf = new Map(places.map(({ id, name }) => [id, name]));
  const positions = new Map((await stepsOf(db, campaign.id)).map(({ id, position }) => [id, position]));
  const meetings = new Map<string, string[]>();
  for (const { municipalityId, heldOn } of await meetingDays(db, campaign.networkId)) {
    const days = meetings.get(municipalityId);
    if (days) days.push(heldOn);
    else meetings.set(municipalityId, [heldOn]);
  }
  const own = new Map<string, RecipientShown['messages']>();
  for (const message of messages) {
    const list = own.get(message.recipientId) ?? [];
    list.push({ ...message, position: positions.get(message.stepId) ?? 0 });
    own.set(message.recipientId, list);
  }
  const shown = recipients.map((recipient) => {
    const contact = contacts.get(recipient.contactId ?? '');
    const messages = (own.get(recipient.id) ?? []).sort((a, b) => a.position - b.position);
    const mailRefused = messages.some(({ because }) => because === 'prefers-other');
    const said = { ...recipient, decided: decided.has(recipient.municipalityId), mailRefused };
    // whoever is called after the campaign is called for something else
    const prefers = campaign.state === 'stopped' ? null : callOf(said, contact, today(app));
    return {
      ...recipient,
      municipality: nameOf.get(recipient.municipalityId) ?? '',
      ...{ contact: contact?.name ?? '', email: contact?.email ?? '', messages },
      call: prefers && { prefers, phone: contact?.phone ?? '' }
    };
  });
  return ok({
    campaign,
    recipients: shown,
    replies: await repliesOf(db, campaign.id),
    touches: touches.map((touch) => ({ ...touch, municipality: nameOf.get(touch.municipalityId) ?? '' })),
    results: channelResults(eventsOf(shown, touches), meetings, campaign.costs),
    municipalities: places.filter(({ validTo }) => validTo === null).map(({ id, name }) => ({ id, name }))
  });
}

function eventsOf(recipients: readonly RecipientShown[], touches: readonly TouchRow[]): ChannelEvent[] {
  const day = (at: Date | null | undefined) => at?.toISOString().slice(0, 10) ?? null;
  return [
    ...recipients.map(({ channel, municipalityId, messages, repliedAt }) => ({
      ...{ channel, municipalityId, repliedOn: day(repliedAt) },
      reachedOn:
        messages
          .filter(({ state }) => state === 'sent' || state === 'exported')
          .flatMap(({ sentAt }) => day(sentAt) ?? [])
          .sort()[0] ?? null
    })),
    ...touches.map(({ channel, municipalityId, reachedOn, repliedOn }) => ({
      ...{ channel, municipalityId, reachedOn, repliedOn }
    }))
  ];
}

const touchInput = z.object({
  campaignId: z.string(),
  municipalityIds: z.array(z.string()).check(z.minLength(1, 'Choose at least one municipality'), z.maxLength(500)),
  channel: z.enum(HAND_CHANNELS),
  reachedOn: isoDate,
  reply: z.nullable(z.enum(REPLY_KINDS))
});

/** Municipalities that were reached at a network meeting, in social media or by telephone. */
export async function logTouch(
  app: App,
  actor: Actor,
  input: z.infer<typeof touchInput>
): Promise<Result<{ logged: number }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const given = check(touchInput, input);
  if (!given.ok) return given;
  const { municipalityIds, channel, reachedOn, reply } = given.value;
  const { networkId, id: campaignId } = found.value;
  if (reachedOn > today(app))
    return refuse('day-ahead', 'reachedOn', `Log what has happened - got ${reachedOn}, a day to come.`);
  const entry = { action: 'campaign:log', networkId, subject: campaignId };
  return change(app, actor, entry, async ({ tx, now, feed }) => {
    for (const municipalityId of municipalityIds) {
      if ((await findMunicipality(tx, municipalityId))?.networkId !== networkId)
        return refuse('not-found', 'municipalityIds', 'One of these municipalities is not in the register.');
      await writeTouch(tx, {
        ...{ id: app.newId(), campaignId, municipalityId, channel, reachedOn, reply },
        ...{ repliedOn: reply ? reachedOn : null, loggedBy: actorId(actor), loggedAt: now }
      });
      await feed('reached', municipalityId, municipalityId);
    }
    if (reply && isDecision(reply)) await endDecided(tx, campaignId, municipalityIds);
    return ok({ logged: municipalityIds.length });
  });
}

/** In which language a contact is written to, in this and in later campaigns. */
export async function setContactLanguage(
  app: App,
  actor: Actor,
  input: { contactId: string; locale: Locale }
): Promise<Result<null>> {
  const refused = authorize(actor, 'campaign:edit');
  if (refused) return refused;
  const contact = await findContact(app.db.read, input.contactId);
  if (!contact) return refuse('not-found', 'contactId', 'This contact is not there any more.');
  const forbidden = authorize(actor, 'campaign:edit', { networkId: contact.networkId });
  if (forbidden) return forbidden;
  if (!isLocale(input.locale)) return refuse('locale-unknown', 'locale', 'Choose one of sv, nl and en.');
  const entry = { action: 'contact:language', networkId: contact.networkId, subject: contact.id };
  return change(app, actor, entry, async ({ tx, now, feed }) => {
    const present = await findContact(tx, contact.id);
    if (!present) return refuse('not-found', 'contactId', 'This contact is not there any more.');
    if (await writeLanguage(tx, present.id, input.locale)) {
      const who = { updatedBy: actorId(actor), updatedAt: now };
      await writeContact(tx, { ...present, version: present.version + 1, ...who });
      await feed('contact', present.id);
    }
    return ok(null);
  });
}
