import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import type { CellSystem } from './cell-system';
import { protectSystem } from './protect-system';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

const cell = (id: string, n: number, open = false) => ({ id, n, known: 0, open });

function withheldIds(system: CellSystem, withheld: ReadonlySet<number>) {
  return [...withheld].map((place) => system.cells[place]!.id).sort();
}

async function protect(system: CellSystem) {
  const result = await protectSystem(system, 5, solve);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return withheldIds(system, result.value.withheld);
}

describe('linked tables', () => {
  it('keeps one table from telling what another withholds', async () => {
    // 'met' stands in both: level 1 or more is the same as yes
    const cells = [
      cell('answering', 60, true),
      cell('level-0', 3),
      cell('met', 57),
      cell('no', 3),
      cell('level-1', 30),
      cell('level-2', 27)
    ];
    const linked = {
      cells,
      equations: [
        { total: 0, parts: [1, 2] },
        { total: 0, parts: [2, 3] },
        { total: 2, parts: [4, 5] }
      ]
    };
    expect(await protect(linked)).toEqual(['level-0', 'level-2', 'met', 'no']);
  });
});

describe('cells that are public anyway', () => {
  it('are published even where another total would be withheld', async () => {
    const system = {
      cells: [cell('all', 63, true), cell('few', 3), cell('many', 60)],
      equations: [{ total: 0, parts: [1, 2] }]
    };
    expect(await protect(system)).toEqual(['few', 'many']);
  });

  it('stay public when they are small', async () => {
    const system = { cells: [cell('all', 4, true), cell('one', 4, true)], equations: [{ total: 0, parts: [1] }] };
    expect(await protect(system)).toEqual([]);
  });

  it('refuse the table where they leave an intruder too little doubt, and say which', async () => {
    const system = {
      cells: [cell('all', 5, true), cell('a', 2), cell('b', 3)],
      equations: [{ total: 0, parts: [1, 2] }]
    };
    const result = await protectSystem(system, 5, solve);
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          code: 'cannot-protect',
          path: 'a',
          message:
            '"a" can be worked out while these are public: "all" - merge categories, or do not publish this table.'
        }
      ]
    });
  });
});

it('refuses a threshold under three', async () => {
  expect(await protectSystem({ cells: [], equations: [] }, 2, solve)).toMatchObject({
    ok: false,
    problems: [{ code: 'threshold-too-low' }]
  });
});
