import { isAnswer, isDecision, type ReplyKind } from '$lib/domain/outreach/campaign-kinds';
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
  const near = isDecision(kind)
    ? (await recipientsOf(tx, recipient.campaignId)).filter((r) => r.municipalityId === recipient.municipalityId)
    : [recipient];
  const planned = await plannedFor(
    tx,
    near.map(({ id }) => id)
  );
  for (const { id } of planned) {
    // to be planned again on its day
    if (kind === 'not-now') await deleteMessage(tx, id);
    else await updateMessage(tx, id, { state: 'cancelled', because: isDecision(kind) ? 'decided' : 'answered' });
  }
}
