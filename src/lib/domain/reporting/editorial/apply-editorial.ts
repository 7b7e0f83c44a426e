import { type Problem, type Result, ok, refuseAll } from '../../shared/result';
import type { Aggregates } from '../aggregate-types';
import type { Block, ReportDocument } from '../document';
import { addBlocks } from './add-blocks';
import type { Editorial } from './editorial';
import { orderBlocks } from './order-blocks';
import { rewordFindings } from './reword-findings';
import { notThere, type Telling } from './telling';
import { isVouched } from './typed-numbers';

export interface Edited {
  document: ReportDocument;
  /** What an analyst should look at; of it only typed numbers that nobody answers for keep a report from being frozen. */
  warnings: Problem[];
}

/**
 * A drafted report with what analysts changed: proposals rejected and findings hidden taken out, sentences replaced,
 * texts, quotes and pictures put in, blocks moved, everything numbered anew. Numbers are read from the aggregates each
 * time, so that none goes stale.
 *
 * Errors, each with the place in the editorial: those of `readOwnText`, `place-gone` (the chapter something was put
 * into is not in the report any more), `not-to-hide`, `alt-missing`. Warnings: `bare-number`, `not-there` (what was
 * changed is not in the report now), `not-in-every-language`.
 *
 * @example
 * applyEditorial(document, { ...NO_EDITORIAL, hidden: ['barrier-no-budget'] }, aggregates)
 * // { ok: true, value: { document: { ... without that finding }, warnings: [] } }
 */
export function applyEditorial(document: ReportDocument, editorial: Editorial, aggregates: Aggregates): Result<Edited> {
  const tables = aggregates.status === 'ready' ? aggregates.tables : {};
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const tell = { problems, warnings };
  let blocks = rejectProposals(document.blocks, editorial);
  blocks = rewordFindings(blocks, editorial.texts, tables, tell);
  blocks = hideFindings(blocks, editorial.hidden, tell);
  blocks = addBlocks(blocks, editorial.additions, tables, tell);
  blocks = orderBlocks(blocks, editorial.order);
  blocks = dropHeadlines(blocks);
  if (problems.length > 0) return refuseAll(problems);
  const open = warnings.filter((warning) => !isVouched(warning, editorial));
  return ok({ document: { ...document, blocks: numberBlocks(blocks) }, warnings: open });
}

function rejectProposals(blocks: readonly Block[], { rejected }: Editorial): Block[] {
  const gone = new Set(rejected.map(({ measure }) => measure));
  return blocks.filter((block) => block.kind !== 'proposal' || !gone.has(block.measure));
}

function hideFindings(blocks: readonly Block[], hidden: readonly string[], { problems, warnings }: Telling): Block[] {
  for (const id of hidden) {
    const path = `hidden.${id}`;
    const block = blocks.find((one) => one.id === id);
    if (!block) warnings.push(notThere(path));
    else if (block.kind !== 'finding')
      problems.push({
        code: 'not-to-hide',
        path,
        message: `Only findings are hidden - got a ${block.kind}. Tables and what is said of the method belong to the report.`
      });
  }
  return blocks.filter((block) => !hidden.includes(block.id));
}

/** A line of the summary leads to something: where that is gone, it goes too. */
function dropHeadlines(blocks: readonly Block[]): Block[] {
  const there = new Set(blocks.map(({ id }) => id));
  return blocks.filter((block) => block.kind !== 'finding' || block.about === undefined || there.has(block.about));
}

/** Tables, charts and proposals in the order they stand in. */
function numberBlocks(blocks: readonly Block[]): Block[] {
  const last = { table: 0, chart: 0, proposal: 0 };
  return blocks.map((block) =>
    block.kind === 'table' || block.kind === 'chart' || block.kind === 'proposal'
      ? { ...block, number: ++last[block.kind] }
      : block
  );
}
