import { actorId, type Actor } from '$lib/domain/identity/actor';
import { allowsMail } from '$lib/domain/outreach/campaign-audience';
import { normaliseEmail } from '$lib/domain/outreach/contact-email';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import {
  type CampaignRow,
  findCampaign,
  insertMessages,
  insertRecipients,
  type RecipientRow,
  recipientsOf,
  stepsOf
} from './campaign-repository';
import { type ContactRow, contactsAt, writeContact } from './contact-repository';
import { countCalls } from './count-calls';
import { localesOf } from './gather-campaign';

/**
 * The right person gets the campaign's first message. Whom the municipality has with that address already is no new
 * contact, and is reached as they wish: who prefers the phone is to be called, who prefers letters is let be. Nobody is
 * added to a campaign twice.
 */
export async function writeToNamed(
  app: App,
  actor: Actor,
  context: ChangeContext,
  recipient: RecipientRow,
  named: { name: string; email: string }
): Promise<Result<null>> {
  const { tx, now } = context;
  const email = normaliseEmail(named.email);
  if (!email.ok) return email;
  if (email.value === '') return refuse('email-invalid', 'email', 'Write the address of the right person.');
  const campaign = (await findCampaign(tx, recipient.campaignId))!;
  const { municipalityId } = recipient;
  const standing = (await contactsAt(tx, campaign.networkId, municipalityId)).filter(
    (one) => one.email === email.value || one.moreEmails?.includes(email.value)
  );
  const known = standing.find((one) => !allowsMail(one)) ?? standing[0];
  const contact =
    known ?? (await addContact(app, actor, context, campaign, { ...named, email: email.value, municipalityId }));
  const [first] = await stepsOf(tx, campaign.id);
  if (!first || campaign.state === 'stopped' || contact.channel === 'letter') return ok(null);
  if ((await recipientsOf(tx, campaign.id)).some(({ contactId }) => contactId === contact.id)) return ok(null);
  const byMail = allowsMail(contact);
  const locale = known && (await localesOf(tx, campaign.networkId, [known])).get(known.id);
  const added: RecipientRow = {
    ...{ id: app.newId(), campaignId: campaign.id, municipalityId, contactId: contact.id },
    channel: !byMail ? 'phone' : contact.role === 'registrar' ? 'registrar' : 'contacts',
    ...{ locale: locale ?? recipient.locale, reply: null, repliedAt: null, restsUntil: null, createdAt: now }
  };
  await insertRecipients(tx, [added]);
  if (!byMail) {
    await countCalls(tx, campaign.id, now);
    return ok(null);
  }
  const planned = { state: 'planned' as const, plannedAt: now, nextAttemptAt: now };
  await insertMessages(tx, [
    { id: app.newId(), campaignId: campaign.id, stepId: first.id, recipientId: added.id, ...planned }
  ]);
  return ok(null);
}

async function addContact(
  app: App,
  actor: Actor,
  { tx, now, feed }: ChangeContext,
  campaign: CampaignRow,
  { name, email, municipalityId }: { name: string; email: string; municipalityId: string }
): Promise<ContactRow> {
  const by = actorId(actor);
  const row: ContactRow = {
    ...{ ...NO_CONTACT, id: app.newId(), networkId: campaign.networkId, name: name || email, email, municipalityId },
    ...{ role: 'officer' as const, source: campaign.name, mergedInto: null },
    ...{ version: 1, createdBy: by, createdAt: now, updatedBy: by, updatedAt: now, removedAt: null }
  };
  await writeContact(tx, row);
  await feed('contact', row.id);
  return row;
}
