import { SYSTEM } from '$lib/domain/identity/actor';
import { reminderStep } from '$lib/domain/outreach/campaign-reminders';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { waitingRecipients } from './campaign-reply-repository';
import {
  type CampaignRow,
  decidedPlaces,
  findCampaign,
  insertMessages,
  messagesOf,
  recipientsOf,
  runningCampaigns,
  stepsOf
} from './campaign-repository';

/** Plans the reminders that are due today. Whoever answered, or whose words a person has yet to read, is left in peace. */
export async function planReminders(app: App): Promise<void> {
  for (const campaign of await runningCampaigns(app.db.read)) {
    if (!(await dueIn(app, app.db.read, campaign)).length) continue;
    const entry = { action: 'campaign:remind', networkId: campaign.networkId, subject: campaign.id };
    await change(app, SYSTEM, entry, async ({ tx, now }) => {
      const fresh = await findCampaign(tx, campaign.id);
      if (fresh?.state !== 'running') return ok(null);
      const due = await dueIn(app, tx, fresh);
      await insertMessages(
        tx,
        due.map(({ recipientId, stepId }) => ({
          ...{ id: app.newId(), campaignId: campaign.id, stepId, recipientId, state: 'planned' as const },
          ...{ plannedAt: now, nextAttemptAt: now }
        }))
      );
      return ok(null);
    });
  }
}

async function dueIn(app: App, db: Reader | Tx, campaign: CampaignRow) {
  const steps = await stepsOf(db, campaign.id);
  if (steps.length < 2) return [];
  const recipients = await recipientsOf(db, campaign.id);
  const decided = await decidedPlaces(db, campaign.id);
  const waiting = await waitingRecipients(db, campaign.id);
  const messages = new Map<string, Map<string, { state: 'sent'; sentOn: string | null }>>();
  for (const { recipientId, stepId, state, sentAt } of await messagesOf(db, campaign.id)) {
    const own = messages.get(recipientId) ?? new Map();
    own.set(stepId, { state, sentOn: sentAt?.toISOString().slice(0, 10) ?? null });
    messages.set(recipientId, own);
  }
  return recipients.flatMap((recipient) => {
    if (recipient.contactId === null || waiting.has(recipient.id)) return [];
    const due = reminderStep(
      steps,
      {
        ...{ reply: recipient.reply, restsUntil: recipient.restsUntil, decided: decided.has(recipient.municipalityId) },
        messages: messages.get(recipient.id) ?? new Map()
      },
      today(app)
    );
    return due.due ? [{ recipientId: recipient.id, stepId: due.stepId }] : [];
  });
}
