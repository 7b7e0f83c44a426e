import { getLocale } from '$lib/paraglide/runtime.js';
import { addComment, listComments, settleComment } from '$lib/server/reporting/comment-service';
import { readDesk } from '$lib/server/reporting/desk-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { orError } from '../../../or-error';
import { reportOf } from '../report-of';

export const load = async (event) => {
  const { networkName, report, query } = reportOf(event);
  const { app, actor } = event.locals;
  const block = event.url.searchParams.get('block') ?? '';
  const comments = orError(await listComments(app, actor, report));
  const desk = orError(await readDesk(app, actor, { ...report, locale: getLocale() }));
  const parts = desk.chapters.flatMap(({ blocks }) => blocks).filter(({ id }) => id === block);
  return {
    ...{ query, networkName, block, says: parts[0]?.text ?? '' },
    comments: comments.filter((one) => one.block === block)
  };
};

const here = (query: string, block: string) => `/admin/reports/comments?${query}&block=${encodeURIComponent(block)}`;

export const actions = {
  add: async (event) => {
    const { report, query } = reportOf(event);
    const { block = '', text = '' } = readForm(await event.request.formData());
    const result = await addComment(event.locals.app, event.locals.actor, { ...report, block, text });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, text });
    redirect(303, here(query, block));
  },
  settle: async (event) => {
    const { query } = reportOf(event);
    const { block = '', commentId = '' } = readForm(await event.request.formData());
    const result = await settleComment(event.locals.app, event.locals.actor, { commentId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, text: '' });
    redirect(303, here(query, block));
  }
};
