import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { Effort } from './effort';
import { protectTable } from './protect-table';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});
afterEach(() => vi.restoreAllMocks());

describe('effort', () => {
  it('is spent in a part and in the whole', () => {
    const whole = new Effort(1000);
    const part = whole.part(300.7);
    part.spend(120);
    expect([part.left, whole.left]).toEqual([180, 880]);
    expect(whole.part(5000).left).toBe(880);
  });
});

/** 8 by 6 in two groups of rows, with small counts among large ones. */
const input = {
  dimensions: [
    {
      name: 'row',
      tree: {
        R: ['g0', 'g1'],
        g0: [0, 2, 4, 6].map((i) => `r${i}`),
        g1: [1, 3, 5, 7].map((i) => `r${i}`)
      }
    },
    { name: 'column', tree: { C: Array.from({ length: 6 }, (_, i) => `c${i}`) } }
  ],
  cells: Array.from({ length: 48 }, (_, i) => ({
    ...{ row: `r${i % 8}`, column: `c${Math.floor(i / 8)}` },
    n: i % 7 === 0 ? 1 + (i % 4) : 11 + ((i * 7919) % 83)
  }))
};

async function protect(steps: number): Promise<{ text: string; optimal: boolean }> {
  const found = await protectTable(input, solve, { effort: new Effort(steps) });
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return { text: JSON.stringify(found.value), optimal: found.value.optimal };
}

/** Every look at the clock, the solver's too, costs an hour. */
function raceClock(): void {
  let hours = 0;
  const [now, date] = [performance.now.bind(performance), Date.now.bind(Date)];
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ++hours * 3_600_000);
  vi.spyOn(Date, 'now').mockImplementation(() => date() + ++hours * 3_600_000);
}

describe('a search with so many steps', () => {
  it('finds the same whatever the clock says, finished or not', async () => {
    const budgets = [0, 200, 1000, 4000, 20_000, 1_000_000];
    const calm = [];
    for (const steps of budgets) calm.push(await protect(steps));
    raceClock();
    for (const [at, steps] of budgets.entries()) expect((await protect(steps)).text, `${steps}`).toBe(calm[at]!.text);
    // some ended before they were proven, one did not
    expect(calm[0]!.optimal).toBe(false);
    expect(calm.at(-1)!.optimal).toBe(true);
    expect(new Set(calm.map(({ text }) => text)).size).toBeGreaterThan(1);
  }, 30_000);

  it('would not by the clock: there the slow machine finds another', async () => {
    const byClock = async () => {
      const begun = performance.now();
      const secondsLeft = () => 60 - (performance.now() - begun) / 1000;
      const found = await protectTable(input, solve, { secondsLeft });
      return found.ok && found.value.loss;
    };
    const calm = await byClock();
    raceClock();
    expect(await byClock()).toBeGreaterThan(Number(calm));
  }, 30_000);
});
