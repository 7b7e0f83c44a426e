import { mayBecome } from '$lib/domain/outreach/message-states';
import type { DeliveryReport } from '$lib/domain/outreach/read-delivery-report';
import type { Tx } from '../db/client';
import { messagesOfRecipient, updateMessage } from './campaign-repository';

/** A message did not arrive: the one that is named, else the newest that went to the recipient. */
export async function applyBounce(
  tx: Tx,
  { recipientId, messageId }: { recipientId: string; messageId: string | null },
  { bounce, status }: Pick<DeliveryReport, 'bounce' | 'status'>
): Promise<void> {
  const all = await messagesOfRecipient(tx, recipientId);
  const newest = all
    .filter(({ sentAt }) => sentAt !== null)
    .sort((a, b) => b.sentAt!.getTime() - a.sentAt!.getTime())[0];
  const message = all.find(({ id }) => id === messageId) ?? newest;
  if (!message) return;
  const gone = bounce === 'hard' && mayBecome(message.state, 'bounced');
  await updateMessage(tx, message.id, { bounce, because: status, ...(gone && { state: 'bounced' }) });
}
