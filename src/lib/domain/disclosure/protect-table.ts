import { type Result, ok } from '../shared/result';
import { type Interval, auditSystem } from './audit';
import { type TableSystem, buildTableSystem } from './build-system';
import { type Protection, type ProtectOptions, protectSystem } from './protect-system';
import type { SolveProgram } from './solver';

/** A cell's names by dimension, its status and, if published, its count. */
export type ProtectedCell = Record<string, string | number> & { status: 'published' | 'suppressed' };

/** What `waymark disclose --json` prints. `loss` is for whoever decides, not for the page the table stands on. */
export interface ProtectedTable {
  threshold: number;
  cells: ProtectedCell[];
  loss: number;
  /** Proven: no pattern that protects loses less. */
  bound: number;
  optimal: boolean;
}

/** A withheld cell as only the people who made the table may see it. */
export interface AuditedCell {
  cell: Record<string, string>;
  n: number;
  primary: boolean;
  interval: Interval;
}

export interface TableOptions extends Omit<ProtectOptions, 'previous'> {
  /** The cells of the edition before: what it withheld is withheld again where it still protects at least loss. */
  previous?: readonly ProtectedCell[] | undefined;
}

/**
 * Protects a table of counts with any number of dimensions, each a tree with one root, totals included.
 *
 * Errors: those of `buildTableSystem` and `protectSystem`. `secondsLeft` limits the search, not the proof of what it found.
 *
 * @param input `{ threshold?, dimensions: [{ name, tree }], cells: [{ <dimension>: name, n, known? }] }`, see `tableSchema`.
 * @param solve A linear-programming solver, e.g. `await loadHighsSolver()` on the server.
 *
 * @example
 * await protectTable({
 *   threshold: 5,
 *   dimensions: [{ name: 'size', tree: { all: ['small', 'middle', 'large'] } }],
 *   cells: [{ size: 'small', n: 3 }, { size: 'middle', n: 20 }, { size: 'large', n: 40 }]
 * }, solve)
 * // cells: all published 63, small suppressed, middle suppressed, large published 40; loss 20
 */
export async function protectTable(
  input: unknown,
  solve: SolveProgram,
  options: TableOptions = {}
): Promise<Result<ProtectedTable>> {
  const protectedTable = await protect(input, solve, options);
  return protectedTable.ok ? ok(protectedTable.value.table) : protectedTable;
}

/**
 * The same, with what an intruder can work out about each withheld cell. Never published.
 *
 * @example
 * (await protectAndAudit(input, solve)).value.audit[0]
 * // { cell: { size: 'small' }, n: 3, primary: true, interval: { min: 1, max: 22 } }
 */
export async function protectAndAudit(
  input: unknown,
  solve: SolveProgram,
  options: TableOptions = {}
): Promise<Result<{ table: ProtectedTable; audit: AuditedCell[] }>> {
  const protectedTable = await protect(input, solve, options);
  if (!protectedTable.ok) return protectedTable;
  const { system, protection, table } = protectedTable.value;
  const intervals = await auditSystem(system, protection.withheld, solve);
  const audit = [...intervals].map(([place, interval]) => ({
    cell: nameCell(system, place),
    n: system.cells[place]!.n,
    primary: protection.primary.has(place),
    interval
  }));
  return ok({ table, audit });
}

async function protect(input: unknown, solve: SolveProgram, { previous, ...options }: TableOptions) {
  const read = buildTableSystem(input);
  if (!read.ok) return read;
  const system = read.value;
  const hidden = new Set(previous?.filter(({ status }) => status === 'suppressed').map((cell) => keyOf(system, cell)));
  const protection = await protectSystem(system, system.threshold, solve, {
    ...options,
    previous:
      previous && new Set(system.names.flatMap((row, place) => (hidden.has(JSON.stringify(row)) ? [place] : [])))
  });
  if (!protection.ok) return protection;
  return ok({ system, protection: protection.value, table: describeTable(system, protection.value) });
}

const keyOf = (system: TableSystem, cell: ProtectedCell) => JSON.stringify(system.trees.map((tree) => cell[tree.name]));

function describeTable(system: TableSystem, protection: Protection): ProtectedTable {
  return {
    threshold: system.threshold,
    cells: system.cells.map((cell, place): ProtectedCell => {
      const names = nameCell(system, place);
      return protection.withheld.has(place)
        ? { ...names, status: 'suppressed' }
        : { ...names, status: 'published', n: cell.n };
    }),
    loss: protection.loss,
    bound: protection.bound,
    optimal: protection.optimal
  };
}

function nameCell(system: TableSystem, place: number): Record<string, string> {
  return Object.fromEntries(system.trees.map((tree, d) => [tree.name, system.names[place]![d]!]));
}
