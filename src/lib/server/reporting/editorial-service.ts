import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { type Piece, pieceKey, pieceSchema } from '$lib/domain/reporting/editorial/pieces';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, type Problem, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { countWave } from './count-wave';
import { voidApprovals } from './edition-repository';
import { insertPiece, versionsOfPiece } from './editorial-repository';
import { checkNumbers } from './numbers-choice';
import { tryPiece } from './try-piece';
import { type ReportOf, waveOfReport } from './wave-of-report';

const ofReport = { networkId: id, waveId: z.optional(id) };
const version = z.int().check(z.minimum(0));
const key = z
  .string()
  .check(
    z.regex(/^(order|hide|text|reject|add|numbers):[A-Za-z0-9._/-]{1,160}$/, 'must be a piece such as "hide:levels"')
  );

/**
 * Keeps one change of an analyst: a finding hidden or worded anew, a text, a quote or a picture put in, an order, a
 * proposal rejected. Void from then on: approvals of what was frozen before.
 *
 * @param input.version what whoever asks has seen; 0 for what is new
 *
 * Errors: `invalid`, `changed-elsewhere` (somebody was faster: nothing is lost, both versions stay readable), those of
 * `applyEditorial` and `gatherFacts` that this change brings; of how counts are shown those of `checkNumbers`.
 */
export async function savePiece(
  app: App,
  actor: Actor,
  input: ReportOf & { version: number; piece: Piece }
): Promise<Result<{ key: string; version: number; warnings: Problem[] }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(z.object({ ...ofReport, version, piece: pieceSchema }), input);
  if (!given.ok) return given;
  const { piece } = given.value;
  if (piece.kind === 'numbers') {
    // counted with it when the report is next looked at
    const checked = await checkNumbers(app, given.value, piece);
    if (!checked.ok) return checked;
    const key = pieceKey(piece);
    const saved = await keep(app, actor, { ...given.value, waveId: checked.value.id, key, content: piece });
    return saved.ok ? ok({ ...saved.value, warnings: [] }) : saved;
  }
  const counted = await countWave(app, given.value);
  if (!counted.ok) return counted;
  const tried = await tryPiece(app, actor, counted.value, piece);
  if (!tried.ok) return tried;
  const kept = await keep(app, actor, {
    ...given.value,
    waveId: counted.value.wave.id,
    key: pieceKey(piece),
    content: piece
  });
  return kept.ok ? ok({ ...kept.value, warnings: tried.value.warnings }) : kept;
}

/** Takes a change back: the report is there as it was drafted. */
export async function takeBackPiece(
  app: App,
  actor: Actor,
  input: ReportOf & { key: string; version: number }
): Promise<Result<{ key: string; version: number }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(z.object({ ...ofReport, key, version }), input);
  if (!given.ok) return given;
  const wave = await waveOfReport(app, given.value);
  if (!wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  return keep(app, actor, { ...given.value, waveId: wave.id, content: null });
}

/** Every version of one piece, with who wrote it: what was overwritten can be read and put back. */
export async function readPieceVersions(
  app: App,
  actor: Actor,
  input: ReportOf & { key: string }
): Promise<Result<{ version: number; content: Piece | null; by: string; at: Date }[]>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await waveOfReport(app, input);
  if (!wave) return ok([]);
  const rows = await versionsOfPiece(app.db.read, wave.id, input.key);
  return ok(rows.map(({ version: number, content, by, at }) => ({ version: number, content, by, at })));
}

interface Kept {
  networkId: string;
  waveId: string;
  key: string;
  version: number;
  content: Piece | null;
}

function keep(app: App, actor: Actor, piece: Kept): Promise<Result<{ key: string; version: number }>> {
  const { networkId, waveId, key: name, content } = piece;
  return change(app, actor, { action: 'report:edit', networkId, subject: name }, async ({ tx, now, audit }) => {
    const last = (await versionsOfPiece(tx, waveId, name)).at(-1);
    const stands = last?.version ?? 0;
    if (stands !== piece.version) return changedElsewhere(stands, last?.at);
    const row = { networkId, waveId, key: name, version: stands + 1, content, by: actorId(actor), at: now };
    await insertPiece(tx, row);
    if ((await voidApprovals(tx, waveId, now)) > 0) await audit('report:void', waveId);
    return ok({ key: name, version: stands + 1 });
  });
}

function changedElsewhere(stands: number, at: Date | undefined) {
  const when = at ? ` at ${at.toISOString().slice(11, 16)} UTC` : '';
  const message = `Somebody else has changed this${when} while you worked on it - read what they wrote beside yours, then save yours over it or keep theirs.`;
  return refuseAll([{ code: 'changed-elsewhere', path: 'version', message, facts: { version: stands } }]);
}
