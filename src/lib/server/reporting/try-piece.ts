import type { Actor } from '$lib/domain/identity/actor';
import { buildReport } from '$lib/domain/reporting/build-report';
import { applyEditorial, type Edited } from '$lib/domain/reporting/editorial/apply-editorial';
import { assembleEditorial, type Piece, pieceKey } from '$lib/domain/reporting/editorial/pieces';
import { ok, type Problem, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Counted } from './count-wave';
import { piecesOf, standingPieces } from './editorial-repository';
import { gatherFacts } from './piece-facts';

/**
 * The report with one change more: refused where that change cannot stand, else with what to look at in it. What is wrong
 * with other changes is theirs. Callers authorise.
 */
export async function tryPiece(app: App, actor: Actor, counted: Counted, piece: Piece): Promise<Result<Edited>> {
  const { network, wave, model, aggregates, material } = counted;
  const others = standingPieces(await piecesOf(app.db.read, wave.id)).map((one) => one.piece);
  const pieces = [...others.filter((one) => pieceKey(one) !== pieceKey(piece)), piece];
  const { facts, problems } = await gatherFacts(app, actor, { networkId: network.id, pieces });
  const editorial = assembleEditorial(pieces, facts);
  const rejected = editorial.rejected.map(({ measure }) => measure);
  const meta = { network: network.name, wave: wave.name, date: app.now().toISOString(), demo: network.demo };
  const drafted = buildReport(model, aggregates, meta, { rejected, material });
  const edited = applyEditorial(drafted, editorial, aggregates);
  const path = pathOf(piece);
  const own = (problem: Problem) => problem.path === path || problem.path.startsWith(`${path}.`);
  const faults = [...problems, ...(edited.ok ? [] : edited.problems)].filter(own);
  if (faults.length > 0) return refuseAll(faults);
  return ok(
    edited.ok
      ? { document: edited.value.document, warnings: edited.value.warnings.filter(own) }
      : { document: drafted, warnings: [] }
  );
}

/** Where a piece stands in the editorial. */
function pathOf(piece: Piece): string {
  switch (piece.kind) {
    case 'order':
      return `order.${piece.chapter}`;
    case 'hide':
      return `hidden.${piece.block}`;
    case 'text':
      return `texts.${piece.block}`;
    case 'reject':
      return `rejected.${piece.measure}`;
    case 'numbers':
      return 'numbers';
    default:
      return `additions.${piece.id}`;
  }
}
