import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id, prose } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { commentsOf, findComment, insertComment, resolveComment } from './editorial-repository';
import { peopleOf } from './people-of';
import { type ReportOf, waveOfReport } from './wave-of-report';

const MAX_COMMENT = 2_000;
const blockId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,159}$/, 'must be the id of a part of the report'));

export interface ReportComment {
  id: string;
  block: string;
  text: string;
  /** The name of who wrote it, '' where the account is gone. */
  by: string;
  at: Date;
  resolvedAt: Date | null;
}

/** What the network's people said about parts of a wave's report. */
export async function listComments(app: App, actor: Actor, input: ReportOf): Promise<Result<ReportComment[]>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await waveOfReport(app, input);
  if (!wave) return ok([]);
  const rows = await commentsOf(app.db.read, wave.id);
  const names = await peopleOf(
    app,
    rows.map(({ by }) => by)
  );
  return ok(
    rows.map(({ id: commentId, block, text, by, at, resolvedAt }) => ({
      ...{ id: commentId, block, text, by: names.get(by) ?? '', at, resolvedAt }
    }))
  );
}

export async function addComment(
  app: App,
  actor: Actor,
  input: ReportOf & { block: string; text: string }
): Promise<Result<{ commentId: string }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(
    z.object({ networkId: id, waveId: z.optional(id), block: blockId, text: prose(MAX_COMMENT) }),
    input
  );
  if (!given.ok) return given;
  const { networkId, block, text } = given.value;
  if (!text.trim())
    return refuse('text-missing', 'text', 'Say what you want to see changed, or leave the comment out.');
  const wave = await waveOfReport(app, given.value);
  if (!wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  const commentId = app.newId();
  return change(app, actor, { action: 'report:comment', networkId, subject: commentId }, async ({ tx, now: at }) => {
    const by = actorId(actor);
    await insertComment(tx, {
      ...{ id: commentId, networkId, waveId: wave.id, block, text: text.trim(), by, at },
      ...{ resolvedAt: null, resolvedBy: null }
    });
    return ok({ commentId });
  });
}

/** Says that a comment has been dealt with; it stays readable. */
export async function settleComment(
  app: App,
  actor: Actor,
  input: { commentId: string }
): Promise<Result<{ commentId: string }>> {
  const refused = authorize(actor, 'report:draft');
  if (refused) return refused;
  const given = check(z.object({ commentId: id }), input);
  if (!given.ok) return given;
  const { commentId } = given.value;
  const comment = await findComment(app.db.read, commentId);
  if (!comment) return refuse('not-found', 'commentId', 'This comment is not here - load the page again.');
  const { networkId } = comment;
  const forbidden = authorize(actor, 'report:draft', { networkId });
  if (forbidden) return forbidden;
  return change(app, actor, { action: 'report:comment-settled', networkId, subject: commentId }, async ({ tx, now }) =>
    (await resolveComment(tx, commentId, now, actorId(actor)))
      ? ok({ commentId })
      : refuse('settled-meanwhile', 'commentId', 'Somebody else has settled this comment already.')
  );
}
