import { CAMPAIGN_CHANNELS, type CampaignChannel, isReplyKind, type SendBy } from '$lib/domain/outreach/campaign-kinds';
import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { decideUncertain, logReply } from '$lib/server/outreach/campaign-reply-service';
import { logTouch, readProgress } from '$lib/server/outreach/campaign-results-service';
import { startCampaign, turnCampaign } from '$lib/server/outreach/campaign-run-service';
import { discardCampaign, readPopulation, saveCampaign } from '$lib/server/outreach/campaign-service';
import { readCampaign } from '$lib/server/outreach/campaign-step-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../roles';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const { campaign, steps } = orError(await readCampaign(app, actor, { campaignId: event.params.id }));
  const { id, name, state, channels, costs, perMinute, sendBy, version, startedAt, pausedBecause } = campaign;
  const shown = {
    ...{ id, name, state, channels, costs, perMinute, sendBy, version, startedAt, pausedBecause },
    steps: steps.map(({ id, position, afterDays, texts }) => ({
      ...{ id, position, afterDays },
      languages: Object.keys(texts),
      subject: (texts.sv ?? texts.nl ?? texts.en)?.subject ?? ''
    }))
  };
  const base = { networkId, networkName, today: today(app), mailServer: Boolean(app.env.MAIL_URL), campaign: shown };
  if (state !== 'draft') {
    const progress = orError(await readProgress(app, actor, { campaignId: id }));
    const { replies, touches, results } = progress;
    const order = new Intl.Collator(getLocale());
    const recipients = [...progress.recipients].sort((a, b) => order.compare(a.municipality, b.municipality));
    const municipalities = [...progress.municipalities].sort((a, b) => order.compare(a.name, b.name));
    return {
      ...base,
      population: null,
      progress: {
        ...{ results, municipalities },
        touches: touches.map(({ id, municipality, municipalityId, channel, reachedOn, reply }) => ({
          ...{ id, municipality, municipalityId, channel, reachedOn, reply }
        })),
        recipients: recipients.map((recipient) => ({
          ...{ id: recipient.id, municipality: recipient.municipality, contact: recipient.contact },
          ...{ channel: recipient.channel, locale: recipient.locale, reply: recipient.reply },
          ...{ municipalityId: recipient.municipalityId, contactId: recipient.contactId },
          ...{ restsUntil: recipient.restsUntil, call: recipient.call },
          caseNumber:
            replies.find(({ recipientId, caseNumber }) => recipientId === recipient.id && caseNumber)?.caseNumber ??
            null,
          messages: recipient.messages.map(({ id, position, state, because, bounce, sentAt, claimedAt }) => ({
            ...{ id, position, state, because, bounce, sentAt, claimedAt }
          }))
        }))
      }
    };
  }
  const read = await readPopulation(app, actor, campaign);
  const population = read.ok
    ? {
        ...{ chosen: read.value.chosen.length, total: read.value.places.length },
        ...{ addressees: read.value.addressees.length, toCall: read.value.toCall.length },
        leftOut: read.value.leftOut.length
      }
    : { chosen: 0, total: 0, addressees: 0, toCall: 0, leftOut: 0 };
  return { ...base, population, progress: null };
};

interface Answered {
  what: string;
  done?: 'saved' | 'logged' | number;
  problems?: Problem[];
}
const refused = (what: string, problems: Problem[]) => fail(statusOf(problems), { what, problems } as Answered);

export const actions = {
  save: async ({ locals, params, request }) => {
    const fields = readForm(await request.formData());
    const costs: Partial<Record<CampaignChannel, number>> = {};
    for (const channel of CAMPAIGN_CHANNELS) {
      const cost = fields[`cost.${channel}`]?.trim();
      if (cost) costs[channel] = Number(cost);
    }
    const saved = await saveCampaign(locals.app, locals.actor, {
      ...{ campaignId: params.id, version: Number(fields.version), name: fields.name ?? '', costs },
      perMinute: Number(fields.perMinute),
      ...(fields.sendBy && { sendBy: fields.sendBy as SendBy })
    });
    return saved.ok ? ({ what: 'save', done: 'saved' } as Answered) : refused('save', saved.problems);
  },
  start: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { locals, params, request } = event;
    const { version } = readForm(await request.formData());
    const started = await startCampaign(locals.app, locals.actor, { campaignId: params.id, version: Number(version) });
    if (!started.ok) return refused('start', started.problems);
    // so that loading the page again starts nothing
    redirect(303, `/admin/campaigns/${params.id}?network=${networkId}`);
  },
  turn: async ({ locals, params, request }) => {
    const { to } = readForm(await request.formData());
    if (to !== 'pause' && to !== 'resume' && to !== 'stop') return fail(400, { what: 'turn' } as Answered);
    const turned = await turnCampaign(locals.app, locals.actor, { campaignId: params.id, to });
    return turned.ok ? ({ what: 'turn', done: 'saved' } as Answered) : refused('turn', turned.problems);
  },
  discard: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const gone = await discardCampaign(event.locals.app, event.locals.actor, { campaignId: event.params.id });
    if (!gone.ok) return refused('discard', gone.problems);
    redirect(303, `/admin/campaigns?network=${networkId}`);
  },
  decide: async ({ locals, params, request }) => {
    const { messageId = '', as } = readForm(await request.formData());
    if (as !== 'arrived' && as !== 'again' && as !== 'let-be') return fail(400, { what: 'decide' } as Answered);
    const decided = await decideUncertain(locals.app, locals.actor, { campaignId: params.id, messageId, as });
    return decided.ok ? ({ what: 'decide', done: 'saved' } as Answered) : refused('decide', decided.problems);
  },
  log: async ({ locals, params, request }) => {
    const { recipientId = '', kind, until } = readForm(await request.formData());
    const logged = await logReply(locals.app, locals.actor, {
      ...{ campaignId: params.id, recipientId, kind: isReplyKind(kind) ? kind : 'other', until: until || null }
    });
    return logged.ok ? ({ what: 'log', done: 'logged' } as Answered) : refused('log', logged.problems);
  },
  touch: async ({ locals, params, request }) => {
    const form = await request.formData();
    const { channel, reachedOn = '', reply } = readForm(form);
    const logged = await logTouch(locals.app, locals.actor, {
      ...{ campaignId: params.id, municipalityIds: form.getAll('municipalityIds').map(String), reachedOn },
      channel: channel as 'phone',
      reply: isReplyKind(reply) ? reply : null
    });
    return logged.ok ? ({ what: 'touch', done: logged.value.logged } as Answered) : refused('touch', logged.problems);
  }
};
