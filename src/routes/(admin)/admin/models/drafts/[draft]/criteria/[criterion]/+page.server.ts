import { readCriterion, type RemovedCriterion } from '$lib/domain/model/draft';
import type { Problem } from '$lib/domain/shared/result';
import { removeCriterion, saveCriterion } from '$lib/server/model/draft-service';
import { statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { listChoices } from '../../choices';
import { type CriterionForm, readForm, toEdit, toForm } from '../../criterion-form';
import { nameCriteria, ownText, placeFaults } from '../../fault-places';
import { openDraft } from '../../open-draft';

export const load = async (event) => {
  const draft = await openDraft(event);
  const { criterion: id } = event.params;
  const edit = readCriterion(draft, id);
  // after a removal the page stays, with its undo
  if (!edit && event.request.method !== 'POST') error(404, 'not-found');
  const ids = draft.model.criteria.map((one) => one.id);
  const nameOf = nameCriteria(draft);
  return {
    id,
    draftId: draft.id,
    networkId: draft.networkId,
    version: draft.version,
    name: ownText(draft).name,
    statement: nameOf(id),
    form: edit && toForm(edit),
    choices: listChoices(draft, id),
    next: ids[ids.indexOf(id) + 1] ?? null,
    faults: placeFaults(draft, draft.faults).filter((fault) => fault.criterion === id)
  };
};

interface Answered {
  saved?: boolean;
  typed?: CriterionForm;
  removed?: RemovedCriterion;
  problems?: Problem[];
}

export const actions = {
  save: async ({ locals, params, request }) => {
    const data = await request.formData();
    const typed = readForm(data);
    typed.fields.id = params.criterion;
    const result = await saveCriterion(locals.app, locals.actor, {
      draftId: params.draft,
      version: Number(data.get('version')),
      edit: toEdit(typed)
    });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, typed } as Answered);
    return { saved: true } as Answered;
  },
  remove: async ({ locals, params, request }) => {
    const result = await removeCriterion(locals.app, locals.actor, {
      draftId: params.draft,
      version: Number((await request.formData()).get('version')),
      criterionId: params.criterion
    });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return { removed: result.value.value } as Answered;
  }
};
