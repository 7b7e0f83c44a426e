import { isLocale, LOCALES } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { setContactLanguage } from '$lib/server/outreach/campaign-results-service';
import {
  previewMessage,
  readCampaign,
  removeStep,
  saveStep,
  sendTest
} from '$lib/server/outreach/campaign-step-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../../need';
import { orError } from '../../../../../or-error';
import { ROLES } from '../../../roles';

const indexIn = (url: URL) => Math.max(0, Math.trunc(Number(url.searchParams.get('of'))) || 0);

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const { campaign, steps } = orError(await readCampaign(app, actor, { campaignId: event.params.id }));
  const step = steps.find(({ id }) => id === event.params.step);
  if (!step && event.params.step !== 'new') error(404, 'not-found');
  const preview =
    step && (await previewMessage(app, actor, { campaignId: campaign.id, stepId: step.id, index: indexIn(event.url) }));
  const position = step?.position ?? steps.length;
  return {
    ...{ networkId, saved: event.url.searchParams.has('saved') },
    campaign: { id: campaign.id, name: campaign.name, version: campaign.version, state: campaign.state },
    step: {
      id: step?.id ?? null,
      position,
      afterDays: step?.afterDays ?? (position ? 14 : 0),
      texts: step?.texts ?? {}
    },
    fixed: campaign.state !== 'draft' && position === 0,
    removable: campaign.state === 'draft' && step !== undefined && step === steps.at(-1),
    preview: preview?.ok
      ? {
          ...{ index: preview.value.index, total: preview.value.total, holes: preview.value.holes },
          letter: preview.value.letter
        }
      : null
  };
};

interface Answered {
  what: string;
  fields?: Record<string, string | undefined>;
  email?: string;
  problems?: Problem[];
}

export const actions = {
  save: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { locals, params, request } = event;
    const fields = readForm(await request.formData());
    const saved = await saveStep(locals.app, locals.actor, {
      ...{ campaignId: params.id, version: Number(fields.version), stepId: params.step === 'new' ? null : params.step },
      afterDays: Number(fields.afterDays ?? 0),
      texts: Object.fromEntries(
        LOCALES.map((locale) => [
          locale,
          { subject: fields[`${locale}.subject`] ?? '', body: (fields[`${locale}.body`] ?? '').replace(/\r\n/g, '\n') }
        ])
      )
    });
    if (!saved.ok)
      return fail(statusOf(saved.problems), { what: 'save', fields, problems: saved.problems } as Answered);
    redirect(303, `/admin/campaigns/${params.id}/messages/${saved.value.stepId}?network=${networkId}&saved=1`);
  },
  test: async ({ locals, params, url }) => {
    const sent = await sendTest(locals.app, locals.actor, {
      ...{ campaignId: params.id, stepId: params.step, index: indexIn(url) }
    });
    if (!sent.ok) return fail(statusOf(sent.problems), { what: 'test', problems: sent.problems } as Answered);
    return { what: 'test', email: sent.value.email } as Answered;
  },
  language: async ({ locals, request }) => {
    const { contactId = '', locale } = readForm(await request.formData());
    if (!isLocale(locale)) return fail(400, { what: 'language' } as Answered);
    const set = await setContactLanguage(locals.app, locals.actor, { contactId, locale });
    return set.ok
      ? ({ what: 'language' } as Answered)
      : fail(statusOf(set.problems), { what: 'language', problems: set.problems } as Answered);
  },
  remove: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { version } = readForm(await event.request.formData());
    const { locals, params } = event;
    const gone = await removeStep(locals.app, locals.actor, {
      ...{ campaignId: params.id, stepId: params.step, version: Number(version) }
    });
    if (!gone.ok) return fail(statusOf(gone.problems), { what: 'remove', problems: gone.problems } as Answered);
    redirect(303, `/admin/campaigns/${params.id}?network=${networkId}`);
  }
};
