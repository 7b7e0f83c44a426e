import type { Problem } from '$lib/domain/shared/result';
import { readDraft, saveTexts } from '$lib/server/model/draft-service';
import { statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { orError } from '../../../../../../or-error';
import { listChoices } from '../../choices';
import { ownText, placeFaults } from '../../fault-places';
import { openDraft } from '../../open-draft';
import { listEntries, readForm, type Section, SECTIONS, toEdit, toForm, type TextsForm } from './texts-form';

const sectionOf = (given: string): Section => SECTIONS.find((section) => section === given) ?? error(404, 'not-found');

export const load = async (event) => {
  const section = sectionOf(event.params.section);
  const draft = await openDraft(event);
  const text = ownText(draft);
  const choices = listChoices(draft, null);
  return {
    section,
    draftId: draft.id,
    networkId: draft.networkId,
    version: draft.version,
    name: text.name,
    form: toForm(draft, section),
    entries: listEntries(draft, section).map((one) => ({
      ...one,
      name:
        section === 'measures'
          ? text.measures[one.id]?.title
          : one.path.startsWith('barrierGroups')
            ? text.barrierGroups[one.id]
            : section === 'levels'
              ? text.levels[one.id]?.name
              : text[section][one.id]?.name
    })),
    criteria: choices.criteria,
    barriers: choices.barriers,
    faults: placeFaults(draft, draft.faults).filter(({ href }) => href.startsWith(`/texts/${section}`))
  };
};

interface Answered {
  saved?: boolean;
  typed?: TextsForm;
  problems?: Problem[];
}

export const actions = {
  default: async ({ locals, params, request }) => {
    const section = sectionOf(params.section);
    const data = await request.formData();
    const draft = orError(await readDraft(locals.app, locals.actor, { draftId: params.draft }));
    const typed = readForm(draft, section, data);
    const result = await saveTexts(locals.app, locals.actor, {
      draftId: params.draft,
      version: Number(data.get('version')),
      edit: toEdit(draft, section, typed)
    });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, typed } as Answered);
    return { saved: true } as Answered;
  }
};
