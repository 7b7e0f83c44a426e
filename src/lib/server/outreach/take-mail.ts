import { createHash } from 'node:crypto';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { type Classified, classifyReply, type IncomingMail } from '$lib/domain/outreach/classify-reply';
import { matchSender, messageIdsIn } from '$lib/domain/outreach/match-reply';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listNetworks } from '../identity/repository';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { applyBounce } from './apply-bounce';
import { applyReply } from './apply-reply';
import { hasMail, insertReply, sentToSince } from './campaign-reply-repository';
import { findCampaign, findRecipient, type MessageRow, messagesByIds, type RecipientRow } from './campaign-repository';
import { type InvitationAnswered, takeInvitationReply } from './take-invitation-reply';

/** Answers to older messages are for a person to place. */
const MATCHED_FOR_MS = 400 * 24 * 60 * 60 * 1000;

/** What became of a mail. `unknown`: it belongs to no campaign, and nothing of it was kept. */
export type Taken =
  | { what: 'again' | 'unknown' }
  | { what: 'bounce' | 'acknowledgement'; replyId: string; municipalityId: string | null }
  | { what: 'waiting'; replyId: string; municipalityId: string | null }
  | InvitationAnswered;

interface Found {
  networkId: string;
  by: 'reference' | 'address' | 'domain' | null;
  recipient: RecipientRow | null;
  message: MessageRow | null;
}

/**
 * Takes a mail in: whose answer it is, what it says, and what follows from it. What machines write is believed (an
 * acknowledgement, a bounce that names a message of ours); what people write waits for a person, and so does a bounce that
 * only names an address. It holds reminders back until then.
 *
 * @param networkId of whoever dropped the file; null: from the mail folder, which all networks of the installation share
 */
export async function takeMail(
  app: App,
  actor: Actor,
  mail: IncomingMail,
  { way, networkId, raw }: { way: 'folder' | 'file'; networkId: string | null; raw: Uint8Array }
): Promise<Result<Taken>> {
  const answered = await takeInvitationReply(app, actor, mail, networkId);
  if (answered) return answered;
  const found = await findWhose(app, mail, networkId);
  if (!found) return ok({ what: 'unknown' });
  const ours = [app.env.MAIL_FROM, app.env.CAMPAIGN_REPLY_TO ?? ''].map(bare);
  const said = classifyReply(mail, today(app), [...ours, ...mail.to]);
  const hash = createHash('sha256')
    .update(mail.messageId || raw)
    .digest('hex');
  const entry = { action: 'campaign-reply:take', networkId: found.networkId, subject: found.recipient?.id ?? null };
  return change<Taken>(app, actor, entry, async (context) => {
    const { tx, now } = context;
    if (await hasMail(tx, found.networkId, hash)) return ok({ what: 'again' });
    const { recipient } = found;
    const replyId = app.newId();
    // anybody can write a report that names an address: only one that names what we sent is believed
    const sure = recipient !== null && (said.what === 'bounce' ? found.by === 'reference' : said.sure);
    if (sure && said.what === 'bounce')
      await applyBounce(tx, { recipientId: recipient.id, messageId: found.message?.id ?? null }, said.report);
    if (sure && said.what === 'reply' && recipient)
      await applyReply(context, recipient, { kind: said.kind, at: now, until: said.until });
    await insertReply(tx, {
      ...{ id: replyId, networkId: found.networkId, campaignId: recipient?.campaignId ?? null, way, at: now },
      ...{ recipientId: recipient?.id ?? null, matchedBy: found.by, mailHash: hash },
      ...(said.what === 'bounce'
        ? { bounce: said.report.bounce, bounceStatus: said.report.status }
        : { kind: said.kind, caseNumber: said.caseNumber, until: said.until }),
      ...(sure ? { sortedAt: now, sortedBy: actorId(actor) } : wordsOf(mail, said))
    });
    const municipalityId = recipient?.municipalityId ?? null;
    if (!sure) return ok({ what: 'waiting', replyId, municipalityId });
    return ok({ what: said.what === 'bounce' ? 'bounce' : 'acknowledgement', replyId, municipalityId });
  });
}

/** What a person needs to see to decide; wiped once they have. */
function wordsOf(mail: IncomingMail, said: Classified) {
  const named = said.what === 'reply' ? said.named : null;
  return {
    fromAddress: mail.from,
    subject: mail.subject.slice(0, 200),
    excerpt: mail.text.trim().slice(0, 1500),
    namedName: named?.name ?? '',
    namedEmail: named?.email ?? ''
  };
}

async function findWhose(app: App, mail: IncomingMail, networkId: string | null): Promise<Found | null> {
  const db = app.db.read;
  for (const message of await messagesByIds(db, messageIdsIn(mail))) {
    const campaign = await findCampaign(db, message.campaignId);
    const recipient = await findRecipient(db, message.recipientId);
    if (!campaign || !recipient || (networkId !== null && campaign.networkId !== networkId)) continue;
    return { networkId: campaign.networkId, by: 'reference', recipient, message };
  }
  const sent = await sentToSince(db, new Date(app.now().getTime() - MATCHED_FOR_MS), networkId);
  const said = classifyReply(mail, today(app));
  // a bounce comes from a machine: whose address it is stands in the report
  const from = said.what === 'bounce' ? said.report.recipient : mail.from;
  const matched = matchSender(from, sent);
  if (matched.by !== null) {
    const recipient = (await findRecipient(db, matched.recipientId)) ?? null;
    const whose = sent.find(({ recipientId }) => recipientId === matched.recipientId)!.networkId;
    return { networkId: whose, by: matched.by, recipient, message: null };
  }
  if (networkId !== null) return { networkId, by: null, recipient: null, message: null };
  // mail that belongs to nobody is kept only where it is clear whose business it is, and that it needs a person
  const networks = await listNetworks(db);
  const automatic = said.what === 'reply' && said.sure;
  return networks.length === 1 && matched.because === 'several' && !automatic
    ? { networkId: networks[0]!.id, by: null, recipient: null, message: null }
    : null;
}

/** `Waymark <post@example.org>` without its name, and without what stands for a message. */
const bare = (text: string) => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
