import { check } from '../shared/check';
import { type Problem, type Result, ok, refuse, refuseAll } from '../shared/result';
import type { CellSystem, SystemCell } from './cell-system';
import { type Tree, readTree } from './read-tree';
import { type TableDescription, tableSchema } from './schema';

export interface TableSystem extends CellSystem {
  threshold: number;
  trees: Tree[];
  /** The names of each cell, in the order of the dimensions. */
  names: string[][];
}

/** More cells than this, totals included, would keep the solver busy for hours. */
const MOST_CELLS = 10_000;

/** Faults of cells named at once; nobody reads more. */
const MOST_PROBLEMS = 100;

/**
 * Reads a table of inner cells, computes every total and writes down every sum between them.
 *
 * Errors: `invalid` (shape), `not-one-root`, `two-parents`, `circle`, `same-name`, `unknown-name`, `not-inner`,
 * `twice`, `known-above-n`, `too-many-cells`.
 *
 * @example
 * buildTableSystem({ dimensions: [{ name: 'size', tree: { all: ['small', 'large'] } }], cells: [{ size: 'small', n: 3 }] })
 * // cells: all 3, small 3, large 0; equations: [{ total: 0, parts: [1, 2] }]
 */
export function buildTableSystem(input: unknown): Result<TableSystem> {
  const checked = check(tableSchema, input);
  if (!checked.ok) return checked;
  const trees = readTrees(checked.value);
  if (!trees.ok) return trees;
  const size = trees.value.reduce((product, tree) => product * tree.nodes.length, 1);
  if (size > MOST_CELLS)
    return refuse(
      'too-many-cells',
      'dimensions',
      `A table may have at most ${MOST_CELLS} cells, totals included - this one has ${size}`
    );
  const grid = new Grid(trees.value);
  const problems = fillGrid(grid, checked.value);
  if (problems.length > 0) return refuseAll(problems);
  return ok({
    threshold: checked.value.threshold,
    trees: trees.value,
    names: grid.names,
    cells: grid.cells,
    equations: grid.addUp()
  });
}

function readTrees(table: TableDescription): Result<Tree[]> {
  const problems: Problem[] = [];
  const trees: Tree[] = [];
  for (const [index, dimension] of table.dimensions.entries()) {
    const path = `dimensions.${index}`;
    if (trees.some((tree) => tree.name === dimension.name))
      problems.push({
        code: 'same-name',
        path: `${path}.name`,
        message: `Dimensions must have different names - got "${dimension.name}" twice`
      });
    const tree = readTree(dimension, path);
    if (tree.ok) trees.push(tree.value);
    else problems.push(...tree.problems);
  }
  return problems.length > 0 ? refuseAll(problems) : ok(trees);
}

/** Every combination of names, the first dimension slowest. */
class Grid {
  readonly names: string[][];
  readonly cells: SystemCell[];
  readonly trees: Tree[];
  private readonly steps: number[];
  private readonly placeOf: Map<string, number>[];

  constructor(trees: Tree[]) {
    this.trees = trees;
    this.names = trees.reduce<string[][]>(
      (rows, tree) => rows.flatMap((row) => tree.nodes.map((node) => [...row, node])),
      [[]]
    );
    // by the names of dimensions, not by the order in which they are given
    const order = trees.map((_, d) => d).sort((a, b) => (trees[a]!.name < trees[b]!.name ? -1 : 1));
    this.cells = this.names.map((row) => ({
      id: row.join(' / '),
      key: JSON.stringify(order.map((d) => row[d])),
      n: 0,
      known: 0
    }));
    this.placeOf = trees.map((tree) => new Map(tree.nodes.map((node, place) => [node, place])));
    this.steps = trees.map((_, d) => trees.slice(d + 1).reduce((product, tree) => product * tree.nodes.length, 1));
  }

  placeAt(row: readonly string[]): number {
    return row.reduce((sum, node, d) => sum + this.placeOf[d]!.get(node)! * this.steps[d]!, 0);
  }

  /** Fills in the totals, dimension by dimension and children first, and lists every sum. */
  addUp() {
    const equations: CellSystem['equations'] = [];
    for (const [d, tree] of this.trees.entries()) {
      // children come after their parents, so backwards every part is complete before its total
      for (let place = this.cells.length - 1; place >= 0; place--) {
        const children = tree.children.get(this.names[place]![d]!);
        if (!children) continue;
        const parts = children.map((child) => this.placeAt(this.names[place]!.with(d, child)));
        equations.push({ total: place, parts });
      }
    }
    for (const { total, parts } of equations) {
      const cell = this.cells[total]!;
      cell.n = parts.reduce((sum, part) => sum + this.cells[part]!.n, 0);
      cell.known = parts.reduce((sum, part) => sum + this.cells[part]!.known, 0);
    }
    return equations;
  }
}

function fillGrid(grid: Grid, table: TableDescription): Problem[] {
  const problems: Problem[] = [];
  const filled = new Set<number>();
  const nodes = grid.trees.map((tree) => new Set(tree.nodes));
  for (const [index, cell] of table.cells.entries()) {
    if (problems.length >= MOST_PROBLEMS) break;
    const at = `cells.${index}`;
    const faults = findNameFaults(grid.trees, nodes, cell, at);
    if (faults.length > 0) {
      problems.push(...faults);
      continue;
    }
    const row = grid.trees.map((tree) => String(cell[tree.name]));
    const place = grid.placeAt(row);
    if (filled.has(place))
      problems.push({ code: 'twice', path: at, message: `Each cell may come once - "${row.join(' / ')}" comes again` });
    if ((cell.known ?? 0) > cell.n)
      problems.push({
        code: 'known-above-n',
        path: `${at}.known`,
        message: `"known" must be at most n (${cell.n}) - got ${cell.known}`
      });
    filled.add(place);
    Object.assign(grid.cells[place]!, { n: cell.n, known: cell.known ?? 0 });
  }
  return problems;
}

function findNameFaults(
  trees: Tree[],
  names: ReadonlySet<string>[],
  cell: Record<string, unknown>,
  at: string
): Problem[] {
  const faults: Problem[] = [];
  for (const key of Object.keys(cell)) {
    if (key !== 'n' && key !== 'known' && !trees.some((tree) => tree.name === key))
      faults.push({
        code: 'unknown-name',
        path: `${at}.${key}`,
        message: `A cell names its place by the dimensions ${trees.map((tree) => `"${tree.name}"`).join(', ')} - got "${key}"`
      });
  }
  for (const [d, tree] of trees.entries()) {
    const node = cell[tree.name];
    if (typeof node !== 'string' || !names[d]!.has(node))
      faults.push({
        code: 'unknown-name',
        path: `${at}.${tree.name}`,
        message: `"${tree.name}" must be a name of its tree - got ${node === undefined ? 'nothing' : JSON.stringify(node)}`
      });
    else if (tree.children.has(node))
      faults.push({
        code: 'not-inner',
        path: `${at}.${tree.name}`,
        message: `Only inner cells are given, totals are computed - "${node}" has children`
      });
  }
  return faults;
}
