import type { Problem } from '$lib/domain/shared/result';
import { discardDraft } from '$lib/server/model/draft-service';
import { statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { ownText } from '../fault-places';
import { openDraft } from '../open-draft';

export const load = async (event) => {
  const draft = await openDraft(event);
  return { id: draft.id, networkId: draft.networkId, version: draft.version, name: ownText(draft).name };
};

export const actions = {
  default: async ({ locals, params, request }) => {
    const version = Number((await request.formData()).get('version'));
    const result = await discardDraft(locals.app, locals.actor, { draftId: params.draft, version });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as { problems?: Problem[] });
    redirect(303, '/admin/models?discarded');
  }
};
