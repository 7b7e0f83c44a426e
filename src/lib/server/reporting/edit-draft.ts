import type { Actor } from '$lib/domain/identity/actor';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { ReportDocument, ReportMeta } from '$lib/domain/reporting/document';
import { applyEditorial } from '$lib/domain/reporting/editorial/apply-editorial';
import type { Editorial } from '$lib/domain/reporting/editorial/editorial';
import { assembleEditorial } from '$lib/domain/reporting/editorial/pieces';
import { refuseTyped } from '$lib/domain/reporting/editorial/typed-numbers';
import type { Problem, Result } from '$lib/domain/shared/result';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type Counted, countWave, type CountOptions } from './count-wave';
import { piecesOf, type PieceRow, standingPieces } from './editorial-repository';
import { gatherFacts } from './piece-facts';
import type { ReportOf } from './wave-of-report';

export interface Drafted extends Counted {
  meta: ReportMeta;
  editorial: Editorial;
  /** As drafted, without what analysts changed: what they choose from. */
  drafted: ReportDocument;
  /** With it; where something in it cannot stand, without that. */
  document: ReportDocument;
  rows: PieceRow[];
  /** What keeps it from being frozen. */
  problems: Problem[];
  warnings: Problem[];
}

/** The report as it stands now, with what analysts changed. Callers authorise. */
export async function editDraft(
  app: App,
  actor: Actor,
  of: ReportOf,
  options?: CountOptions
): Promise<Result<Drafted>> {
  const counted = await countWave(app, of, options);
  if (!counted.ok) return counted;
  const { network, wave, model, aggregates, material } = counted.value;
  const rows = await piecesOf(app.db.read, wave.id);
  const pieces = standingPieces(rows).map(({ piece }) => piece);
  const { facts, problems } = await gatherFacts(app, actor, { networkId: of.networkId, pieces });
  const editorial = assembleEditorial(pieces, facts);
  const meta = { network: network.name, wave: wave.name, date: app.now().toISOString(), demo: network.demo };
  const rejected = editorial.rejected.map(({ measure }) => measure);
  const drafted = buildReport(model, aggregates, meta, { rejected, material });
  const edited = applyEditorial(drafted, editorial, aggregates);
  const document = edited.ok ? edited.value : withoutFaults(drafted, editorial, counted.value, edited.problems);
  return ok({
    ...counted.value,
    ...{ meta, editorial, drafted, rows, document: document.document, warnings: document.warnings },
    problems: [...problems, ...(edited.ok ? [] : edited.problems), ...refuseTyped(document.warnings)]
  });
}

/** What can be shown while something in it has to be mended: the pieces that cannot stand are left out. */
function withoutFaults(drafted: ReportDocument, editorial: Editorial, counted: Counted, problems: readonly Problem[]) {
  const faulty = (path: string) =>
    problems.some((problem) => problem.path.startsWith(`${path}.`) || problem.path === path);
  const kept: Editorial = {
    ...editorial,
    hidden: editorial.hidden.filter((id) => !faulty(`hidden.${id}`)),
    texts: Object.fromEntries(Object.entries(editorial.texts).filter(([id]) => !faulty(`texts.${id}`))),
    additions: editorial.additions.filter(({ id }) => !faulty(`additions.${id}`))
  };
  const edited = applyEditorial(drafted, kept, counted.aggregates);
  return edited.ok ? edited.value : { document: drafted, warnings: [] };
}
