import * as z from 'zod/mini';
import { checkExtension } from '$lib/domain/assessment/wave';
import { deadlineOf } from '$lib/domain/assessment/answer-lock';
import { commentSettle } from '$lib/domain/assessment/commands';
import { type Actor, actorId } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id, isoDate, slug } from '$lib/domain/shared/fields';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change, type ChangeContext } from '../shared/change';
import { today } from '../shared/today';
import { answersMark } from './answers-mark';
import { addComment, settleComment } from './comment';
import { mailReturned } from './mail-returned';
import { findExisting, findOpen, type Found } from './open-assessment';
import { answersOf, openConflicts, updateAssessment } from './repository';
import { insertRevision } from './review-repository';

const words = z.string().check(z.trim(), z.minLength(1, 'Write what is to be changed'), z.maxLength(4000));
const returnInput = z.object({ assessmentId: id, text: words, closesOn: z.optional(z.nullable(isoDate)) });
const reopenInput = z.object({ assessmentId: id, closesOn: z.optional(z.nullable(isoDate)) });
const approveInput = z.object({ assessmentId: id, seen: z.optional(z.string().check(z.maxLength(40))) });
const extendInput = z.object({ assessmentId: id, closesOn: z.nullable(isoDate) });
const commentInput = z.object({
  assessmentId: id,
  criterionId: z.nullable(slug),
  text: z.string().check(z.trim(), z.minLength(1, 'Write something first'), z.maxLength(4000))
});

type Refusal = { ok: false; problems: Problem[] };
type Work<I> = (context: ChangeContext, found: Found, input: I) => Promise<Result<null>>;

/** What all of a coordinator's decisions share: the right, the assessment, and a wave that is not closed. */
async function decide<I extends { assessmentId: string }>(
  app: App,
  actor: Actor,
  action: string,
  schema: z.ZodMiniType<I>,
  input: unknown,
  work: Work<I>
): Promise<Result<null>> {
  const refused = authorize(actor, 'assessment:review');
  if (refused) return refused;
  const checked = check(schema, input);
  if (!checked.ok) return checked;
  const { assessmentId } = checked.value;
  const known = await findExisting(app.db.read, assessmentId);
  if (!known.ok) return known;
  const forbidden = authorize(actor, 'assessment:review', known.value);
  if (forbidden) return forbidden;
  const { networkId, municipalityId } = known.value;
  return change(app, actor, { action, networkId, subject: assessmentId }, async (context) => {
    const found = await findOpen(context.tx, assessmentId);
    if (!found.ok) return found;
    const done = await work(context, found.value, checked.value);
    if (done.ok) await context.feed('assessment', assessmentId, municipalityId);
    return done;
  });
}

/** Back to the municipality, with the reason as a comment and a mail to its officers. */
export async function returnAssessment(
  app: App,
  actor: Actor,
  input: z.input<typeof returnInput>
): Promise<Result<null>> {
  return decide(app, actor, 'assessment:return', returnInput, input, async (context, found, { text, closesOn }) => {
    if (!found.submittedAt || found.approvedAt) return notSubmitted(found);
    const time = moreTime(app, found, closesOn ?? null);
    if (!time.ok) return time;
    await backToDraft(app, actor, context, found, 'returned', time.value);
    const comment = { commentId: app.newId(), assessmentId: found.id, criterionId: null, text };
    const said = await addComment(app, actor, context, comment);
    if (!said.ok) return said;
    await mailReturned(app, actor, context, found, text);
    return ok(null);
  });
}

/** Opens what was submitted or approved again; as it was, it is kept as a revision. */
export async function reopenAssessment(
  app: App,
  actor: Actor,
  input: z.input<typeof reopenInput>
): Promise<Result<null>> {
  return decide(app, actor, 'assessment:reopen', reopenInput, input, async (context, found, { closesOn }) => {
    if (!found.submittedAt) return notSubmitted(found);
    const time = moreTime(app, found, closesOn ?? null);
    if (!time.ok) return time;
    await backToDraft(app, actor, context, found, 'reopened', time.value);
    return ok(null);
  });
}

/** Looked through: from now on its answers are locked. */
export async function approveAssessment(
  app: App,
  actor: Actor,
  input: z.input<typeof approveInput>
): Promise<Result<null>> {
  return decide(app, actor, 'assessment:approve', approveInput, input, async ({ tx, now }, found, { seen }) => {
    if (!found.submittedAt || found.approvedAt) return notSubmitted(found);
    if ((await openConflicts(tx, found.id)).length)
      return refuse(
        'conflicts-open',
        'assessmentId',
        'Some questions have two answers - return it so that the municipality settles them.'
      );
    if (seen !== undefined && seen !== answersMark(await answersOf(tx, [found.id])))
      return refuse(
        'changed-meanwhile',
        'assessmentId',
        'The municipality has changed an answer while you were reading - look at it again.'
      );
    await updateAssessment(tx, found.id, { approvedAt: now, approvedBy: actorId(actor) });
    return ok(null);
  });
}

/** More time for one municipality; null takes it back. */
export async function extendAssessment(
  app: App,
  actor: Actor,
  input: z.input<typeof extendInput>
): Promise<Result<null>> {
  return decide(app, actor, 'assessment:extend', extendInput, input, async ({ tx }, found, { closesOn }) => {
    const checked = closesOn === null ? ok(null) : checkOwnDay(app, found, closesOn);
    if (!checked.ok) return checked;
    await updateAssessment(tx, found.id, { closesAt: closesOn === null ? null : new Date(closesOn) });
    return ok(null);
  });
}

/** A comment from the review page; devices send `comment.add`. */
export async function commentOnAssessment(
  app: App,
  actor: Actor,
  input: z.input<typeof commentInput>
): Promise<Result<null>> {
  return decide(app, actor, 'comment.add', commentInput, input, (context, _found, comment) =>
    addComment(app, actor, context, { ...comment, commentId: app.newId() })
  );
}

/** Settles a comment, or opens it again, from the review page; devices send `comment.settle`. */
export async function settleReviewComment(
  app: App,
  actor: Actor,
  input: { assessmentId: string; commentId: string; settled: boolean }
): Promise<Result<null>> {
  const schema = z.extend(commentSettle.schema, { assessmentId: id });
  return decide(app, actor, 'comment.settle', schema, input, (context, _found, { commentId, settled }) =>
    settleComment(actor, context, { commentId, settled })
  );
}

function notSubmitted(found: Found): Refusal {
  return found.approvedAt
    ? refuse('approved-already', 'assessmentId', 'This assessment is approved - open it again first.')
    : refuse('not-submitted', 'assessmentId', 'The municipality has not submitted it - look again once it has.');
}

function checkOwnDay(app: App, found: Found, closesOn: string): Result<null> {
  return checkExtension(closesOn, { waveClosesOn: found.wave.closesAt.toISOString().slice(0, 10), today: today(app) });
}

/** The last day after it is open again: the one given, or the one it has unless that has passed. */
function moreTime(app: App, found: Found, closesOn: string | null): Result<Date | null> {
  if (closesOn !== null) {
    const checked = checkOwnDay(app, found, closesOn);
    return checked.ok ? ok(new Date(closesOn)) : checked;
  }
  return app.now().getTime() < deadlineOf(found)
    ? ok(found.closesAt)
    : refuse(
        'deadline-passed',
        'closesOn',
        'The last day to answer has passed - choose a new one for this municipality.'
      );
}

async function backToDraft(
  app: App,
  actor: Actor,
  { tx, now }: ChangeContext,
  found: Found,
  reason: 'returned' | 'reopened',
  closesAt: Date | null
): Promise<void> {
  const answers = (await answersOf(tx, [found.id])).map(
    ({ criterionId, value, note, evidence, origin, answeredBy, answeredAt }) => ({
      criterionId,
      value,
      note,
      evidence,
      origin,
      answeredBy,
      answeredAt: answeredAt.toISOString()
    })
  );
  await insertRevision(tx, {
    id: app.newId(),
    assessmentId: found.id,
    revision: found.revision,
    reason,
    submittedAt: found.submittedAt ?? now,
    submittedBy: found.submittedBy,
    approvedAt: found.approvedAt,
    answers,
    createdAt: now,
    createdBy: actorId(actor)
  });
  await updateAssessment(tx, found.id, {
    submittedAt: null,
    submittedBy: null,
    approvedAt: null,
    approvedBy: null,
    readyAt: null,
    returnedAt: reason === 'returned' ? now : null,
    returnedBy: reason === 'returned' ? actorId(actor) : null,
    revision: found.revision + 1,
    closesAt
  });
}
