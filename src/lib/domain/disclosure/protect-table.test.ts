import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { protectAndAudit, protectTable, type ProtectedTable } from './protect-table';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

interface Input {
  threshold: number;
  dimensions: { name: string; tree: Record<string, string[]> }[];
  cells: Record<string, string | number>[];
}

async function protect(input: unknown): Promise<ProtectedTable> {
  const result = await protectTable(input, solve);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const cellOf = (table: ProtectedTable, names: Record<string, string>) =>
  table.cells.find((cell) => Object.entries(names).every(([key, value]) => cell[key] === value))!;

const sizes = { name: 'size', tree: { all: ['small', 'middle', 'large'] } };
const counties = { name: 'county', tree: { SE: ['01', '03'] } };

describe('a protected table', () => {
  it('publishes everything where no count is small, zeros included', async () => {
    const table = await protect({
      dimensions: [sizes],
      cells: [
        { size: 'small', n: 9 },
        { size: 'large', n: 5 }
      ]
    });
    expect(table.cells).toEqual([
      { size: 'all', status: 'published', n: 14 },
      { size: 'small', status: 'published', n: 9 },
      { size: 'middle', status: 'published', n: 0 },
      { size: 'large', status: 'published', n: 5 }
    ]);
    expect(table).toMatchObject({ threshold: 5, loss: 0, bound: 0, optimal: true });
  });

  it('withholds a small count and the cheapest other that keeps it from being worked out', async () => {
    const table = await protect({
      dimensions: [sizes],
      cells: [
        { size: 'small', n: 3 },
        { size: 'middle', n: 20 },
        { size: 'large', n: 40 }
      ]
    });
    expect(table.cells.map((cell) => cell.n ?? 'c')).toEqual([63, 'c', 'c', 40]);
    expect(table).toMatchObject({ loss: 20, bound: null, optimal: false });
  });

  it('withholds the total too where the parts leave no room', async () => {
    const table = await protect({
      dimensions: [sizes],
      cells: [
        { size: 'small', n: 2 },
        { size: 'large', n: 3 }
      ]
    });
    expect(table.cells.map((cell) => cell.n ?? 'c')).toEqual(['c', 'c', 0, 'c']);
  });

  it('counts municipalities that publish themselves as known: the threshold applies to the rest', async () => {
    const cells = (known: number) => [
      { size: 'small', n: 7, known },
      { size: 'large', n: 40 }
    ];
    expect((await protect({ dimensions: [sizes], cells: cells(0) })).loss).toBe(0);
    const table = await protect({ dimensions: [sizes], cells: cells(3) });
    expect(cellOf(table, { size: 'small' }).status).toBe('suppressed');
  });

  it('needs more than two withheld cells in a row where two would pin each other', async () => {
    // 1 and 1 in a row that sums to 2: both are 1, whatever else is withheld in other rows
    const table = await protect({
      threshold: 3,
      dimensions: [counties, sizes],
      cells: [
        { county: '01', size: 'small', n: 1 },
        { county: '01', size: 'middle', n: 1 },
        { county: '01', size: 'large', n: 30 },
        { county: '03', size: 'small', n: 20 },
        { county: '03', size: 'middle', n: 20 },
        { county: '03', size: 'large', n: 30 }
      ]
    });
    expect(table.cells.filter((cell) => cell.status === 'suppressed').length).toBeGreaterThan(4);
  });

  it('tells primary cells and intervals only in the audit', async () => {
    const input = {
      dimensions: [sizes],
      cells: [
        { size: 'small', n: 3 },
        { size: 'middle', n: 20 },
        { size: 'large', n: 40 }
      ]
    };
    const result = await protectAndAudit(input, solve);
    expect(result.ok && result.value.audit).toEqual([
      { names: { size: 'small' }, n: 3, primary: true, interval: { min: 1, max: 22 } },
      { names: { size: 'middle' }, n: 20, primary: false, interval: { min: 1, max: 22 } }
    ]);
    expect(JSON.stringify(await protect(input))).not.toMatch(/primary|interval/);
  });

  it('gives no upper end where the total is withheld as well', async () => {
    const result = await protectAndAudit({ dimensions: [sizes], cells: [{ size: 'small', n: 2 }] }, solve);
    expect(result.ok && result.value.audit.map((cell) => cell.interval)).toEqual([
      { min: 1, max: null },
      { min: 1, max: null }
    ]);
  });

  it('finds that whole numbers leave an intruder no more than fractions do', async () => {
    // in steps of one half the widest interval stops at 7; in whole numbers it moves in steps of two and reaches 8
    const counts = [0, 2, 2, 5, 0, 4, 2, 0];
    const input: Input = {
      threshold: 5,
      dimensions: [
        { name: 'x', tree: { r: ['a', 'b'] } },
        { name: 'y', tree: { s: ['c', 'd'] } },
        { name: 'z', tree: { t: ['e', 'f'] } }
      ],
      cells: counts.map((n, i) => ({ x: 'ab'[i >> 2]!, y: 'cd'[(i >> 1) & 1]!, z: 'ef'[i & 1]!, n, known: 0 }))
    };
    expect(findBreach(input, await protect(input))).toBeNull();
  });

  it('protects a table of 20 by 10 whose trees have two levels', async () => {
    const table = await protect(largeTable());
    expect(table.cells).toHaveLength(25 * 13);
    expect(table.cells.some((cell) => cell.status === 'suppressed')).toBe(true);
  });
});

describe('bad input', () => {
  it.each([
    ['a threshold under three', { threshold: 2, dimensions: [sizes], cells: [] }, 'threshold', 'must be 3 or more'],
    [
      'two roots',
      { dimensions: [{ name: 'size', tree: { a: ['x'], b: ['y'] } }], cells: [] },
      'dimensions.0.tree',
      'one root'
    ],
    [
      'a child of two parents',
      { dimensions: [{ name: 'size', tree: { r: ['a', 'b'], a: ['x'], b: ['x'] } }], cells: [] },
      'dimensions.0.tree.b',
      'one parent'
    ],
    [
      'a circle',
      { dimensions: [{ name: 'size', tree: { r: ['a'], b: ['c'], c: ['b'] } }], cells: [] },
      'dimensions.0.tree',
      'circle'
    ],
    [
      'a total given as a cell',
      { dimensions: [sizes], cells: [{ size: 'all', n: 9 }] },
      'cells.0.size',
      'has children'
    ],
    ['a name outside the tree', { dimensions: [sizes], cells: [{ size: 'tiny', n: 9 }] }, 'cells.0.size', '"tiny"'],
    [
      'a dimension that is not there',
      { dimensions: [sizes], cells: [{ size: 'small', age: 'x', n: 9 }] },
      'cells.0.age',
      '"age"'
    ],
    ['a missing name', { dimensions: [sizes], cells: [{ n: 9 }] }, 'cells.0.size', 'nothing'],
    [
      'the same cell twice',
      {
        dimensions: [sizes],
        cells: [
          { size: 'small', n: 9 },
          { size: 'small', n: 9 }
        ]
      },
      'cells.1',
      'once'
    ],
    ['a broken count', { dimensions: [sizes], cells: [{ size: 'small', n: 1.5 }] }, 'cells.0.n', '1.5'],
    ['a negative count', { dimensions: [sizes], cells: [{ size: 'small', n: -1 }] }, 'cells.0.n', '0 or more'],
    [
      'more known than there are',
      { dimensions: [sizes], cells: [{ size: 'small', n: 2, known: 3 }] },
      'cells.0.known',
      'at most n'
    ],
    [
      'a dimension called n',
      { dimensions: [{ name: 'n', tree: { all: ['a'] } }], cells: [] },
      'dimensions.0.name',
      'must not be n'
    ],
    ['no dimensions', { dimensions: [], cells: [] }, 'dimensions', 'at least one'],
    [
      'a table of a million cells',
      { dimensions: [wide('a'), wide('b'), wide('c')], cells: [] },
      'dimensions',
      'at most 10000'
    ],
    ['no table at all', 'x', '', 'got "x"']
  ])('refuses %s', async (_, input, path, words) => {
    const result = await protectTable(input, solve);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      const problem = result.problems.find((candidate) => candidate.path === path);
      expect(problem?.message, JSON.stringify(result.problems)).toContain(words);
    }
  });
});

describe('an intruder who tries every table', () => {
  it('never narrows a primary cell below the threshold nor finds a withheld one: one dimension', async () => {
    await fc.assert(fc.asyncProperty(tables([['r', 'a', 'b', 'c', 'd']]), holdsAgainstIntruder), { numRuns: 60 });
  });

  it('the same with a tree of two levels', async () => {
    const nested = { r: ['x', 'y'], x: ['a', 'b'], y: ['c', 'd'] };
    await fc.assert(fc.asyncProperty(tablesOf([nested]), holdsAgainstIntruder), { numRuns: 60 });
  });

  it('the same in two dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables([
          ['r', 'a', 'b', 'c'],
          ['s', 'x', 'y']
        ]),
        holdsAgainstIntruder
      ),
      { numRuns: 60 }
    );
  });

  it('the same in three dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables([
          ['r', 'a', 'b'],
          ['s', 'x', 'y'],
          ['t', 'u', 'v']
        ]),
        holdsAgainstIntruder
      ),
      { numRuns: 40 }
    );
  });
});

function wide(name: string) {
  return { name, tree: { [name]: Array.from({ length: 99 }, (_, i) => `${name}${i}`) } };
}

function largeTable() {
  const row = (i: number) => `r${i}`;
  const column = (i: number) => `c${i}`;
  const region = (i: number) => `g${i}`;
  return {
    dimensions: [
      {
        name: 'row',
        tree: {
          R: [0, 1, 2, 3].map(region),
          ...Object.fromEntries([0, 1, 2, 3].map((g) => [region(g), [0, 1, 2, 3, 4].map((i) => row(g * 5 + i))]))
        }
      },
      { name: 'column', tree: { C: ['D', 'E'], D: [0, 1, 2, 3, 4].map(column), E: [5, 6, 7, 8, 9].map(column) } }
    ],
    cells: Array.from({ length: 200 }, (_, i) => ({
      row: row(i % 20),
      column: column(Math.floor(i / 20)),
      n: (i * 7919) % 37
    }))
  };
}

function tables(shapes: string[][]) {
  return tablesOf(shapes.map(([root, ...leaves]) => ({ [root!]: leaves })));
}

function tablesOf(trees: Record<string, string[]>[]): fc.Arbitrary<Input> {
  const dimensions = trees.map((tree, d) => ({ name: `d${d}`, tree }));
  const inner = innerCells(dimensions);
  const n = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }));
  const count = fc.record({
    n,
    known: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) })
  });
  return fc
    .record({
      threshold: fc.integer({ min: 3, max: 5 }),
      counts: fc.array(count, { minLength: inner.length, maxLength: inner.length })
    })
    .map(({ threshold, counts }) => ({
      threshold,
      dimensions,
      cells: inner.map((names, i) => ({ ...names, n: counts[i]!.n, known: Math.min(counts[i]!.n, counts[i]!.known) }))
    }));
}

async function holdsAgainstIntruder(input: Input): Promise<void> {
  const table = await protect(input);
  expect(findBreach(input, table), JSON.stringify({ input, table })).toBeNull();
}

// The intruder, written on its own: it knows the trees, the published cells, the threshold and who publishes himself,
// goes through whole tables of inner counts and shares no code with what it attacks.

function innerCells(dimensions: Input['dimensions']): Record<string, string>[] {
  return dimensions.reduce<Record<string, string>[]>(
    (rows, { name, tree }) =>
      rows.flatMap((row) => leavesUnder(tree, rootOf(tree)).map((leaf) => ({ ...row, [name]: leaf }))),
    [{}]
  );
}

function rootOf(tree: Record<string, string[]>): string {
  const children = new Set(Object.values(tree).flat());
  return Object.keys(tree).find((node) => !children.has(node))!;
}

function leavesUnder(tree: Record<string, string[]>, node: string): string[] {
  return tree[node] ? tree[node].flatMap((child) => leavesUnder(tree, child)) : [node];
}

const keyOf = (input: Input, cell: Record<string, unknown>) => input.dimensions.map(({ name }) => cell[name]).join('/');

interface Span {
  cell: string;
  leaves: number[];
  min: number;
  max: number;
}

/** What the intruder gets: a sentence where a withheld cell is found or a primary one narrowed too far, else null. */
function findBreach(input: Input, table: ProtectedTable): string | null {
  const inner = innerCells(input.dimensions);
  const known = input.cells.map((cell) => cell.known as number);
  const placeOf = new Map(inner.map((names, i) => [keyOf(input, names), i]));
  const under = (cell: Record<string, unknown>) =>
    inner.flatMap((names, i) =>
      input.dimensions.every(({ name, tree }) => leavesUnder(tree, cell[name] as string).includes(names[name]!))
        ? [i]
        : []
    );
  const all = table.cells.map((cell) => ({ cell, leaves: under(cell) }));
  const published = all.filter(({ cell }) => cell.status === 'published');
  const spans: Span[] = all
    .filter(({ cell }) => cell.status === 'suppressed')
    .map(({ cell, leaves }) => ({ cell: keyOf(input, cell), leaves, min: Infinity, max: -Infinity }));
  const withheldInner = new Set(spans.flatMap((span) => (placeOf.has(span.cell) ? [placeOf.get(span.cell)!] : [])));
  const values: number[] = inner.map(() => 0);
  for (const { cell, leaves } of published) if (placeOf.has(keyOf(input, cell))) values[leaves[0]!] = cell.n as number;
  const open = [...withheldInner];
  // a total an intruder does not see could be anything: a few steps past what is needed show enough
  const cap = Math.max(9 + input.threshold, ...published.map(({ cell }) => cell.n as number));
  const sums = published.map(({ cell, leaves }) => ({
    n: cell.n as number,
    leaves,
    last: Math.max(-1, ...leaves.map((leaf) => open.indexOf(leaf)))
  }));

  const enough = () => spans.every((span) => span.max - span.min >= input.threshold);
  const tryFrom = (next: number): void => {
    if (next === open.length) {
      for (const span of spans) {
        const sum = span.leaves.reduce((total, leaf) => total + values[leaf]!, 0);
        span.min = Math.min(span.min, sum);
        span.max = Math.max(span.max, sum);
      }
      return;
    }
    for (let value = Math.max(1, known[open[next]!]!); value <= cap && !enough(); value++) {
      values[open[next]!] = value;
      const fits = sums.every(({ n, leaves, last }) => {
        const sum = leaves.reduce(
          (total, leaf) =>
            total + (withheldInner.has(leaf) && open.indexOf(leaf) > next ? Math.max(1, known[leaf]!) : values[leaf]!),
          0
        );
        return last <= next ? sum === n || last < 0 : sum <= n;
      });
      if (fits) tryFrom(next + 1);
    }
  };
  tryFrom(0);

  for (const span of spans) {
    const rest = span.leaves.reduce((total, leaf) => total + (input.cells[leaf]!.n as number) - known[leaf]!, 0);
    if (span.max <= span.min) return `${span.cell} is ${span.min}`;
    if (rest > 0 && rest < input.threshold && span.max - span.min < input.threshold)
      return `${span.cell} is ${span.min} to ${span.max}`;
  }
  return null;
}
