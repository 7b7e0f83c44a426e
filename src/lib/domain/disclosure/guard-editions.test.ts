import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { type Edition, type EditionChange, guardEditions } from './guard-editions';
import type { SolveProgram } from './solver';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

/** all (open) = yes + no; `hidden` by name. */
function edition(id: string, yes: number, no: number, hidden: string[] = []): Edition {
  const cells = [
    { id: 'all', n: yes + no, known: 0, open: true },
    { id: 'yes', n: yes, known: 0 },
    { id: 'no', n: no, known: 0 }
  ];
  return {
    id,
    system: { cells, equations: [{ total: 0, parts: [1, 2] }] },
    withheld: new Set(cells.flatMap((cell, place) => (hidden.includes(cell.id) ? [place] : [])))
  };
}

const change = (joined: Record<string, number>, left: Record<string, number> = {}): EditionChange => ({
  from: 'one',
  to: 'two',
  joined: new Map(Object.entries(joined)),
  left: new Map(Object.entries(left))
});

async function reasons(editions: Edition[], changes: EditionChange[] = []): Promise<string[]> {
  const guarded = await guardEditions(editions, changes, 5, solve);
  return guarded.ok ? [] : guarded.problems.map(({ path, message }) => `${path}: ${message.split(' - ')[0]}`);
}

describe('two editions of a wave', () => {
  it('stand beside each other where they withhold the same of the same numbers', async () => {
    expect(await reasons([edition('one', 3, 40, ['yes', 'no']), edition('two', 3, 40, ['yes', 'no'])])).toEqual([]);
  });

  it('are refused where one publishes what the other withholds', async () => {
    expect(await reasons([edition('one', 3, 40, ['yes', 'no']), edition('two', 3, 40)])).toEqual([
      'two: "yes" of edition "one" can be worked out from the editions together: exactly 3',
      'two: "no" of edition "one" can be worked out from the editions together: exactly 40'
    ]);
  });

  it('are refused where the difference is the answer of the one municipality that came late', async () => {
    const found = await reasons([edition('one', 20, 40), edition('two', 21, 40)], [change({ all: 1, yes: 1 })]);
    expect(found).toContain(
      'two: "yes" of those who joined by edition "two" can be worked out from the editions together: exactly 1'
    );
  });

  it('are refused where a range of the difference stays below the threshold', async () => {
    // three came: whatever they said, none of their answers was given by five
    const found = await reasons(
      [edition('one', 20, 40), edition('two', 22, 41, ['yes', 'no'])],
      [change({ all: 3, yes: 2, no: 1 })]
    );
    expect(found).toContain(
      'two: "yes" of those who joined by edition "two" can be worked out from the editions together: 0 to 3'
    );
  });

  it('stand beside each other where enough have joined on both sides', async () => {
    expect(
      await reasons([edition('one', 20, 40), edition('two', 27, 49)], [change({ all: 16, yes: 7, no: 9 })])
    ).toEqual([]);
  });

  it('are refused where one left and one joined, though the totals are the same', async () => {
    const found = await reasons(
      [edition('one', 20, 40), edition('two', 21, 39)],
      [change({ all: 1, yes: 1 }, { all: 1, no: 1 })]
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('throw where the numbers differ and no change is told: that is a fault', async () => {
    await expect(guardEditions([edition('one', 20, 40), edition('two', 21, 40)], [], 5, solve)).rejects.toThrow(
      'no change between them is told'
    );
    await expect(
      guardEditions([edition('one', 20, 40), edition('two', 21, 40)], [change({ all: 1 })], 5, solve)
    ).rejects.toThrow('"yes" is not what it was');
  });
});

it('a cell that the edition between leaves out still counts', async () => {
  const short = edition('two', 3, 40);
  const middle: Edition = {
    id: 'two',
    system: { cells: [short.system.cells[0]!], equations: [] },
    withheld: new Set()
  };
  const last = { ...edition('three', 3, 40) };
  expect(await reasons([edition('one', 3, 40, ['yes', 'no']), middle, last])).toHaveLength(2);
});
