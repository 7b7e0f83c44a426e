import { type Result, ok } from '../shared/result';
import { type Interval, auditSystem } from './audit';
import { type TableSystem, buildTableSystem } from './build-system';
import { type Protection, protectSystem } from './protect-system';
import type { SolveProgram } from './solver';

/** A cell's names by dimension, its status and, if published, its count. */
export type ProtectedCell = Record<string, string | number> & { status: 'published' | 'suppressed' };

/** What `waymark disclose --json` prints. `loss` is for whoever decides, not for the page the table stands on. */
export interface ProtectedTable {
  threshold: number;
  cells: ProtectedCell[];
  loss: number;
  bound: number | null;
  optimal: boolean;
}

/** A withheld cell as only the people who made the table may see it. */
export interface AuditedCell {
  names: Record<string, string>;
  n: number;
  primary: boolean;
  interval: Interval;
}

/**
 * Protects a table of counts with any number of dimensions, each a tree with one root, totals included.
 *
 * Errors: those of `buildTableSystem` and `protectSystem`.
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
export async function protectTable(input: unknown, solve: SolveProgram): Promise<Result<ProtectedTable>> {
  const system = buildTableSystem(input);
  if (!system.ok) return system;
  const protection = await protectSystem(system.value, system.value.threshold, solve);
  return protection.ok ? ok(describeTable(system.value, protection.value)) : protection;
}

/**
 * The same, with what an intruder can work out about each withheld cell. Never published.
 *
 * @example
 * (await protectAndAudit(input, solve)).value.audit[0]
 * // { names: { size: 'small' }, n: 3, primary: true, interval: { min: 1, max: 22 } }
 */
export async function protectAndAudit(
  input: unknown,
  solve: SolveProgram
): Promise<Result<{ table: ProtectedTable; audit: AuditedCell[] }>> {
  const system = buildTableSystem(input);
  if (!system.ok) return system;
  const protection = await protectSystem(system.value, system.value.threshold, solve);
  if (!protection.ok) return protection;
  const intervals = await auditSystem(system.value, protection.value.withheld, solve);
  const audit = [...intervals].map(([place, interval]) => ({
    names: nameCell(system.value, place),
    n: system.value.cells[place]!.n,
    primary: protection.value.primary.has(place),
    interval
  }));
  return ok({ table: describeTable(system.value, protection.value), audit });
}

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
