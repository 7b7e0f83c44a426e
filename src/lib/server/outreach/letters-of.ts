import { chooseAudience } from '$lib/domain/outreach/campaign-audience';
import type { MailChannel } from '$lib/domain/outreach/campaign-kinds';
import { selectPlaces } from '$lib/domain/outreach/campaign-population';
import type { MessageText } from '$lib/domain/outreach/merge-text';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { messagesOf, type RecipientRow, recipientsOf, type CampaignRow, type StepRow } from './campaign-repository';
import { gatherContacts, gatherPlaces, localesOf, mergeValues, namesOf } from './gather-campaign';
import { writeLetter } from './write-letter';

export interface LetterFor {
  municipalityId: string;
  municipality: string;
  contactId: string;
  contact: string;
  email: string;
  channel: MailChannel;
  locale: Locale;
  /** Null while the campaign is a draft, or where this step has not come to this recipient. */
  messageId: string | null;
  /** Refused where a merge field has no value for this recipient, or their language is not written. */
  text: Result<MessageText>;
}

/** Every recipient's message of a step: of a draft those it would go to now, else those it was started with. */
export async function lettersOf(
  app: App,
  db: Reader | Tx,
  campaign: CampaignRow,
  step: StepRow,
  { test = true }: { test?: boolean } = {}
): Promise<Result<LetterFor[]>> {
  const places = await gatherPlaces(app, campaign.networkId);
  const recipients = campaign.state === 'draft' ? null : await recipientsOf(db, campaign.id);
  const ids = recipients?.flatMap(({ contactId }) => contactId ?? []);
  const contacts = await gatherContacts(app, db, campaign.networkId, ids ? { ids } : campaign);
  const chosen = recipients ? ok(byMail(recipients)) : whoNow(campaign, places, contacts);
  if (!chosen.ok) return chosen;
  const messages = new Map(
    recipients
      ? (await messagesOf(db, campaign.id)).filter((m) => m.stepId === step.id).map((m) => [m.recipientId, m.id])
      : []
  );
  const locales = await localesOf(db, campaign.networkId, contacts);
  const names = await namesOf(db, campaign);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const contactOf = new Map(contacts.map((contact) => [contact.id, contact]));
  return ok(
    chosen.value.flatMap(({ municipalityId, contactId, channel, recipient }) => {
      const [place, contact] = [placeOf.get(municipalityId), contactOf.get(contactId ?? '')];
      if (!place || !contact) return [];
      const locale = recipient?.locale ?? locales.get(contact.id) ?? 'en';
      const messageId = (recipient && messages.get(recipient.id)) ?? null;
      const source = { campaign, contact, place, locale, ...names, messageId: test ? null : messageId };
      const written = step.texts[locale];
      return [
        {
          ...{ municipalityId, municipality: place.name, contactId: contact.id, contact: contact.name },
          ...{ email: contact.email, channel, locale, messageId },
          text: written ? writeLetter(written, mergeValues(app, source), locale) : notWritten(locale, place.name)
        }
      ];
    })
  );
}

/** Whoever is called gets no letter. */
function byMail(recipients: readonly RecipientRow[]) {
  return recipients.flatMap((recipient) => {
    const { channel } = recipient;
    return channel === 'phone' ? [] : [{ ...recipient, channel, recipient }];
  });
}

function whoNow(
  campaign: CampaignRow,
  places: Awaited<ReturnType<typeof gatherPlaces>>,
  contacts: Awaited<ReturnType<typeof gatherContacts>>
) {
  const selected = selectPlaces(places, campaign.filter);
  if (!selected.ok) return selected;
  const { addressees } = chooseAudience(selected.value, contacts, campaign);
  return ok(addressees.map((addressee) => ({ ...addressee, recipient: null })));
}

function notWritten(locale: Locale, municipality: string) {
  const refused = refuse(
    'language-missing',
    `${locale}.subject`,
    `${municipality} is written to in "${locale}", and the message is not written in it - write it, or choose another language.`
  );
  refused.problems[0]!.facts = { locale, municipality };
  return refused;
}
