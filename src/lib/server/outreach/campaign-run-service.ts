import type { Actor } from '$lib/domain/identity/actor';
import { chooseAudience } from '$lib/domain/outreach/campaign-audience';
import { CAMPAIGN_CHANNELS, type CampaignState, MAIL_CHANNELS } from '$lib/domain/outreach/campaign-kinds';
import { selectPlaces } from '$lib/domain/outreach/campaign-population';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import {
  findCampaign,
  insertMessages,
  insertRecipients,
  type RecipientRow,
  stepsOf,
  updateCampaign
} from './campaign-repository';
import { changedElsewhere, findOwnCampaign } from './find-own-campaign';
import { gatherContacts, gatherPlaces, localesOf } from './gather-campaign';
import { lettersOf } from './letters-of';

/**
 * Starts a campaign: whom it goes to is written down, and their first messages are planned. Refused where there is nobody,
 * where nothing is written, or where one message would have a hole; nothing half started stays behind.
 */
export async function startCampaign(
  app: App,
  actor: Actor,
  input: { campaignId: string; version: number }
): Promise<Result<{ messages: number }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const campaign = found.value;
  if (campaign.state !== 'draft')
    return refuse('campaign-started', 'campaignId', 'This campaign has been started already.');
  const places = await gatherPlaces(app, campaign.networkId);
  const selected = selectPlaces(places, campaign.filter);
  if (!selected.ok) return selected;
  if (!selected.value.length) return nobody();
  const byMail = MAIL_CHANNELS.some((channel) => campaign.channels.includes(channel));
  const [first] = await stepsOf(app.db.read, campaign.id);
  if (byMail && !first)
    return refuse('message-empty', 'steps', 'Write the first message before you start the campaign.');
  if (byMail && first) {
    const letters = await lettersOf(app, app.db.read, campaign, first);
    if (!letters.ok) return letters;
    const holes = letters.value.flatMap(({ text }) => (text.ok ? [] : text.problems.slice(0, 1)));
    if (holes.length) return refuseAll(holes.slice(0, 5));
  }
  const entry = { action: 'campaign:start', networkId: campaign.networkId, subject: campaign.id };
  return change(app, actor, entry, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, campaign.id);
    if (fresh?.version !== input.version || fresh.state !== 'draft') return changedElsewhere();
    // read again inside: contacts change all the time
    const contacts = await gatherContacts(app, tx, campaign.networkId, fresh);
    const audience = byMail ? chooseAudience(selected.value, contacts, fresh) : { addressees: [], toCall: [] };
    if (byMail && !audience.addressees.length && !audience.toCall.length) return nobody();
    const locales = await localesOf(tx, campaign.networkId, contacts);
    const toRow = (one: Pick<RecipientRow, 'municipalityId' | 'channel'> & { contactId: string }): RecipientRow => ({
      ...{ id: app.newId(), campaignId: campaign.id, municipalityId: one.municipalityId, contactId: one.contactId },
      ...{ channel: one.channel, locale: locales.get(one.contactId) ?? 'en' },
      ...{ reply: null, repliedAt: null, restsUntil: null, createdAt: now }
    });
    const written = audience.addressees.map(toRow);
    const called = audience.toCall.map((one) => toRow({ ...one, channel: 'phone' }));
    await insertRecipients(tx, [...written, ...called]);
    if (first)
      await insertMessages(
        tx,
        written.map(({ id: recipientId }) => ({
          ...{ id: app.newId(), campaignId: campaign.id, stepId: first.id, recipientId, state: 'planned' as const },
          ...{ plannedAt: now, nextAttemptAt: now }
        }))
      );
    const version = input.version + 1;
    // what the calls lead to is counted as what they are
    const channels = CAMPAIGN_CHANNELS.filter(
      (channel) => fresh.channels.includes(channel) || (channel === 'phone' && called.length > 0)
    );
    await updateCampaign(tx, campaign.id, { state: 'running', startedAt: now, updatedAt: now, version, channels });
    return ok({ messages: written.length });
  });
}

function nobody() {
  return refuse(
    'campaign-nobody',
    'filter',
    'There is nobody in this campaign - widen the choice, or give its municipalities contacts with an address.'
  );
}

const NEXT: Record<'pause' | 'resume' | 'stop', { from: CampaignState[]; to: CampaignState }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' }
};

/** Pauses, resumes or stops a campaign. What is being handed to the mail server this very second still goes. */
export async function turnCampaign(
  app: App,
  actor: Actor,
  input: { campaignId: string; to: 'pause' | 'resume' | 'stop' }
): Promise<Result<{ state: CampaignState }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { id, networkId } = found.value;
  const turn = NEXT[input.to];
  return change(app, actor, { action: `campaign:${input.to}`, networkId, subject: id }, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, id);
    if (!fresh || !turn.from.includes(fresh.state))
      return refuse('campaign-state', 'campaignId', 'The campaign is in another state by now - open it again.');
    await updateCampaign(tx, id, {
      ...{ state: turn.to, pausedBecause: null, version: fresh.version + 1, updatedAt: now },
      ...(turn.to === 'stopped' && { stoppedAt: now })
    });
    return ok({ state: turn.to });
  });
}
