import type { Actor } from '$lib/domain/identity/actor';
import type { MessageText } from '$lib/domain/outreach/merge-text';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { findCampaign, findRecipient, findStep, messagesOf, updateMessage } from './campaign-repository';
import { claimMessage, whyNot } from './claim-message';
import { findOwnCampaign } from './find-own-campaign';
import { gatherPlaces } from './gather-campaign';
import { lettersOf } from './letters-of';
import { tellReached } from './tell-reached';

export interface MergedLetter extends MessageText {
  municipality: string;
  contact: string;
  email: string;
}

/**
 * The messages of a step for somebody who sends them from their own mailbox. What was still planned is taken out of sending
 * with it, after the same questions as before a message is sent; what was exported before is in the file again
 * unless something speaks against it by now, and what Waymark sent is not. Reminders count from the day of the export.
 */
export async function exportLetters(
  app: App,
  actor: Actor,
  input: { campaignId: string; stepId: string }
): Promise<Result<{ name: string; letters: MergedLetter[] }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const campaign = found.value;
  const step = await findStep(app.db.read, input.stepId);
  if (step?.campaignId !== campaign.id)
    return refuse('not-found', 'stepId', 'This message is gone - open the campaign again.');
  if (campaign.state === 'draft')
    return refuse(
      'campaign-not-started',
      'campaignId',
      'Start the campaign first: with that it stands whom it goes to.'
    );
  const places = await gatherPlaces(app, campaign.networkId);
  const levels = new Map(places.map(({ id, level }) => [id, level]));
  const entry = { action: 'campaign:export', networkId: campaign.networkId, subject: campaign.id };
  return change(app, actor, entry, async (context) => {
    const { tx, now } = context;
    const fresh = await findCampaign(tx, campaign.id);
    if (!fresh) return refuse('not-found', 'campaignId', 'This campaign is gone.');
    for (const { id, stepId, state } of await messagesOf(tx, campaign.id)) {
      if (stepId !== step.id || state !== 'planned' || fresh.state !== 'running') continue;
      if (await claimMessage(app, context, id, levels)) await updateMessage(tx, id, { state: 'exported', sentAt: now });
    }
    const exported = new Set<string>();
    const reached = new Set<string>();
    for (const { id, state, recipientId } of await messagesOf(tx, campaign.id)) {
      if (state !== 'exported') continue;
      reached.add(recipientId);
      const recipient = await findRecipient(tx, recipientId);
      // exported before: somebody may have objected, answered or gone since
      if (recipient && (await whyNot(app, tx, campaign.id, recipient)) === null) exported.add(id);
    }
    await tellReached(context, [...reached]);
    const letters = await lettersOf(app, tx, fresh, step, { test: false });
    if (!letters.ok) return letters;
    const rows = letters.value.flatMap(({ messageId, text, municipality, contact, email }) =>
      messageId && exported.has(messageId) && text.ok ? [{ municipality, contact, email, ...text.value }] : []
    );
    if (!rows.length)
      return refuse(
        'nothing-to-export',
        'stepId',
        'Nothing of this message is left to send - it has been sent by Waymark.'
      );
    return ok({ name: campaign.name, letters: rows });
  });
}
