import { listComments } from '$lib/server/reporting/comment-service';
import { readDraft } from '$lib/server/reporting/draft-service';
import { ok } from '$lib/domain/shared/result';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals: { app, actor }, url }) => {
  const { searchParams } = url;
  const report = { networkId: searchParams.get('network') ?? '', waveId: searchParams.get('wave') ?? undefined };
  const draft = await readDraft(app, actor, report);
  const comments = draft.ok ? await listComments(app, actor, report) : draft;
  if (!draft.ok) return toResponse(draft, fresh);
  return toResponse(comments.ok ? ok({ ...draft.value, comments: comments.value }) : comments, fresh);
};
