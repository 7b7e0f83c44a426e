import { getLocale } from '$lib/paraglide/runtime.js';
import { previewReport, publishReport, listReports } from '$lib/server/reporting/service';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

const ROLES = ['analyst', 'coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const reports = orError(await listReports(app, actor, { networkId }));
  const preview = await previewReport(app, actor, { networkId, locale: getLocale() });
  return {
    reports: reports.map(({ id, number, publishedAt }) => ({ id, number, publishedAt })),
    preview: preview.ok ? preview.value : null,
    problems: preview.ok ? [] : preview.problems
  };
};

export const actions = {
  default: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const result = await publishReport(event.locals.app, event.locals.actor, { networkId });
    if (!result.ok) return fail(422, { problems: result.problems });
    redirect(303, `/reports/${result.value.editionId}`);
  }
};
