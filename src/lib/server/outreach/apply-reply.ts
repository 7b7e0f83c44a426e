import { isAnswer, isDecision, type ReplyKind } from '$lib/domain/outreach/campaign-kinds';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { deleteMessage, plannedFor } from './campaign-reply-repository';
import { type RecipientRow, recipientsOf, updateMessage, updateRecipient } from './campaign-repository';

/**
 * What an answer changes: the recipient has replied, their reminders end, and with a yes or a no those of the whole
 * municipality do. A machine's acknowledgement changes nothing.
 */
export async function applyReply(
  { tx, feed }: Pick<ChangeContext, 'tx' | 'feed'>,
  recipient: RecipientRow,
  reply: { kind: ReplyKind; at: Date; until: string | null }
): Promise<void> {
  const { kind, at, until } = reply;
  if (!isAnswer(kind)) return;
  await updateRecipient(tx, recipient.id, {
    reply: kind,
    repliedAt: recipient.repliedAt && recipient.repliedAt < at ? recipient.repliedAt : at,
    restsUntil: kind === 'not-now' ? until : null
  });
  await feed('reached', recipient.municipalityId, recipient.municipalityId);
  if (isDecision(kind)) return endDecided(tx, recipient.campaignId, [recipient.municipalityId]);
  for (const { id } of await plannedFor(tx, [recipient.id])) {
    // to be planned again on its day
    if (kind === 'not-now') await deleteMessage(tx, id);
    else await updateMessage(tx, id, { state: 'cancelled', because: 'answered' });
  }
}

/** Takes back what is planned for everybody of municipalities that have said yes or no. */
export async function endDecided(tx: Tx, campaignId: string, municipalityIds: readonly string[]): Promise<void> {
  const near = (await recipientsOf(tx, campaignId)).filter((one) => municipalityIds.includes(one.municipalityId));
  const planned = await plannedFor(
    tx,
    near.map(({ id }) => id)
  );
  for (const { id } of planned) await updateMessage(tx, id, { state: 'cancelled', because: 'decided' });
}
