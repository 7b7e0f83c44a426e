import { getLocale } from '$lib/paraglide/runtime.js';
import { approveEdition } from '$lib/server/reporting/edition-service';
import { showEdition } from '$lib/server/reporting/edition-list-service';
import { editionWording } from '$lib/server/reporting/edition-words';
import { wordForScreen } from '$lib/server/reporting/public-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';
import { ROLES } from '../../roles';

export const load = async (event) => {
  needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const shown = orError(await showEdition(app, actor, { editionId: event.params.id }));
  const locale = getLocale();
  const { content, ...edition } = shown;
  // in the words that will be published, not in today's
  const { model, texts } = editionWording({ content }, locale);
  return { edition, ...wordForScreen(content.document, locale, model, texts) };
};

export const actions = {
  default: async (event) => {
    needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const { sha256 = '' } = readForm(await event.request.formData());
    const result = await approveEdition(app, actor, { editionId: event.params.id, sha256 });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems });
    redirect(303, '/admin/reports');
  }
};
