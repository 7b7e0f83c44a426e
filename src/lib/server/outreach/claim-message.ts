import { allowsMail } from '$lib/domain/outreach/campaign-audience';
import { normaliseEmail } from '$lib/domain/outreach/contact-email';
import { isAnswer } from '$lib/domain/outreach/campaign-kinds';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { type CancelReason, mayBecome } from '$lib/domain/outreach/message-states';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { findMunicipality } from '../register/repository';
import type { ChangeContext } from '../shared/change';
import { today } from '../shared/today';
import { hashAddress } from './address-hash';
import { hasWaiting } from './campaign-reply-repository';
import {
  addressTaken,
  findCampaign,
  findMessage,
  findRecipient,
  findStep,
  isDecided,
  type MessageRow,
  type RecipientRow,
  updateMessage,
  updateRecipient
} from './campaign-repository';
import { findContact, refusesMailAt } from './contact-repository';
import { toContactable } from './contactable';
import { countCalls } from './count-calls';
import { mergeValues, namesOf } from './gather-campaign';
import { writeLetter } from './write-letter';

const HOUR_MS = 60 * 60 * 1000;

export interface Claimed {
  messageId: string;
  campaignId: string;
  networkId: string;
  recipient: string;
  subject: string;
  body: string;
  unsubscribeLink: string;
}

/**
 * Decides, in the transaction that stores the decision, whether a message goes to the mail server now: everything that
 * could speak against it is asked here and nowhere later, so that an objection written before is never overlooked and one
 * written after comes too late for this message only. Null: nothing is to be sent.
 */
export async function claimMessage(
  app: App,
  { tx, audit }: Pick<ChangeContext, 'tx' | 'audit'>,
  messageId: string,
  levels: ReadonlyMap<string, number | null>
): Promise<Claimed | null> {
  const message = await findMessage(tx, messageId);
  const campaign = message && (await findCampaign(tx, message.campaignId));
  if (!message || !campaign || campaign.state !== 'running' || !mayBecome(message.state, 'claimed')) return null;
  const now = app.now();
  const recipient = await findRecipient(tx, message.recipientId);
  const step = await findStep(tx, message.stepId);
  const place = recipient && (await findMunicipality(tx, recipient.municipalityId));
  const contact = recipient?.contactId ? await findContact(tx, recipient.contactId) : undefined;
  const cancel = async (because: CancelReason) => {
    await updateMessage(tx, messageId, { state: 'cancelled', because });
    await audit('campaign-message:cancelled', messageId);
    return null;
  };
  if (!recipient || !step || !place || !contact) return cancel('contact-gone');
  const unwanted = await whyNot(app, tx, campaign.id, recipient);
  if (unwanted === 'prefers-other' && contact.channel !== 'letter') {
    // not written to yet: somebody calls instead
    if (step.position === 0) await updateRecipient(tx, recipient.id, { channel: 'phone' });
    await countCalls(tx, campaign.id, now);
  }
  if (unwanted) return cancel(unwanted);
  if (step.position > 0) {
    const resting =
      recipient.reply === 'not-now' && recipient.restsUntil !== null && recipient.restsUntil <= today(app);
    if (recipient.reply && isAnswer(recipient.reply) && !resting) return cancel('answered');
    // somebody wrote something that a person has not looked at yet
    if (await hasWaiting(tx, recipient.id)) return postpone(tx, message, new Date(now.getTime() + HOUR_MS));
  }
  const addressHash = hashAddress(app, step.id, 'email', contact.email);
  if (await addressTaken(tx, step.id, addressHash, messageId)) return cancel('same-address');
  const text = step.texts[recipient.locale];
  const source = {
    ...{ campaign, contact, locale: recipient.locale, messageId },
    ...(await namesOf(tx, campaign)),
    place: { ...place, level: levels.get(place.id) ?? null }
  };
  const values = mergeValues(app, source);
  const letter = text && writeLetter(text, values, recipient.locale);
  if (!letter?.ok) return cancel('hole');
  await updateMessage(tx, messageId, {
    ...{ state: 'claimed', addressHash, claimedAt: now, attempts: message.attempts + 1, because: null },
    // what an objection by this message's link is about, whatever address the person has by then
    mailedHash: hashAddress(app, campaign.networkId, 'email', contact.email)
  });
  await audit('campaign-message:claimed', messageId);
  return {
    ...{ messageId, campaignId: campaign.id, networkId: campaign.networkId, recipient: contact.email },
    ...letter.value,
    unsubscribeLink: values.unsubscribe_link
  };
}

/**
 * Why a recipient is not to be written to now; null where nothing speaks against it. Asked again whenever their address
 * leaves Waymark, also for a message that was exported before.
 */
export async function whyNot(
  app: App,
  tx: Tx,
  campaignId: string,
  recipient: Pick<RecipientRow, 'contactId' | 'municipalityId'>
): Promise<CancelReason | null> {
  const contact = recipient.contactId ? await findContact(tx, recipient.contactId) : undefined;
  if (!contact) return 'contact-gone';
  const reachable = mayBeContacted(await toContactable(app, tx, contact), 'mail', 'campaign');
  if (!reachable.may) return reachable.because === 'opted-out' ? 'opted-out' : 'contact-gone';
  if (!allowsMail(contact)) return 'prefers-other';
  const address = normaliseEmail(contact.email);
  if (!address.ok || address.value !== contact.email) return 'address-invalid';
  if (await refusesMailAt(tx, contact.networkId, contact.email)) return 'same-address';
  return (await isDecided(tx, campaignId, recipient.municipalityId)) ? 'decided' : null;
}

async function postpone(tx: Tx, { id }: MessageRow, nextAttemptAt: Date): Promise<null> {
  await updateMessage(tx, id, { nextAttemptAt });
  return null;
}
