import type { RemovedCriterion } from '$lib/domain/model/draft';
import type { Problem } from '$lib/domain/shared/result';
import { markReviewed, publishDraft, restoreCriterion } from '$lib/server/model/draft-service';
import { readEffect } from '$lib/server/model/effect-service';
import { statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { orError } from '../../../../or-error';
import { nameCriteria, ownText, placeFaults } from './fault-places';
import { openDraft } from './open-draft';

export const load = async (event) => {
  const draft = await openDraft(event);
  const { app, actor } = event.locals;
  const nameOf = nameCriteria(draft);
  const text = ownText(draft);
  const { id, networkId, version, updatedAt, updatedByName, proposedVersion, model } = draft;
  const faults = placeFaults(draft, draft.faults);
  const faulty = new Set(faults.map(({ criterion }) => criterion));
  return {
    ...{ id, networkId, version, updatedAt, updatedByName, proposedVersion, faults },
    name: text.name || model.id,
    baseVersion: draft.base.version,
    saved: event.url.searchParams.get('saved'),
    about: nameOf(event.url.searchParams.get('about') ?? ''),
    languages: draft.texts.map(({ locale, reviewed }) => ({ locale, reviewed })),
    dimensions: model.dimensions.map((dimension) => ({
      id: dimension.id,
      name: text.dimensions[dimension.id]?.name || dimension.id,
      criteria: model.criteria
        .filter((one) => one.dimension === dimension.id)
        .map((one) => ({
          ...{ id: one.id, level: one.level, kind: one.kind, faulty: faulty.has(one.id) },
          statement: nameOf(one.id)
        }))
    })),
    effect: orError(await readEffect(app, actor, { draftId: id })),
    names: Object.fromEntries([...draft.base.criteria, ...model.criteria].map((one) => [one.id, nameOf(one.id)]))
  };
};

interface Answered {
  problems?: Problem[];
  as?: string;
  restored?: string;
}

const versionOf = (form: FormData) => Number(form.get('version'));

export const actions = {
  review: async ({ locals, params, request }) => {
    const form = await request.formData();
    const result = await markReviewed(locals.app, locals.actor, {
      draftId: params.draft,
      version: versionOf(form),
      locale: String(form.get('locale')),
      reviewed: form.get('reviewed') === 'yes'
    });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return {} as Answered;
  },
  restore: async ({ locals, params, request }) => {
    const form = await request.formData();
    const removed = readRemoved(form.get('removed'));
    const input = { draftId: params.draft, version: versionOf(form), removed };
    const result = await restoreCriterion(locals.app, locals.actor, input);
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return { restored: removed?.criterion?.id } as Answered;
  },
  publish: async ({ locals, params, request }) => {
    const form = await request.formData();
    const as = String(form.get('as') ?? '').trim();
    const input = { draftId: params.draft, version: versionOf(form), as };
    const result = await publishDraft(locals.app, locals.actor, input);
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, as } as Answered);
    const { id, version } = result.value.value;
    redirect(303, `/admin/models?published=${encodeURIComponent(`${id}@${version}`)}`);
  }
};

/** What the page itself sent along for taking a removal back. */
function readRemoved(sent: FormDataEntryValue | null): Partial<RemovedCriterion> | null {
  try {
    const value: unknown = JSON.parse(String(sent));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
