import fc from 'fast-check';
import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { attackByProgram, readFacts } from '../../../../tests/oracles/disclosure';
import { Attacker } from './attacker';
import { buildTableSystem } from './build-system';
import { checkProof, proveAll } from './confirm';
import { cutFrom, lacks } from './cuts';
import { describeMovement } from './movement';
import { protectSystem } from './protect-system';
import { Prover } from './prover';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
  solve = await loadHighsSolver();
});

const trees: Record<string, string[]>[] = [{ r: ['a', 'b', 'c'] }, { s: ['x', 'y', 'z'] }];

function inputOf(counts: number[], dimensions = trees) {
  const [rows, columns] = dimensions.map((tree) => Object.values(tree)[0]!);
  return {
    threshold: 5,
    dimensions: dimensions.map((tree, d) => ({ name: `d${d}`, tree })),
    cells: rows!.flatMap((d0, i) => columns!.map((d1, j) => ({ d0, d1, n: counts[i * columns!.length + j]! })))
  };
}

function systemOf(counts: number[]) {
  const built = buildTableSystem(inputOf(counts));
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.value;
}

/** Called off after so many looks at the clock. */
const looks = (left: number) => () => (left-- > 0 ? 60 : 0);

const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 5, max: 40 })), {
  minLength: 9,
  maxLength: 9
});

describe('a search that is called off', () => {
  it('gives a pattern that protects, a bound that is true and never less loss than the exact one', async () => {
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: 0, max: 60 }), async (numbers, left) => {
        const system = systemOf(numbers);
        const exact = await protectSystem(system, 5, solve);
        const hasty = await protectSystem(system, 5, solve, { secondsLeft: looks(left) });
        if (!exact.ok || !hasty.ok) throw new Error('refused');
        expect(exact.value).toMatchObject({ optimal: true, bound: exact.value.loss });
        expect(hasty.value.loss).toBeGreaterThanOrEqual(exact.value.loss);
        expect(hasty.value.bound).toBeLessThanOrEqual(exact.value.loss);
        const facts = readFacts(inputOf(numbers));
        const hidden = new Set([...hasty.value.withheld].map((place) => system.names[place]!.join('/')));
        const pattern = facts.cells.map(({ name }) => hidden.has(name));
        expect(attackByProgram(facts, pattern, highs)).toBeNull();
      }),
      { numRuns: 10 }
    );
  }, 60_000);

  it('tells how far it is: the loss never rises, the bound never falls', async () => {
    const told: { loss: number; bound: number }[] = [];
    await protectSystem(systemOf([3, 20, 31, 12, 4, 27, 33, 18, 2]), 5, solve, { onProgress: (one) => told.push(one) });
    expect(told.length).toBeGreaterThan(0);
    for (const [at, one] of told.entries()) {
      expect(one.bound).toBeLessThanOrEqual(one.loss);
      expect(one.loss).toBeLessThanOrEqual(told[at - 1]?.loss ?? Infinity);
      expect(one.bound).toBeGreaterThanOrEqual(told[at - 1]?.bound ?? 0);
    }
  });
});

describe('an edition after another', () => {
  const cell = (id: string, n: number) => ({ id, n, known: 0 });
  const system = {
    cells: [cell('all', 43), cell('a', 20), cell('b', 20), cell('few', 3)],
    equations: [{ total: 0, parts: [1, 2, 3] }]
  };
  const withheldAfter = async (previous?: number[]) => {
    const found = await protectSystem(system, 5, solve, { previous: previous && new Set(previous) });
    return found.ok && [...found.value.withheld].sort((a, b) => a - b);
  };

  it('withholds what the one before did where that loses as little', async () => {
    expect(await withheldAfter([1, 3])).toEqual([1, 3]);
    expect(await withheldAfter([2, 3])).toEqual([2, 3]);
    expect(await withheldAfter()).toEqual(await withheldAfter());
  });

  it('withholds less where the one before withheld too much', async () => {
    expect(await withheldAfter([0, 1, 2, 3])).toHaveLength(2);
  });
});

it('of two patterns that lose as little, the order in which cells are listed does not choose', async () => {
  const cell = (id: string, n: number) => ({ id, n, known: 0 });
  const cells = [cell('all', 43), cell('few', 3), cell('a', 20), cell('b', 20)];
  const withheldOf = async (order: number[]) => {
    const place = (at: number) => order.indexOf(at);
    const system = {
      cells: order.map((at) => cells[at]!),
      equations: [{ total: place(0), parts: [place(1), place(2), place(3)] }]
    };
    const found = await protectSystem(system, 5, solve);
    return found.ok && [...found.value.withheld].map((at) => system.cells[at]!.id).sort();
  };
  const first = await withheldOf([0, 1, 2, 3]);
  for (const order of [
    [0, 1, 3, 2],
    [3, 2, 1, 0],
    [2, 0, 3, 1]
  ])
    expect(await withheldOf(order)).toEqual(first);
});

it('a cell that is certain all the same is found, and need not be withheld', async () => {
  const cell = (id: string, n: number, open = false) => ({ id, n, known: 0, open });
  const system = {
    cells: [
      cell('one', 63, true),
      cell('few', 3),
      cell('many', 60),
      cell('two', 40, true),
      cell('y', 15),
      cell('z', 25)
    ],
    equations: [
      { total: 0, parts: [1, 2] },
      { total: 3, parts: [4, 5] }
    ]
  };
  const movement = describeMovement(system, 5);
  const attacker = new Attacker(movement, solve);
  const prover = new Prover(movement, attacker);
  const pattern = movement.movers.map(({ places }) => !places.includes(5));
  expect(await prover.findExposed(pattern)).toEqual([]);
  const proven = await proveAll(movement, { prover, attacker }, pattern, {});
  attacker.close();
  expect(proven?.certain.map((mover) => movement.movers[mover]!.places)).toEqual([[4]]);
});

describe('a proof', () => {
  const cell = (id: string, n: number, open = false) => ({ id, n, known: 0, open });
  const system = {
    cells: [cell('all', 63, true), cell('few', 3), cell('many', 60)],
    equations: [{ total: 0, parts: [1, 2] }]
  };
  const both = new Set([1, 2]);
  const proof = (steps: [number, number][]) => {
    const table = new Map(steps);
    return new Map([...both].map((place) => [place, table] as const));
  };
  const good: [number, number][] = [
    [1, 2],
    [2, -2]
  ];

  it('is a table that agrees with all that is published', () => {
    expect(() => checkProof(system, both, 5, proof(good))).not.toThrow();
  });

  it.each<[string, [number, number][]]>([
    ['does not add up', [[1, 2]]],
    [
      'moves what is published',
      [
        [0, 2],
        [1, 2]
      ]
    ],
    [
      'does not reach the threshold',
      [
        [1, 1],
        [2, -1]
      ]
    ],
    [
      'takes a cell below one',
      [
        [1, 60],
        [2, -60]
      ]
    ],
    [
      'is in halves',
      [
        [1, 2.5],
        [2, -2.5]
      ]
    ],
    ['shows no other value', []]
  ])('is none when it %s', (_, steps) => {
    expect(() => checkProof(system, both, 5, proof(steps))).toThrow('is withheld without proof');
  });

  it('is needed for every withheld cell', () => {
    expect(() => checkProof(system, both, 5, new Map([[1, new Map(good)]]))).toThrow(
      '"many" is withheld without proof'
    );
  });
});

it('every cut, whatever the multipliers, holds for every pattern that protects', async () => {
  const multipliers = fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(counts, multipliers, fc.infiniteStream(fc.boolean()), async (numbers, chosen, coin) => {
      const system = systemOf(numbers);
      const movement = describeMovement(system, 5);
      const exact = await protectSystem(system, 5, solve);
      if (!exact.ok) throw new Error('refused');
      // what protects still does when more is withheld
      const share = movement.movers.map(({ places }) =>
        Number(places.some((place) => exact.value.withheld.has(place)) || coin.next().value)
      );
      for (const [mover, { rise }] of movement.movers.entries()) {
        for (const sign of [1, -1]) {
          const own = movement.balances.map((_, at) => sign * chosen[at % 8]!);
          const cut = rise > 0 ? cutFrom(movement, mover, own) : null;
          if (cut) expect(lacks(cut, share)).toBeLessThan(1e-9);
        }
      }
    }),
    { numRuns: 40 }
  );
}, 60_000);
