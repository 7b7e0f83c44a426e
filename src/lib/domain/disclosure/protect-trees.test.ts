import fc from 'fast-check';
import loadHighs, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import {
  attackByProgram,
  type Input,
  lossOf,
  patternByHand,
  readFacts,
  readPattern
} from '../../../../tests/oracles/disclosure';
import { Effort } from './effort';
import { protectTable, type ProtectedTable, type TableOptions } from './protect-table';
import type { SolveProgram } from './solver';

// Tables of three dimensions of which each is a tree: groups of groups, where whole numbers and fractions part.

let solve: SolveProgram;
let highs: Highs;
beforeAll(async () => {
  [solve, highs] = [await loadHighsSolver(), await loadHighs()];
});

async function protect(input: Input, options?: TableOptions): Promise<ProtectedTable> {
  const result = await protectTable(input, solve, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

type Tree = Record<string, string[]>;

/** Two to four leaves below a root, in groups, in groups of groups, or none. */
const trees = (name: string): fc.Arbitrary<Tree> => {
  const at = (part: string) => `${name}${part}`;
  return fc.constantFrom<Tree>(
    { [name]: [at('x'), at('c')], [at('x')]: [at('a'), at('b')] },
    { [name]: [at('x'), at('y')], [at('x')]: [at('a'), at('b')], [at('y')]: [at('c')] },
    { [name]: [at('x'), at('c')], [at('x')]: [at('u'), at('b')], [at('u')]: [at('a'), at('d')] },
    { [name]: [at('a'), at('b')] }
  );
};
const isTree = (tree: Tree) => Object.keys(tree).length > 1;
const sizeOf = (tree: Tree) => 1 + Object.values(tree).flat().length;
const product = (numbers: number[]) => numbers.reduce((all, one) => all * one, 1);

/** At least so many of the three are trees; at most so many cells, totals included: 3 for a flat dimension, 5 and more for a tree. */
function tables(cells: number, least = 2): fc.Arbitrary<Input> {
  const three = fc
    .tuple(trees('p'), trees('q'), trees('r'))
    .filter((found) => found.filter(isTree).length >= least && product(found.map(sizeOf)) <= cells);
  return three.chain((found) => {
    const dimensions = found.map((tree, d) => ({ name: `d${d}`, tree }));
    const inner = found.reduce<Record<string, string>[]>(
      (rows, tree, d) =>
        rows.flatMap((row) =>
          Object.values(tree)
            .flat()
            .filter((node) => !tree[node])
            .map((leaf) => ({ ...row, [`d${d}`]: leaf }))
        ),
      [{}]
    );
    const n = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 30 }));
    const known = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) });
    return fc
      .array(fc.record({ n, known }), { minLength: inner.length, maxLength: inner.length })
      .map((counts): Input => ({
        threshold: 5,
        dimensions,
        cells: inner.map((names, i) => ({ ...names, n: counts[i]!.n, known: Math.min(counts[i]!.n, counts[i]!.known) }))
      }));
  });
}

describe('three dimensions of trees', () => {
  it('give an intruder of his own nothing, exact or called off', async () => {
    await fc.assert(
      fc.asyncProperty(tables(80), fc.integer({ min: 0, max: 4000 }), async (input, steps) => {
        const facts = readFacts(input);
        const exact = await protect(input);
        expect(exact).toMatchObject({ optimal: true, bound: exact.loss });
        const hasty = await protect(input, { effort: new Effort(steps) });
        for (const table of [exact, hasty]) {
          const { hidden, lies } = readPattern(input, facts, table);
          expect(lies).toEqual([]);
          expect(attackByProgram(facts, hidden, highs), JSON.stringify(input)).toBeNull();
          expect(table.loss).toBe(lossOf(facts, hidden));
          // what is found is never better than the best, what is proven never more than it
          expect(table.loss).toBeGreaterThanOrEqual(exact.loss);
          expect(table.bound).toBeLessThanOrEqual(exact.loss);
        }
      }),
      { numRuns: 4 }
    );
  }, 120_000);

  it('lose no more than a pattern found by hand', async () => {
    await fc.assert(
      fc.asyncProperty(tables(45, 1), async (input) => {
        const facts = readFacts(input);
        const byHand = lossOf(facts, patternByHand(facts, highs));
        expect((await protect(input)).loss, JSON.stringify(input)).toBeLessThanOrEqual(byHand);
      }),
      { numRuns: 2 }
    );
  }, 120_000);
});
