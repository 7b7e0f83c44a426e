import { getLocale } from '$lib/paraglide/runtime.js';
import { addComment, listComments, settleComment } from '$lib/server/reporting/comment-service';
import { readDesk } from '$lib/server/reporting/desk-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../roles';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const block = event.url.searchParams.get('block') ?? '';
  const comments = orError(await listComments(app, actor, { networkId }));
  const desk = orError(await readDesk(app, actor, { networkId, locale: getLocale() }));
  const parts = desk.chapters.flatMap(({ blocks }) => blocks).filter(({ id }) => id === block);
  return {
    ...{ networkId, networkName, block, says: parts[0]?.text ?? '' },
    comments: comments.filter((one) => one.block === block)
  };
};

const here = (networkId: string, block: string) =>
  `/admin/reports/comments?network=${networkId}&block=${encodeURIComponent(block)}`;

export const actions = {
  add: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { block = '', text = '' } = readForm(await event.request.formData());
    const result = await addComment(event.locals.app, event.locals.actor, { networkId, block, text });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, text });
    redirect(303, here(networkId, block));
  },
  settle: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { block = '', commentId = '' } = readForm(await event.request.formData());
    const result = await settleComment(event.locals.app, event.locals.actor, { commentId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems, text: '' });
    redirect(303, here(networkId, block));
  }
};
