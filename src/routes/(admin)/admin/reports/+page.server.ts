import { getLocale } from '$lib/paraglide/runtime.js';
import { LOCALES } from '$lib/domain/shared/locale';
import { cancelDraft, startDraft } from '$lib/server/reporting/draft-job-service';
import { listEditions } from '$lib/server/reporting/edition-list-service';
import { freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { listReportWaves } from '$lib/server/reporting/report-wave-service';
import { previewReport } from '$lib/server/reporting/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { orError } from '../../or-error';
import { reportOf } from './report-of';
import { waitBriefly } from './wait-briefly';

export const load = async (event) => {
  const { networkId, networkName, person, report, query } = reportOf(event);
  const { app, actor } = event.locals;
  const editions = orError(await listEditions(app, actor, { networkId }));
  const chosen = orError(await listReportWaves(app, actor, report));
  const roles = person.memberships.flatMap((one) => (one.networkId === networkId ? one.role : []));
  const shown = {
    ...{ networkId, networkName, query, editions, ...chosen, done: event.url.searchParams.get('done') },
    mayPublish: roles.some((role) => role === 'analyst' || role === 'administrator')
  };
  const counting = await waitBriefly(app, actor, report);
  if (counting) return { ...shown, counting, preview: null, problems: [] };
  const preview = await previewReport(app, actor, { ...report, locale: getLocale() });
  const problems = preview.ok ? [] : preview.problems;
  return { ...shown, counting: null, preview: preview.ok ? preview.value : null, problems };
};

export const actions = {
  freeze: async (event) => {
    const { report } = reportOf(event);
    const form = readForm(await event.request.formData());
    const note = Object.fromEntries(LOCALES.map((locale) => [locale, form[`note.${locale}`]]));
    const result = await freezeEdition(event.locals.app, event.locals.actor, { ...report, note });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, note });
    redirect(303, `/admin/reports/editions/${result.value.editionId}`);
  },
  publish: async (event) => {
    reportOf(event);
    const { editionId = '' } = readForm(await event.request.formData());
    const result = await publishEdition(event.locals.app, event.locals.actor, { editionId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems });
    redirect(303, `/reports/${result.value.editionId}`);
  },
  count: async (event) => {
    const { report, query } = reportOf(event);
    await startDraft(event.locals.app, event.locals.actor, report);
    redirect(303, `/admin/reports?${query}`);
  },
  cancel: async (event) => {
    const { report, query } = reportOf(event);
    await cancelDraft(event.locals.app, event.locals.actor, report);
    redirect(303, `/admin/reports?${query}`);
  }
};
