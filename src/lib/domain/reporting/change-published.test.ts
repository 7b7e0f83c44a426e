import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import type { SolveProgram } from '../disclosure/solver';
import { aggregate } from './aggregate';
import type { AggregateInput, PublishedTable, ReadyAggregates } from './aggregate-types';
import { type EarlierWave, packWave } from './packed-wave';
import { makeWave, mixed, type Sheet, SMALL_MODEL } from './testing/small-wave.fixture';

// Whoever answered both times, of whom nobody dropped out, are all of the wave before: a change must not give back what its
// edition withheld or rounded.

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

async function count(input: AggregateInput): Promise<ReadyAggregates> {
  const counted = await aggregate(input, solve);
  if (!counted.ok || counted.value.status !== 'ready') throw new Error(JSON.stringify(counted));
  return counted.value;
}

const input = makeWave([{ size: 's1', group: 'C', county: '01', many: 60, sheets: mixed(20, 16) }]);
const BEFORE: Sheet[] = [...mixed(10, 10), ...mixed(6, 10)];

/** The wave before, in which the same 36 answered. */
function earlier(more: Partial<EarlierWave> = {}, sheets = BEFORE): EarlierWave {
  const assessed = sheets.map(([asks, licence], i) => ({
    ...{ municipality: input.municipalities[i]!.code, mode: 'self' as const, answers: { asks, licence } }
  }));
  const packed = packWave(SMALL_MODEL, input.municipalities, assessed);
  return { ...packed, id: 'w1', name: '2024', opensAt: '2024-01-01', common: Uint8Array.of(1, 1), ...more };
}

/** What an edition of the wave before shows of `overall`, with the cells named withheld. */
function published(...hidden: string[]): NonNullable<EarlierWave['published']> {
  const table = (id: string, cells: Record<string, number>): PublishedTable => ({
    ...{ id, withheld: null },
    cells: Object.fromEntries(
      Object.entries(cells).map(([cell, n]) => [
        cell,
        hidden.includes(`${id}.${cell}`) ? { status: 'suppressed' } : { status: 'published', n }
      ])
    )
  });
  const tables = [
    table('overall', { all: 36, none: 0, 'from-2': 16 }),
    table('levels-legal', { all: 36, none: 0, 'from-2': 16 }),
    table('answers-asks', { yes: 36, unmet: 0 }),
    table('answers-licence', { yes: 16, unmet: 20 })
  ];
  return { tables: Object.fromEntries(tables.map((one) => [one.id, one])) };
}

const isShown = ({ tables }: ReadyAggregates, id: string) => tables[id]!.withheld === null;
const cell = ({ tables }: ReadyAggregates, table: string, id: string) => {
  const found = tables[table]!.cells[id]!;
  return found.status === 'published' ? found.n : null;
};

describe('a change since a published wave', () => {
  it('is told where that wave shows how many had it and how many had not', async () => {
    const counted = await count({ ...input, earlier: [earlier({ published: published() })] });
    expect(cell(counted, 'change-overall', 'before')).toBe(16);
    expect(isShown(counted, 'change-answers-licence')).toBe(true);
  });

  it('is withheld where that wave withholds one of them, and only there', async () => {
    const shows = published('overall.from-2', 'answers-licence.unmet');
    const counted = await count({ ...input, earlier: [earlier({ published: shows })] });
    for (const id of ['change-overall', 'change-answers-licence']) {
      expect(counted.tables[id]!.withheld).toBe('cannot-protect');
      expect(cell(counted, id, 'before')).toBeNull();
    }
    expect(isShown(counted, 'change-levels-legal')).toBe(true);
  });

  it('is withheld where one of the two waves is rounded, or rounded otherwise', async () => {
    const rounded = { ...published(), roundedTo: 5 };
    const exact = await count({ ...input, earlier: [earlier({ published: rounded })] });
    const otherwise = await count({ ...input, roundTo: 10, earlier: [earlier({ published: rounded })] });
    for (const counted of [exact, otherwise]) expect(isShown(counted, 'change-overall')).toBe(false);
  });

  it('is told where nothing of the wave before was ever published', async () => {
    expect(isShown(await count({ ...input, earlier: [earlier()] }), 'change-overall')).toBe(true);
  });
});

describe('the threshold of a change', () => {
  it('is the stricter one of both waves', async () => {
    const promised = await count({ ...input, earlier: [earlier({ threshold: 8 })] });
    const { lost, all } = (await count({ ...input, earlier: [earlier()] })).tables['change-overall']!.cells;
    expect([lost, all]).toEqual([
      { status: 'published', n: 6 },
      { status: 'published', n: 36 }
    ]);
    expect(cell(promised, 'change-overall', 'lost')).toBeNull();
    // what only this wave counts keeps its own
    expect(cell(promised, 'overall', 'from-2')).toBe(20);
  });

  it('refuses a change rounded to less', async () => {
    const rounded = await count({ ...input, roundTo: 5, earlier: [earlier({ threshold: 8 })] });
    expect(isShown(rounded, 'change-overall')).toBe(false);
    expect(isShown(rounded, 'overall')).toBe(true);
  });
});

describe('a rounded change', () => {
  it('has the same number as the wave’s own table where nobody is new', async () => {
    // 22 of 36: the level table has more sums to keep than the change
    for (const had of [17, 18, 21, 22, 23]) {
      const wave = makeWave([{ size: 's1', group: 'C', county: '01', many: 60, sheets: mixed(had, 36 - had) }]);
      const counted = await count({ ...wave, roundTo: 5, earlier: [earlier({}, [...mixed(13, 5), ...mixed(3, 15)])] });
      expect(cell(counted, 'change-overall', 'now'), String(had)).toBe(cell(counted, 'overall', 'from-2'));
      expect(cell(counted, 'change-answers-licence', 'now')).toBe(cell(counted, 'answers-licence', 'yes'));
    }
  });
});
