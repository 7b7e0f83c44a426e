import type { Problem } from '$lib/domain/shared/result';
import { addCriterion } from '$lib/server/model/draft-service';
import { statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { listChoices } from '../choices';
import { type CriterionForm, newForm, readForm, toEdit } from '../criterion-form';
import { ownText } from '../fault-places';
import { openDraft } from '../open-draft';

export const load = async (event) => {
  const draft = await openDraft(event);
  const wanted = event.url.searchParams.get('dimension');
  const dimension = draft.model.dimensions.find(({ id }) => id === wanted)?.id ?? draft.model.dimensions[0]!.id;
  const choices = listChoices(draft, null);
  return {
    draftId: draft.id,
    networkId: draft.networkId,
    version: draft.version,
    name: ownText(draft).name,
    form: newForm(dimension, Number(choices.levels[0]?.value ?? 1)),
    choices
  };
};

interface Answered {
  typed?: CriterionForm;
  problems?: Problem[];
}

export const actions = {
  default: async ({ locals, params, request }) => {
    const data = await request.formData();
    const typed = readForm(data);
    const result = await addCriterion(locals.app, locals.actor, {
      draftId: params.draft,
      version: Number(data.get('version')),
      edit: toEdit(typed)
    });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, typed } as Answered);
    redirect(
      303,
      `/admin/models/drafts/${params.draft}?saved=added&about=${encodeURIComponent(typed.fields.id ?? '')}`
    );
  }
};
