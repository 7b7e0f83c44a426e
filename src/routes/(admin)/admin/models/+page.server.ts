import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { copyModel, listDrafts } from '$lib/server/model/draft-service';
import { listPublishedModels } from '$lib/server/model/service';
import { readModel } from '$lib/server/model/public-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

export const load = async (event) => {
  const { app, actor } = event.locals;
  const { networkId, networkName, person } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const administers = person.memberships.some((one) => one.networkId === networkId && one.role === 'administrator');
  const models = orError(await listPublishedModels(app, actor, { networkId }));
  const named = models.map(async (one) => {
    const read = await readModel(app, actor, { id: one.id, version: one.version, locale: getLocale() });
    return { ...one, name: read.ok ? read.value.text.name : one.id };
  });
  const drafts = administers ? orError(await listDrafts(app, actor, { networkId })) : [];
  return {
    networkId,
    networkName,
    administers,
    models: await Promise.all(named),
    drafts: drafts.map((draft) => ({ ...draft, name: draft.names[getLocale()] || draft.modelId })),
    published: event.url.searchParams.get('published'),
    discarded: event.url.searchParams.get('discarded') !== null
  };
};

export const actions = {
  copy: async (event) => {
    const { app, actor } = event.locals;
    const { networkId } = needNetwork(event, ['administrator']);
    const { id = '', version = '' } = readForm(await event.request.formData());
    const result = await copyModel(app, actor, { networkId, id, version });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as { problems?: Problem[] });
    redirect(303, `/admin/models/drafts/${result.value.draftId}`);
  }
};
