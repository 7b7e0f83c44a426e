import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerSheet } from '$lib/domain/model/types';
import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { commentByLink, confirmByLink, readConfirmation } from '$lib/server/assessment/public-confirm-service';
import { readModel } from '$lib/server/model/public-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';
import { orError } from '../../../(admin)/or-error';

/** Reading changes nothing: mail scanners open links. */
export const load = async (event) => {
  const { locals, params, setHeaders } = event;
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  const read = await readConfirmation(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
  if (!read.ok) {
    const code = read.problems[0]?.code;
    if (code === 'link-unknown') error(404, 'not-found');
    if (code === 'too-many-tries') error(429, 'too-many-tries');
    return { confirmation: null };
  }
  const { answers, ...confirmation } = read.value;
  const { id, version } = confirmation.model;
  const { model, text } = orError(await readModel(locals.app, locals.actor, { id, version, locale: getLocale() }));
  const given = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const sheet: AnswerSheet = Object.fromEntries(
    answers.flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : []))
  );
  const scored = scoreAssessment(model, sheet);
  const dimensions = model.dimensions.map((dimension) => ({
    id: dimension.id,
    name: text.dimensions[dimension.id]?.name ?? dimension.id,
    level: scored.dimensions[dimension.id]?.level ?? null,
    upTo: scored.dimensions[dimension.id]?.range?.[1],
    questions: model.criteria
      .filter((criterion) => criterion.dimension === dimension.id)
      .map((criterion) => ({
        id: criterion.id,
        level: criterion.level,
        statement: text.criteria[criterion.id]?.statement ?? criterion.id,
        answer: given.get(criterion.id) ?? null
      }))
  }));
  const levels = Object.fromEntries(Object.entries(text.levels).map(([level, { name }]) => [level, name]));
  const answered = Object.keys(sheet).length;
  return { confirmation: { ...confirmation, dimensions, levels, answered, total: model.criteria.length } };
};

interface Answered {
  what: 'confirm' | 'comment';
  done?: boolean;
  fields?: Record<string, string | undefined>;
  problems?: Problem[];
}

export const actions = {
  confirm: async (event) => {
    const { locals, params } = event;
    const from = whereFrom(event);
    const fields = readForm(await event.request.formData());
    const { name = '', role = '', seen = '' } = fields;
    const result = await confirmByLink(locals.app, locals.actor, { token: params.token, from, name, role, seen });
    if (!result.ok)
      return fail(statusOf(result.problems), { what: 'confirm', fields, problems: result.problems } as Answered);
    return { what: 'confirm', done: true } as Answered;
  },
  comment: async (event) => {
    const { locals, params } = event;
    const from = whereFrom(event);
    const fields = readForm(await event.request.formData());
    const { name = '', text = '' } = fields;
    const result = await commentByLink(locals.app, locals.actor, { token: params.token, from, name, text });
    if (!result.ok)
      return fail(statusOf(result.problems), { what: 'comment', fields, problems: result.problems } as Answered);
    return { what: 'comment', done: true } as Answered;
  }
};
