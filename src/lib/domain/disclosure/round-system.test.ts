import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { buildTableSystem } from './build-system';
import { roundSystem } from './round-system';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

function tableOf(trees: Record<string, string[]>[], counts: number[]) {
  const leaves = trees.reduce<Record<string, string>[]>(
    (rows, tree, d) => rows.flatMap((row) => Object.values(tree)[0]!.map((leaf) => ({ ...row, [`d${d}`]: leaf }))),
    [{}]
  );
  const built = buildTableSystem({
    dimensions: trees.map((tree, d) => ({ name: `d${d}`, tree })),
    cells: leaves.map((names, i) => ({ ...names, n: counts[i]! }))
  });
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.value;
}

describe('controlled rounding', () => {
  it('keeps every sum, zeros and multiples, and goes to a multiple beside the count in two dimensions', async () => {
    const trees: Record<string, string[]>[] = [{ r: ['a', 'b', 'c'] }, { s: ['x', 'y'] }];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }), async (counts) => {
        const system = tableOf(trees, counts);
        const rounded = await roundSystem(system, 5, solve);
        if (!rounded.ok) throw new Error(JSON.stringify(rounded.problems));
        const { values } = rounded.value;
        for (const { total, parts } of system.equations)
          expect(parts.reduce((sum, part) => sum + values[part]!, 0)).toBe(values[total]);
        for (const [place, { n }] of system.cells.entries()) {
          expect(values[place]! % 5).toBe(0);
          expect(Math.abs(values[place]! - n)).toBeLessThan(5);
        }
      }),
      { numRuns: 25 }
    );
  });

  it('moves as little as it must', async () => {
    const rounded = await roundSystem(tableOf([{ all: ['a', 'b', 'c'] }], [6, 7, 7]), 5, solve);
    // 20 stays, one of the sevens goes up to ten, not the six
    expect(rounded).toMatchObject({ ok: true, value: { moved: 1 + 2 + 3 } });
    expect(rounded.ok && rounded.value.values[1]).toBe(5);
  });

  it('adds up in three dimensions as well', async () => {
    const trees: Record<string, string[]>[] = [{ r: ['a', 'b'] }, { s: ['x', 'y'] }, { t: ['u', 'v'] }];
    const system = tableOf(trees, [0, 2, 2, 5, 0, 4, 2, 0]);
    expect(await roundSystem(system, 3, solve)).toMatchObject({ ok: true });
  });

  it('refuses a base that hides nothing', async () => {
    expect(await roundSystem(tableOf([{ all: ['a'] }], [3]), 2, solve)).toMatchObject({
      ok: false,
      problems: [{ code: 'base-too-low' }]
    });
  });
});
