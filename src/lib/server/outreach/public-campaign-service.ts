import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { from } from '$lib/domain/identity/inputs';
import type { ReplyKind } from '$lib/domain/outreach/campaign-kinds';
import { normaliseEmail } from '$lib/domain/outreach/contact-email';
import { check } from '$lib/domain/shared/check';
import { isoDate } from '$lib/domain/shared/fields';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { findNetwork } from '../identity/directory-repository';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { hashAddress } from './address-hash';
import { applyReply } from './apply-reply';
import { isSigned, messageIdIn } from './campaign-link';
import { insertReply, linkRepliesOf, plannedFor } from './campaign-reply-repository';
import {
  type CampaignRow,
  findCampaign,
  findMessage,
  findRecipient,
  type MessageRow,
  type RecipientRow,
  updateMessage
} from './campaign-repository';
import { findContact } from './contact-repository';
import { writeOptOut, writeOptOutOfHash } from './opt-out-repository';

/** Enough to change one's mind, too little to fill a disk. */
const MOST_ANSWERS = 20;
/** What can be said with one click; the other kinds are other people's words for it. */
export const LINK_KINDS = ['yes', 'not-now', 'no', 'wrong-person'] as const satisfies readonly ReplyKind[];

const linkInput = z.object({ token: z.string(), from });

interface Opened {
  message: MessageRow;
  campaign: CampaignRow;
  recipient: RecipientRow;
}

async function openLink(app: App, input: z.infer<typeof linkInput>): Promise<Result<Opened>> {
  const unknown = refuse('link-unknown', 'token', 'This link opens nothing - check that it is whole.');
  const message = await findMessage(app.db.read, messageIdIn(input.token) ?? '');
  const campaign = message && (await findCampaign(app.db.read, message.campaignId));
  // only guesses are counted: a mail provider opens and answers the links of many people from one address
  if (!message || !campaign || !isSigned(input.token, campaign.linkKey))
    return (await takeTry(app, [['link-address', addressKey(input.from.address)]])) ?? unknown;
  const recipient = await findRecipient(app.db.read, message.recipientId);
  return recipient ? ok({ message, campaign, recipient }) : unknown;
}

export interface ReplyPage {
  municipality: string;
  network: string;
  locale: Locale;
  /** What was said through a link of this recipient before. */
  said: { kind: ReplyKind; until: string | null } | null;
}

/** What the link in a campaign's mail opens. Reads only: mail scanners open links. */
export async function readReplyPage(
  app: App,
  _actor: Actor,
  input: z.infer<typeof linkInput>
): Promise<Result<ReplyPage>> {
  const given = check(linkInput, input);
  if (!given.ok) return given;
  const opened = await openLink(app, given.value);
  if (!opened.ok) return opened;
  const { campaign, recipient } = opened.value;
  const [last] = await linkRepliesOf(app.db.read, recipient.id);
  return ok({
    municipality: (await findMunicipality(app.db.read, recipient.municipalityId))?.name ?? '',
    network: (await findNetwork(app.db.read, campaign.networkId))?.name ?? '',
    locale: recipient.locale,
    said: last?.kind ? { kind: last.kind, until: last.until } : null
  });
}

const replyInput = z.extend(linkInput, {
  kind: z.enum(LINK_KINDS),
  until: z.optional(z.nullable(isoDate)),
  name: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  email: z.optional(z.string().check(z.maxLength(300)))
});

/** An answer by button. The same one twice is one; another one later stands instead. */
export async function replyByLink(app: App, actor: Actor, input: z.infer<typeof replyInput>): Promise<Result<null>> {
  const given = check(replyInput, input);
  if (!given.ok) return given;
  const opened = await openLink(app, given.value);
  if (!opened.ok) return opened;
  const { kind, name = '' } = given.value;
  const until = kind === 'not-now' ? (given.value.until ?? null) : null;
  if (kind === 'not-now' && (until === null || until <= today(app)))
    return refuse('until-past', 'until', `Choose a day to come - got ${until ?? 'nothing'}.`);
  const email = kind === 'wrong-person' ? normaliseEmail(given.value.email ?? '') : ok('');
  if (!email.ok) return email;
  const { campaign, recipient } = opened.value;
  const entry = { action: 'campaign-reply:link', networkId: campaign.networkId, subject: recipient.id };
  return change(app, actor, entry, async (context) => {
    const { tx, now } = context;
    const fresh = await findRecipient(tx, recipient.id);
    if (!fresh) return refuse('link-unknown', 'token', 'This link opens nothing any more.');
    const before = await linkRepliesOf(tx, recipient.id);
    const same = before[0]?.kind === kind && before[0].until === until && before[0].namedEmail === email.value;
    if (same) return ok(null);
    if (before.length >= MOST_ANSWERS)
      return refuse('too-many', 'token', 'This was answered many times - write to the network instead.');
    await applyReply(context, fresh, { kind, at: now, until });
    // somebody named is for a person to make a contact of
    const named = email.value !== '';
    await insertReply(tx, {
      ...{ id: app.newId(), networkId: campaign.networkId, campaignId: campaign.id, recipientId: recipient.id },
      ...{ way: 'link', matchedBy: 'reference', kind, until, at: now },
      ...(named ? { namedName: name, namedEmail: email.value } : { sortedAt: now, sortedBy: 'link' })
    });
    return ok(null);
  });
}

/** Whether a link to unsubscribe is one of ours, and what from. Reads only. */
export async function readUnsubscribe(
  app: App,
  _actor: Actor,
  input: z.infer<typeof linkInput>
): Promise<Result<{ network: string; locale: Locale; done: boolean }>> {
  const given = check(linkInput, input);
  if (!given.ok) return given;
  const opened = await openLink(app, given.value);
  if (!opened.ok) return opened;
  const { campaign, recipient } = opened.value;
  const network = (await findNetwork(app.db.read, campaign.networkId))?.name ?? '';
  return ok({ network, locale: recipient.locale, done: recipient.contactId === null });
}

/**
 * No more mailings to the address this message went to, whoever has it by now, by button or by the mail program's own (RFC 8058, which asks for no cookie, no sign-in
 * and no further question). Asked twice, it is done once.
 */
export async function unsubscribe(app: App, actor: Actor, input: z.infer<typeof linkInput>): Promise<Result<null>> {
  const given = check(linkInput, input);
  if (!given.ok) return given;
  const opened = await openLink(app, given.value);
  if (!opened.ok) return opened;
  const { message, campaign, recipient } = opened.value;
  const entry = { action: 'contact:unsubscribe', networkId: campaign.networkId, subject: recipient.contactId };
  return change(app, actor, entry, async ({ tx, now }) => {
    const contact = recipient.contactId ? await findContact(tx, recipient.contactId) : undefined;
    const wish = { scope: 'campaigns', on: now.toISOString().slice(0, 10), source: 'link' } as const;
    const { mailedHash } = message;
    const present = contact ? hashAddress(app, campaign.networkId, 'email', contact.email) : null;
    // a message of before addresses were kept: it went to the one the person has
    if (contact && contact.email !== '' && (mailedHash ?? present) === present)
      await writeOptOut(app, tx, campaign.networkId, { kind: 'email', address: contact.email }, wish);
    else if (mailedHash) await writeOptOutOfHash(app, tx, campaign.networkId, mailedHash, wish);
    for (const { id } of await plannedFor(tx, [recipient.id]))
      await updateMessage(tx, id, { state: 'cancelled', because: 'opted-out' });
    return ok(null);
  });
}
