import type { Problem, Result } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readReview } from '$lib/server/assessment/read-review-service';
import {
  approveAssessment,
  commentOnAssessment,
  extendAssessment,
  reopenAssessment,
  returnAssessment,
  settleReviewComment
} from '$lib/server/assessment/review-service';
import { readModel } from '$lib/server/model/public-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';
import { shapeReview } from './shape-review';

const REVIEWERS = ['administrator', 'coordinator'] as const;
type Event = Parameters<typeof needNetwork>[0] & { params: { id: string; municipality: string }; request: Request };

export const load = async (event) => {
  const { locals, params, url } = event;
  const { networkId } = needNetwork(event, REVIEWERS);
  const asked = { waveId: params.id, code: params.municipality };
  const review = orError(await readReview(locals.app, locals.actor, asked));
  const { modelId: id, modelVersion: version } = review.wave;
  const { model, text } = orError(await readModel(locals.app, locals.actor, { id, version, locale: getLocale() }));
  return { networkId, done: url.searchParams.get('done'), ...shapeReview(review, model, text, locals.app.now()) };
};

interface Answered {
  what: string;
  problems: Problem[];
  fields: Record<string, string | undefined>;
}

/** Reads the form, decides, and comes back to the page: what was done stands in the address, so that a reload repeats nothing. */
const act =
  (
    what: string,
    work: (event: Event, assessmentId: string, fields: Record<string, string | undefined>) => Promise<Result<unknown>>
  ) =>
  async (event: Event) => {
    const { networkId } = needNetwork(event, REVIEWERS);
    const fields = readForm(await event.request.formData());
    const result = await work(event, fields.assessmentId ?? '', fields);
    if (!result.ok) return fail(statusOf(result.problems), { what, problems: result.problems, fields } as Answered);
    redirect(303, `${event.url.pathname}?network=${networkId}&done=${what}${fields.at ? `#${fields.at}` : ''}`);
  };

export const actions = {
  approve: act('approve', ({ locals }, assessmentId, { seen }) =>
    approveAssessment(locals.app, locals.actor, { assessmentId, seen })
  ),
  return: act('return', ({ locals }, assessmentId, { text = '', closesOn }) =>
    returnAssessment(locals.app, locals.actor, { assessmentId, text, closesOn: closesOn || null })
  ),
  reopen: act('reopen', ({ locals }, assessmentId, { closesOn }) =>
    reopenAssessment(locals.app, locals.actor, { assessmentId, closesOn: closesOn || null })
  ),
  extend: act('extend', ({ locals }, assessmentId, { closesOn, remove }) =>
    extendAssessment(locals.app, locals.actor, { assessmentId, closesOn: remove ? null : (closesOn ?? '') })
  ),
  comment: act('comment', ({ locals }, assessmentId, { criterionId, text = '' }) =>
    commentOnAssessment(locals.app, locals.actor, { assessmentId, criterionId: criterionId || null, text })
  ),
  settle: act('settle', ({ locals }, assessmentId, { commentId = '', settled }) =>
    settleReviewComment(locals.app, locals.actor, { assessmentId, commentId, settled: settled === 'yes' })
  )
};
