import type { CellSystem } from '../disclosure/cell-system';
import { SMALL_GROUP } from '../disclosure/merge-groups';
import { protectSystem } from '../disclosure/protect-system';
import type { SolveProgram } from '../disclosure/solver';
import type { PublishedTable, TableWithheld } from './aggregate-types';
import type { CountTable, Link } from './count-tables';

/**
 * Protects tables against disclosure, linked ones together. Where no pattern protects a table, all of it but the facts
 * that are public anyway is withheld, and `withheld` says why.
 *
 * @example
 * await publishTables([table], [], 5, solve)
 * // { 'levels-legal': { id: 'levels-legal', cells: { all: { status: 'published', n: 40 }, ... }, withheld: null } }
 */
export async function publishTables(
  tables: readonly CountTable[],
  links: readonly Link[],
  threshold: number,
  solve: SolveProgram
): Promise<Record<string, PublishedTable>> {
  const published: Record<string, PublishedTable> = {};
  for (const group of groupLinked(tables, links)) {
    for (const table of await publishGroup(group, links, threshold, solve)) published[table.id] = table;
  }
  return Object.fromEntries(tables.map(({ id }) => [id, published[id]!]));
}

async function publishGroup(
  tables: readonly CountTable[],
  links: readonly Link[],
  threshold: number,
  solve: SolveProgram
): Promise<PublishedTable[]> {
  const reason: TableWithheld | undefined =
    tables.find((table) => table.withheld)?.withheld ?? (tables.some(isOneSided) ? 'one-sided' : undefined);
  if (reason) return tables.map((table) => withholdTable(table, reason));
  const { system, placeOf } = joinTables(tables, links);
  const protection = await protectSystem(system, threshold, solve);
  if (!protection.ok) return tables.map((table) => withholdTable(table, 'cannot-protect'));
  return tables.map((table) => ({
    id: table.id,
    withheld: null,
    cells: Object.fromEntries(
      table.cells.map((cell) => [
        cell.id,
        protection.value.withheld.has(placeOf.get(`${table.id}.${cell.id}`)!)
          ? { status: 'suppressed' as const }
          : { status: 'published' as const, n: cell.n }
      ])
    )
  }));
}

function withholdTable(table: CountTable, withheld: TableWithheld): PublishedTable {
  return {
    id: table.id,
    withheld,
    cells: Object.fromEntries(
      // a fact that is public anyway stays, unless there are too few to say even how many
      table.cells.map((cell) => [
        cell.id,
        cell.open && withheld !== 'too-few' ? { status: 'published', n: cell.n } : { status: 'suppressed' }
      ])
    )
  };
}

function isOneSided({ group }: CountTable): boolean {
  return group !== undefined && group.all > 0 && group.all < SMALL_GROUP && Math.max(...group.counts) >= group.all - 1;
}

/** One system of the tables, a linked cell being one cell. */
function joinTables(
  tables: readonly CountTable[],
  links: readonly Link[]
): { system: CellSystem; placeOf: Map<string, number> } {
  const system: CellSystem = { cells: [], equations: [] };
  const placeOf = new Map<string, number>();
  for (const table of tables) {
    for (const cell of table.cells) {
      const ref = `${table.id}.${cell.id}`;
      const twin = links.find((link) => link.includes(ref))?.find((other) => other !== ref && placeOf.has(other));
      if (twin) placeOf.set(ref, placeOf.get(twin)!);
      else placeOf.set(ref, system.cells.push({ ...cell, id: ref }) - 1);
    }
    for (const { total, parts } of table.sums) {
      system.equations.push({
        total: placeOf.get(`${table.id}.${total}`)!,
        parts: parts.map((part) => placeOf.get(`${table.id}.${part}`)!)
      });
    }
  }
  return { system, placeOf };
}

function groupLinked(tables: readonly CountTable[], links: readonly Link[]): CountTable[][] {
  const tableOf = (ref: string) => ref.slice(0, ref.indexOf('.'));
  const groups = tables.map((table) => [table]);
  for (const [one, other] of links) {
    const from = groups.findIndex((group) => group.some(({ id }) => id === tableOf(one)));
    const to = groups.findIndex((group) => group.some(({ id }) => id === tableOf(other)));
    if (from < 0 || to < 0 || from === to) continue;
    groups[from]!.push(...groups[to]!);
    groups.splice(to, 1);
  }
  return groups;
}
