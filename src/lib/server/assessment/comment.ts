import type { CommentAdd, CommentSettle } from '$lib/domain/assessment/commands';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import type { ChangeContext } from '../shared/change';
import { findComment, insertComment, updateComment } from './comment-repository';
import { findOpen, type Found } from './open-assessment';

type Refusal = { ok: false; problems: Problem[] };

/** Before the assessment has been read: officers and coordinators. */
export function mayCommentAnywhere(actor: Actor): Refusal | null {
  const refused = authorize(actor, 'assessment:answer');
  return refused && authorize(actor, 'assessment:review') ? refused : null;
}

/** Its own officers at any time; coordinators once it has left the municipality, or where they fill it in together. */
export function mayComment(actor: Actor, found: Found): Refusal | null {
  const notTheirs = authorize(actor, 'assessment:answer', found);
  if (!notTheirs) return null;
  if (authorize(actor, 'assessment:review', found)) return notTheirs;
  const seen = found.submittedAt ?? found.returnedAt ?? (found.mode === 'assisted' ? found.updatedAt : null);
  return seen
    ? null
    : refuse(
        'draft-inside',
        'assessmentId',
        'The municipality is still answering, and its draft stays with it - comment once it is submitted.'
      );
}

/** Writes one comment; the same one sent twice is written once. */
export async function addComment(
  app: App,
  actor: Actor,
  context: ChangeContext,
  payload: CommentAdd
): Promise<Result<null>> {
  const refused = mayCommentAnywhere(actor);
  if (refused) return refused;
  const found = await findOpen(context.tx, payload.assessmentId);
  if (!found.ok) return found;
  const forbidden = mayComment(actor, found.value);
  if (forbidden) return forbidden;
  const { commentId: id, assessmentId, criterionId, text } = payload;
  if (criterionId) {
    const { modelId, modelVersion } = found.value.wave;
    const stored = await findModel(app, modelId, modelVersion);
    if (!stored?.model.criteria.some((c) => c.id === criterionId))
      return refuse('unknown-criterion', 'criterionId', `Model ${modelId} ${modelVersion} has no "${criterionId}".`);
  }
  const known = await findComment(context.tx, id);
  if (known)
    return known.authorId === actorId(actor) && known.text === text
      ? ok(null)
      : refuse('comment-id-reused', 'commentId', 'This comment id was used for something else - make a new one.');
  const author = { authorId: actorId(actor), createdAt: context.now };
  await insertComment(context.tx, { id, assessmentId, criterionId, text, ...author });
  await context.feed('comment', id, found.value.municipalityId);
  return ok(null);
}

/** Marks a comment as settled, or opens it again: either side may. */
export async function settleComment(
  actor: Actor,
  context: ChangeContext,
  { commentId, settled }: CommentSettle
): Promise<Result<null>> {
  const refused = mayCommentAnywhere(actor);
  if (refused) return refused;
  const comment = await findComment(context.tx, commentId);
  if (!comment) return refuse('not-found', 'commentId', 'This comment does not exist - fetch your data again.');
  const found = await findOpen(context.tx, comment.assessmentId);
  if (!found.ok) return found;
  const forbidden = mayComment(actor, found.value);
  if (forbidden) return forbidden;
  await updateComment(context.tx, commentId, {
    settledAt: settled ? context.now : null,
    settledBy: settled ? actorId(actor) : null
  });
  await context.feed('comment', commentId, found.value.municipalityId);
  return ok(null);
}
