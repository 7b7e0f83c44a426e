import { getLocale } from '$lib/paraglide/runtime.js';
import { LOCALES } from '$lib/domain/shared/locale';
import { cancelDraft, startDraft } from '$lib/server/reporting/draft-job-service';
import { listEditions } from '$lib/server/reporting/edition-list-service';
import { freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { previewReport } from '$lib/server/reporting/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';
import { ROLES } from './roles';
import { waitBriefly } from './wait-briefly';

export const load = async (event) => {
  const { networkId, networkName, person } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const editions = orError(await listEditions(app, actor, { networkId }));
  const roles = person.memberships.flatMap((one) => (one.networkId === networkId ? one.role : []));
  const shown = {
    ...{ networkId, networkName, editions, done: event.url.searchParams.get('done') },
    mayPublish: roles.some((role) => role === 'analyst' || role === 'administrator')
  };
  const counting = await waitBriefly(app, actor, networkId);
  if (counting) return { ...shown, counting, preview: null, problems: [] };
  const preview = await previewReport(app, actor, { networkId, locale: getLocale() });
  const problems = preview.ok ? [] : preview.problems;
  return { ...shown, counting: null, preview: preview.ok ? preview.value : null, problems };
};

export const actions = {
  freeze: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const form = readForm(await event.request.formData());
    const note = Object.fromEntries(LOCALES.map((locale) => [locale, form[`note.${locale}`]]));
    const result = await freezeEdition(event.locals.app, event.locals.actor, { networkId, note });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, note });
    redirect(303, `/admin/reports/editions/${result.value.editionId}`);
  },
  publish: async (event) => {
    needNetwork(event, ROLES);
    const { editionId = '' } = readForm(await event.request.formData());
    const result = await publishEdition(event.locals.app, event.locals.actor, { editionId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems });
    redirect(303, `/reports/${result.value.editionId}`);
  },
  count: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    await startDraft(event.locals.app, event.locals.actor, { networkId });
    redirect(303, `/admin/reports?network=${networkId}`);
  },
  cancel: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    await cancelDraft(event.locals.app, event.locals.actor, { networkId });
    redirect(303, `/admin/reports?network=${networkId}`);
  }
};
