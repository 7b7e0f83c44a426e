import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import {
  attackByProgram,
  attackByTrying,
  cheapestByTrying,
  type Input,
  lossOf,
  readFacts,
  readPattern
} from '../../../../tests/oracles/disclosure';
import loadHighs, { type Highs } from 'highs';
import { protectAndAudit, protectTable, type ProtectedTable } from './protect-table';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

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
    expect(table).toMatchObject({ loss: 20, bound: 20, optimal: true });
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
      { cell: { size: 'small' }, n: 3, primary: true, interval: { min: 1, max: 22 } },
      { cell: { size: 'middle' }, n: 20, primary: false, interval: { min: 1, max: 22 } }
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
    await holdsAgainstIntruder(input, 10);
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

const SHAPES = {
  one: [{ r: ['a', 'b', 'c', 'd'] }],
  nested: [{ r: ['x', 'y'], x: ['a', 'b'], y: ['c', 'd'] }],
  deep: [{ r: ['x', 'y'], x: ['u', 'v'], u: ['a', 'b'], v: ['c'], y: ['d'] }],
  two: [{ r: ['a', 'b', 'c'] }, { s: ['x', 'y'] }],
  three: [{ r: ['a', 'b'] }, { s: ['x', 'y'] }, { t: ['u', 'v'] }]
} as unknown as Record<string, Record<string, string[]>[]>;

describe('an intruder who tries every table', () => {
  it.each(Object.keys(SHAPES))(
    'never narrows a primary cell below the threshold nor finds a withheld one: %s',
    async (shape) => {
      await fc.assert(
        fc.asyncProperty(tablesOf(SHAPES[shape]!), (input) => holdsAgainstIntruder(input, 10)),
        { numRuns: 30 }
      );
    },
    60_000
  );

  it.each(['one', 'nested', 'deep', 'two'])(
    'finds no pattern that protects and costs less: %s',
    async (shape) => {
      await fc.assert(
        fc.asyncProperty(tablesOf(SHAPES[shape]!), async (input) => {
          const table = await protect(input);
          expect(table.optimal).toBe(true);
          expect(cheapestByTrying(readFacts(input), table.loss, 6), JSON.stringify(input)).toBeNull();
        }),
        { numRuns: 20 }
      );
    },
    60_000
  );
});

describe('an intruder with a solver', () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadHighs();
  });

  it.each([
    ['two dimensions of two levels', [wideTree('r', 6, 2), wideTree('c', 6, 2)], 6],
    ['three dimensions', [wideTree('x', 3), wideTree('y', 3), wideTree('z', 2)], 6]
  ])(
    'gets nothing from larger tables: %s',
    async (_, trees, numRuns) => {
      await fc.assert(
        fc.asyncProperty(tablesOf(trees, 30), async (input) => {
          const table = await protect(input);
          const facts = readFacts(input);
          const { hidden, lies } = readPattern(input, facts, table);
          expect(lies).toEqual([]);
          expect(attackByProgram(facts, hidden, highs), JSON.stringify(input)).toBeNull();
          expect(table.loss).toBe(lossOf(facts, hidden));
          expect(table).toMatchObject({ bound: table.loss, optimal: true });
        }),
        { numRuns }
      );
    },
    60_000
  );
});

describe('the order in which a table is written', () => {
  it('changes nothing that is published', async () => {
    await fc.assert(
      fc.asyncProperty(
        tablesOf([wideTree('r', 4, 2), wideTree('c', 3)], 12),
        fc.infiniteStream(fc.nat()),
        async (input, random) => {
          const shuffle = <T>(list: readonly T[]): T[] =>
            list
              .map((one) => [random.next().value as number, one] as const)
              .sort((a, b) => a[0] - b[0])
              .map(([, one]) => one);
          const other = {
            threshold: input.threshold,
            dimensions: shuffle(input.dimensions).map(({ name, tree }) => ({
              name,
              tree: Object.fromEntries(
                shuffle(Object.entries(tree)).map(([node, children]) => [node, shuffle(children)])
              )
            })),
            cells: shuffle(input.cells)
          };
          const byName = (table: ProtectedTable) =>
            new Map(table.cells.map((cell) => [`${cell.d0} ${cell.d1}`, `${cell.status} ${cell.n}`]));
          expect(byName(await protect(other))).toEqual(byName(await protect(input)));
        }
      ),
      { numRuns: 12 }
    );
  }, 60_000);
});

/** A tree with so many leaves, in groups where told. */
function wideTree(name: string, leaves: number, groups = 0): Record<string, string[]> {
  const leaf = Array.from({ length: leaves }, (_, i) => `${name}${i}`);
  if (groups === 0) return { [name]: leaf };
  const of = (g: number) => leaf.filter((_, i) => i % groups === g);
  const group = Array.from({ length: groups }, (_, g) => `${name}-${g}`);
  return { [name]: group, ...Object.fromEntries(group.map((one, g) => [one, of(g)])) };
}

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

function tablesOf(trees: Record<string, string[]>[], most = 9): fc.Arbitrary<Input> {
  const dimensions = trees.map((tree, d) => ({ name: `d${d}`, tree }));
  const inner = trees.reduce<Record<string, string>[]>(
    (rows, tree, d) =>
      rows.flatMap((row) =>
        Object.values(tree)
          .flat()
          .filter((node) => !tree[node])
          .map((leaf) => ({ ...row, [`d${d}`]: leaf }))
      ),
    [{}]
  );
  const n = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: most }));
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

/** Nothing is false, certain or narrowed below the threshold, and the loss is what the withheld cells count. */
async function holdsAgainstIntruder(input: Input, reach: number): Promise<void> {
  const table = await protect(input);
  const facts = readFacts(input);
  const { hidden, lies } = readPattern(input, facts, table);
  const story = JSON.stringify({
    input,
    hidden: facts.cells.filter((_, place) => hidden[place]).map(({ name }) => name)
  });
  expect(lies, story).toEqual([]);
  expect(attackByTrying(facts, hidden, reach), story).toBeNull();
  expect(table.loss).toBe(lossOf(facts, hidden));
  expect(table.bound).toBeLessThanOrEqual(table.loss);
}
