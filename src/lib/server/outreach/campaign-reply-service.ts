import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { isAnswer, REPLY_KINDS } from '$lib/domain/outreach/campaign-kinds';
import { mayBecome } from '$lib/domain/outreach/message-states';
import { check } from '$lib/domain/shared/check';
import { isoDate } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { parseMail } from '../mail/parse-mail';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { applyBounce } from './apply-bounce';
import { applyReply } from './apply-reply';
import {
  findReply,
  insertReply,
  type ReplyRow,
  updateReply,
  waitingReplies,
  writeTouch
} from './campaign-reply-repository';
import { findCampaign, findMessage, findRecipient, updateMessage } from './campaign-repository';
import { findOwnCampaign } from './find-own-campaign';
import { type Taken, takeMail } from './take-mail';
import { writeToNamed } from './write-to-named';

export async function listWaiting(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<(ReplyRow & { municipalityId: string | null })[]>> {
  const refused = authorize(actor, 'campaign:edit', { networkId: input.networkId });
  if (refused) return refused;
  const rows = await waitingReplies(app.db.read, input.networkId);
  return ok(
    await Promise.all(
      rows.map(async (row) => ({
        ...row,
        municipalityId: row.recipientId
          ? ((await findRecipient(app.db.read, row.recipientId))?.municipalityId ?? null)
          : null
      }))
    )
  );
}

/** A mail somebody saved as a file. */
export async function dropMailFile(
  app: App,
  actor: Actor,
  input: { networkId: string; bytes: Uint8Array }
): Promise<Result<Taken>> {
  const refused = authorize(actor, 'campaign:edit', { networkId: input.networkId });
  if (refused) return refused;
  const mail = await parseMail(input.bytes);
  if (!mail.ok) return mail;
  return takeMail(app, actor, mail.value, { way: 'file', networkId: input.networkId, raw: input.bytes });
}

const sortInput = z.object({
  replyId: z.string(),
  /** Null: it is not about a campaign. `bounce`: a report that named no message of ours is right, it did not arrive. */
  kind: z.nullable(z.enum([...REPLY_KINDS, 'bounce'])),
  until: z.optional(z.nullable(isoDate)),
  caseNumber: z.optional(z.string().check(z.trim(), z.maxLength(60))),
  /** Whose it is, where no machine could tell. */
  recipientId: z.optional(z.string()),
  /** Makes the person named a contact, where they are none yet, and writes to them too. */
  addNamed: z.optional(z.object({ name: z.string().check(z.trim(), z.maxLength(100)), email: z.string() }))
});

/** A person says what a reply is. Its words and addresses are wiped with that: what stays is the kind, the day and a number. */
export async function sortReply(app: App, actor: Actor, input: z.infer<typeof sortInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'campaign:edit');
  if (refused) return refused;
  const given = check(sortInput, input);
  if (!given.ok) return given;
  const reply = await findReply(app.db.read, given.value.replyId);
  if (!reply) return refuse('not-found', 'replyId', 'This reply is gone - open the list again.');
  const { networkId } = reply;
  const forbidden = authorize(actor, 'campaign:edit', { networkId });
  if (forbidden) return forbidden;
  const { kind, until = null, caseNumber = '', addNamed } = given.value;
  if (kind === 'not-now' && until !== null && until <= today(app))
    return refuse('until-past', 'until', `Choose a day to come - got ${until}.`);
  const entry = { action: 'campaign-reply:sort', networkId, subject: reply.id };
  return change(app, actor, entry, async (context) => {
    const { tx, now } = context;
    const fresh = await findReply(tx, reply.id);
    if (!fresh || fresh.sortedAt)
      return refuse('sorted-already', 'replyId', 'A colleague sorted this reply meanwhile - open the list again.');
    const wiped = { fromAddress: '', subject: '', excerpt: '', namedName: '', namedEmail: '' };
    const sorted = { ...wiped, sortedAt: now, sortedBy: actorId(actor) };
    if (kind === null) {
      await updateReply(tx, fresh.id, { ...sorted, discarded: true });
      return ok(null);
    }
    const recipient = await findRecipient(tx, fresh.recipientId ?? given.value.recipientId ?? '');
    const campaign = recipient && (await findCampaign(tx, recipient.campaignId));
    if (!recipient || campaign?.networkId !== networkId)
      return refuse('recipient-missing', 'recipientId', 'Say which municipality this is from.');
    if (kind === 'bounce') {
      if (!fresh.bounce)
        return refuse('not-a-bounce', 'kind', 'This is no report of a message that came back - say what it is.');
      const report = { bounce: fresh.bounce, status: fresh.bounceStatus ?? '' };
      await applyBounce(tx, { recipientId: recipient.id, messageId: null }, report);
      await updateReply(tx, fresh.id, { ...sorted, recipientId: recipient.id, campaignId: recipient.campaignId });
      return ok(null);
    }
    await applyReply(context, recipient, { kind, at: fresh.at, until });
    if (addNamed) {
      const added = await writeToNamed(app, actor, context, recipient, addNamed);
      if (!added.ok) return added;
    }
    await updateReply(tx, fresh.id, {
      ...{ ...sorted, kind, until, caseNumber: caseNumber || fresh.caseNumber, recipientId: recipient.id },
      ...{ campaignId: recipient.campaignId, matchedBy: fresh.matchedBy ?? 'hand' }
    });
    return ok(null);
  });
}

const handInput = z.object({
  campaignId: z.string(),
  recipientId: z.string(),
  kind: z.enum(REPLY_KINDS),
  until: z.optional(z.nullable(isoDate))
});

/** A reply that came another way: on the telephone, in a corridor. */
export async function logReply(app: App, actor: Actor, input: z.infer<typeof handInput>): Promise<Result<null>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const given = check(handInput, input);
  if (!given.ok) return given;
  const { kind, until = null, recipientId } = given.value;
  const { networkId, id: campaignId } = found.value;
  const entry = { action: 'campaign-reply:log', networkId, subject: recipientId };
  return change(app, actor, entry, async (context) => {
    const { tx, now } = context;
    const recipient = await findRecipient(tx, recipientId);
    if (recipient?.campaignId !== campaignId)
      return refuse('not-found', 'recipientId', 'This recipient is not in the campaign - open it again.');
    await applyReply(context, recipient, { kind, at: now, until });
    // whoever is called was reached with that call
    if (recipient.channel === 'phone' && isAnswer(kind))
      await writeTouch(tx, {
        ...{ id: app.newId(), campaignId, municipalityId: recipient.municipalityId, channel: 'phone' },
        ...{ reachedOn: today(app), reply: kind, repliedOn: today(app), loggedBy: actorId(actor), loggedAt: now }
      });
    await insertReply(tx, {
      ...{ id: app.newId(), networkId, campaignId, recipientId, way: 'hand', matchedBy: 'hand', kind, until, at: now },
      ...{ sortedAt: now, sortedBy: actorId(actor) }
    });
    return ok(null);
  });
}

/**
 * A person decides about a message whose fate nobody knows: it arrived, it is to be sent again (and may arrive twice), or it
 * is let be.
 */
export async function decideUncertain(
  app: App,
  actor: Actor,
  input: { campaignId: string; messageId: string; as: 'arrived' | 'again' | 'let-be' }
): Promise<Result<null>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { networkId, id: campaignId } = found.value;
  const entry = { action: `campaign-message:${input.as}`, networkId, subject: input.messageId };
  return change(app, actor, entry, async ({ tx, now }) => {
    const message = await findMessage(tx, input.messageId);
    const to = ({ arrived: 'sent', again: 'planned', 'let-be': 'cancelled' } as const)[input.as];
    if (message?.campaignId !== campaignId || message.state !== 'uncertain' || !mayBecome(message.state, to))
      return refuse(
        'message-settled',
        'messageId',
        'This message has been decided about already - open the list again.'
      );
    await updateMessage(tx, message.id, {
      state: to,
      ...(to === 'sent' && { sentAt: message.claimedAt ?? now, because: null }),
      ...(to === 'planned' && { nextAttemptAt: now, because: null }),
      ...(to === 'cancelled' && { because: 'not-again' })
    });
    return ok(null);
  });
}
