import { SYSTEM } from '$lib/domain/identity/actor';
import { mentions } from '$lib/domain/outreach/merge-text';
import { fateOf, isOurs, mayBecome, type SendFailure } from '$lib/domain/outreach/message-states';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { queueMail } from '../mail/queue-mail';
import { sendOnce } from '../mail/send-once';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { type Claimed, claimMessage } from './claim-message';
import {
  type CampaignRow,
  claimedMessages,
  claimedSince,
  countStates,
  dueMessages,
  findCampaign,
  findMessage,
  type MessageRow,
  runningCampaigns,
  stepsOf,
  updateCampaign,
  updateMessage
} from './campaign-repository';
import { gatherPlaces } from './gather-campaign';
import { tellReached } from './tell-reached';

const MINUTE_MS = 60_000;
/** The job runs twelve times a minute. */
const RUNS_A_MINUTE = 12;
const FIRST_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS;
const MOST_ATTEMPTS = 12;
/** So many messages that did not arrive, and a third of all that were tried, stop a campaign until a person has looked. */
const MOST_LOST = 10;

const running = new WeakMap<App, Promise<void>>();

/**
 * The job that sends the messages of running campaigns, never twice at once. What it finds claimed was claimed by a
 * process that is no more, or whose disk was full: nobody knows whether it went out.
 */
export async function sendCampaigns(app: App): Promise<void> {
  const present = running.get(app);
  if (present) return present;
  const run = sendAll(app).finally(() => running.delete(app));
  running.set(app, run);
  return run;
}

async function sendAll(app: App): Promise<void> {
  await doubtClaimed(app);
  const { MAIL_URL: url, WAYMARK_DEMO } = app.env;
  if (!url && WAYMARK_DEMO !== '1') return;
  for (const campaign of await runningCampaigns(app.db.read)) {
    if (campaign.sendBy === 'export') continue;
    const allowed = await allowance(app, campaign);
    const due = allowed > 0 ? await dueMessages(app.db.read, campaign.id, app.now(), allowed) : [];
    if (!due.length) continue;
    const levels = await levelsFor(app, campaign);
    for (const { id } of due) {
      if (!url) await showInDemo(app, campaign, id, levels);
      else {
        const entry = { action: null, networkId: campaign.networkId };
        const claimed = await change(app, SYSTEM, entry, async (context) =>
          ok(await claimMessage(app, context, id, levels))
        );
        // a server that is away is away for the rest too
        if (claimed.ok && claimed.value && (await handOver(app, url, claimed.value)) === 'server-away') return;
      }
    }
    await pauseIfLost(app, campaign.id);
  }
}

/** Levels of the municipalities, where a message speaks of them: it takes every answer of the wave to know them. */
async function levelsFor(app: App, { id, networkId }: CampaignRow): Promise<ReadonlyMap<string, number | null>> {
  const texts = (await stepsOf(app.db.read, id)).flatMap(({ texts }) => Object.values(texts));
  if (!texts.some(({ subject, body }) => mentions(`${subject}\n${body}`, 'level'))) return new Map();
  return new Map((await gatherPlaces(app, networkId)).map((place) => [place.id, place.level]));
}

/** How many messages of a campaign may go now: a sliding minute, for it and for all campaigns together. */
async function allowance(app: App, { id, perMinute }: CampaignRow): Promise<number> {
  const since = new Date(app.now().getTime() - MINUTE_MS);
  const own = perMinute - (await claimedSince(app.db.read, since, id));
  const all = app.env.CAMPAIGN_PER_MINUTE - (await claimedSince(app.db.read, since, null));
  return Math.min(own, all, Math.ceil(Math.min(perMinute, app.env.CAMPAIGN_PER_MINUTE) / RUNS_A_MINUTE));
}

/** The message is claimed and stored as such; from here on it is sent at most once. */
async function handOver(app: App, url: string, claimed: Claimed): Promise<'gone-on' | 'server-away'> {
  const host = new URL(publicOrigin(app.env)).hostname;
  const answers = app.env.CAMPAIGN_REPLY_TO?.replace('{token}', claimed.messageId);
  const failure = await sendOnce(url, {
    from: app.env.MAIL_FROM,
    to: { name: '', address: claimed.recipient },
    ...(answers && { replyTo: answers, envelope: { from: answers, to: claimed.recipient } }),
    subject: claimed.subject,
    text: claimed.body,
    messageId: `<${claimed.messageId}@${host}>`,
    headers: {
      // RFC 3834, 5: nobody's machine answers for somebody who is away
      'Auto-Submitted': 'auto-generated',
      // RFC 2369 and RFC 8058; an address is never broken over two lines
      'List-Unsubscribe': { prepared: true, value: `<${claimed.unsubscribeLink}>` },
      'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' }
    }
  });
  if (failure) return noteFailure(app, claimed, failure);
  await settle(app, claimed, 'campaign-message:sent', { state: 'sent', sentAt: app.now() });
  app.log.info({ message: claimed.messageId }, 'campaign message sent');
  return 'gone-on';
}

async function noteFailure(app: App, claimed: Claimed, failure: SendFailure): Promise<'gone-on' | 'server-away'> {
  const fate = fateOf(failure);
  app.log.warn({ message: claimed.messageId, fate: fate.state, error: fate.because }, 'campaign message not sent');
  const message = await findMessage(app.db.read, claimed.messageId);
  const attempts = message?.attempts ?? 1;
  if (fate.state === 'planned' && attempts < MOST_ATTEMPTS) {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
    const nextAttemptAt = new Date(app.now().getTime() + wait);
    await settle(app, claimed, 'campaign-message:postponed', {
      state: 'planned',
      because: fate.because,
      nextAttemptAt
    });
    return isOurs(failure) ? 'server-away' : 'gone-on';
  }
  const state = fate.state === 'planned' ? 'failed' : fate.state;
  const bounce = state === 'bounced' ? ('hard' as const) : null;
  await settle(app, claimed, `campaign-message:${state}`, { state, because: fate.because, bounce });
  return 'gone-on';
}

async function settle(
  app: App,
  { messageId, networkId }: Pick<Claimed, 'messageId' | 'networkId'>,
  action: string,
  values: Partial<MessageRow>
) {
  await change(app, SYSTEM, { action: null, networkId }, async (context) => {
    const { tx, audit } = context;
    const present = await findMessage(tx, messageId);
    if (!present || !values.state || !mayBecome(present.state, values.state)) return ok(null);
    await updateMessage(tx, messageId, values);
    if (values.sentAt) await tellReached(context, [present.recipientId]);
    await audit(action, messageId);
    return ok(null);
  });
}

async function doubtClaimed(app: App): Promise<void> {
  for (const { id, networkId } of await claimedMessages(app.db.read))
    await settle(app, { messageId: id, networkId }, 'campaign-message:uncertain', {
      ...{ state: 'uncertain', because: 'interrupted' }
    });
}

/** In the demo nothing is sent: the message goes where people read the demo's mail. */
async function showInDemo(app: App, campaign: CampaignRow, id: string, levels: ReadonlyMap<string, number | null>) {
  await change(app, SYSTEM, { action: null, networkId: campaign.networkId }, async (context) => {
    const { tx, now, audit } = context;
    const claimed = await claimMessage(app, context, id, levels);
    if (!claimed) return ok(null);
    const { recipient, subject, body } = claimed;
    await queueMail(tx, app, { networkId: campaign.networkId, recipient, subject, body });
    await updateMessage(tx, id, { state: 'sent', sentAt: now });
    const message = await findMessage(tx, id);
    if (message) await tellReached(context, [message.recipientId]);
    await audit('campaign-message:sent', id);
    return ok(null);
  });
}

async function pauseIfLost(app: App, campaignId: string): Promise<void> {
  const { sent = 0, bounced = 0, failed = 0, uncertain = 0 } = await countStates(app.db.read, campaignId);
  const lost = bounced + failed + uncertain;
  const present = await findCampaign(app.db.read, campaignId);
  if (!present || present.lostSeen >= lost || lost - present.lostSeen < MOST_LOST || lost * 3 < lost + sent) return;
  const entry = { action: 'campaign:pause', networkId: present.networkId, subject: campaignId };
  await change(app, SYSTEM, entry, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, campaignId);
    if (fresh?.state === 'running')
      await updateCampaign(tx, campaignId, {
        ...{ state: 'paused', pausedBecause: 'lost', lostSeen: lost, version: fresh.version + 1, updatedAt: now }
      });
    return ok(null);
  });
}
