import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import { UNCONFIRMED } from '../assessment/packed-answers';
import type { SolveProgram } from '../disclosure/solver';
import { aggregate, type AggregateOptions } from './aggregate';
import type { AggregateInput, PublishedTable, ReadyAggregates } from './aggregate-types';
import { packWave } from './packed-wave';
import { type Block, makeWave, mixed, type Sheet, SMALL_MODEL, times } from './testing/small-wave.fixture';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

async function count(input: AggregateInput, options?: AggregateOptions): Promise<ReadyAggregates> {
  const counted = await aggregate(input, solve, options);
  if (!counted.ok || counted.value.status !== 'ready') throw new Error(JSON.stringify(counted));
  return counted.value;
}

const shown = (table: PublishedTable | undefined) =>
  Object.fromEntries(
    Object.entries(table!.cells).map(([id, cell]) => [id, cell.status === 'published' ? cell.n : 'c'])
  );

const TWO: Block[] = [
  { size: 's1', group: 'C', county: '01', many: 60, sheets: mixed(6, 14) },
  { size: 's6', group: 'A', county: '02', many: 30, sheets: mixed(15, 5) }
];

describe('tables by class', () => {
  it('have the totals of those without', async () => {
    const { tables, strata } = await count(makeWave(TWO));
    expect(strata.size.map(({ id }) => id)).toEqual(['s1', 's6']);
    expect(shown(tables['overall-by-size'])).toEqual({
      ...{ 's1/all': 20, 's1/reached': 6, 's1/short': 14, 's6/all': 20, 's6/reached': 15, 's6/short': 5 },
      ...{ 'all/all': 40, 'all/reached': 21, 'all/short': 19 }
    });
    expect(shown(tables['overall-by-group'])).toMatchObject({ 'A/reached': 15, 'C/reached': 6, 'all/reached': 21 });
    expect(shown(tables['answered-by-area'])).toEqual({ '01': 20, '02': 20, all: 40 });
    expect(tables['overall-by-size']!.about).toEqual({ subject: 'overall', by: 'size', level: 2 });
  });

  it('put classes of fewer than ten answers together, and leave one without answers alone', async () => {
    const { tables, strata } = await count(
      makeWave([
        ...TWO,
        { size: 's2', group: 'C', county: '03', many: 30, sheets: mixed(4, 3) },
        { size: 's4', group: 'B', county: '04', many: 12, sheets: [] }
      ])
    );
    // with the smaller neighbour, which is the one where nobody answered, and on
    expect(strata.size).toEqual([
      { id: 's1+s2+s4', of: ['s1', 's2', 's4'] },
      { id: 's6', of: ['s6'] }
    ]);
    expect(strata.group.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect(shown(tables['answered-by-group'])).toMatchObject({ B: 0, C: 27 });
    // nobody of them answered: they are estimated by those most alike
    expect(strata.stratum.every(({ of }) => of.join() !== 's4/B')).toBe(true);
    expect(tables['estimate-overall']!.withheld).toBeNull();
  });

  it('withhold a small count and what would give it away, in every breakdown', async () => {
    const { tables } = await count(
      makeWave([
        { size: 's1', group: 'C', county: '01', many: 60, sheets: mixed(2, 18) },
        { size: 's6', group: 'A', county: '02', many: 30, sheets: mixed(15, 5) },
        { size: 's4', group: 'B', county: '03', many: 30, sheets: mixed(10, 10) }
      ])
    );
    for (const by of ['size', 'group', 'stratum', 'area'] as const) {
      const table = tables[`overall-by-${by}`]!;
      const hidden = Object.entries(table.cells).filter(
        ([id, cell]) => id.endsWith('/reached') && cell.status !== 'published'
      );
      expect(hidden.length, by).toBeGreaterThan(1);
    }
  });
});

describe('three results for a share', () => {
  it('are the exact one, the bounds and the estimate, as worked by hand', async () => {
    const { tables } = await count(makeWave(TWO));
    const { answering, estimate, low, high, ...bounds } = shown(tables['estimate-overall']);
    expect(answering).toBe(52.5);
    expect(bounds).toEqual({ 'bound-low': 23.333333, 'bound-high': 78.888889 });
    // 60 / 90 of 30 % and 30 / 90 of 75 %
    expect(estimate).toBe(45);
    expect(low).toBeGreaterThan(23.4);
    expect(low).toBeLessThan(45);
    expect(high).toBeGreaterThan(45);
  });

  it('have no interval where everybody answered', async () => {
    const { tables } = await count(makeWave(TWO.map((block) => ({ ...block, many: 20 }))));
    expect(shown(tables['estimate-overall'])).toEqual({
      ...{ answering: 52.5, 'bound-low': 52.5, 'bound-high': 52.5, estimate: 52.5 }
    });
  });

  it('say why where a part is withheld', async () => {
    const { tables } = await count(
      makeWave([{ ...TWO[0]!, sheets: [...mixed(2, 0), ...times<Sheet>(3, ['no', 'no'])] }])
    );
    expect(tables['estimate-overall']!.withheld).toBe('parts-withheld');
  });
});

describe('change since the wave before', () => {
  const blocks: Block[] = [{ size: 's1', group: 'C', county: '01', many: 60, sheets: mixed(20, 16) }];
  const before = (input: AggregateInput, sheets: Sheet[]) => {
    const assessed = sheets.map(([asks, licence], i) => ({
      ...{ municipality: input.municipalities[i]!.code, mode: 'self' as const, answers: { asks, licence } }
    }));
    return {
      ...packWave(SMALL_MODEL, input.municipalities, assessed),
      id: 'w1',
      name: '2024',
      opensAt: '2024-01-01',
      common: Uint8Array.of(1, 1)
    };
  };

  it('is of those that answered both times, with a paired interval', async () => {
    const input = makeWave(blocks);
    // of the 36: 20 have it now; 10 of them and 6 of the others had it
    const wave = before(input, [...mixed(10, 10), ...mixed(6, 10)]);
    const { tables } = await count({ ...input, earlier: [wave] });
    expect(shown(tables.panel)).toEqual({ both: 36, newcomers: 0, dropouts: 0 });
    expect(shown(tables['change-overall'])).toEqual({
      ...{ all: 36, kept: 10, gained: 10, lost: 6, neither: 10, before: 16, now: 20 }
    });
    const shift = shown(tables['shift-overall']);
    expect(shift.difference).toBeCloseTo(100 / 9, 4);
    expect(Number(shift.low)).toBeLessThan(0);
    expect(shown(tables['shift-tests']).overall).toBeGreaterThan(0.05);
  });

  it('leaves out what was carried over and confirmed by nobody', async () => {
    const input = makeWave(blocks);
    const wave = before(input, [...mixed(10, 10), ...mixed(6, 10)]);
    const now = packWave(SMALL_MODEL, input.municipalities, input.assessed);
    for (let row = 0; row < 8; row++) now.answers[2 * row + 1]! |= UNCONFIRMED;
    const { tables } = await count({ ...input, assessed: [], wave: now, earlier: [wave] });
    const { all, before: had } = shown(tables['change-overall']);
    expect([all, had]).not.toContain(36);
    expect(shown(tables['change-answers-asks']).all).toBe(36);
  });

  it('does not tell what the one newcomer answered', async () => {
    const input = makeWave(blocks);
    const wave = before(input, [...mixed(10, 10), ...mixed(6, 9)]);
    const { tables } = await count({ ...input, earlier: [wave] });
    expect(tables.panel).toMatchObject({ withheld: 'too-few', cells: { newcomers: { status: 'suppressed' } } });
    const { all, neither, lost } = shown(tables['change-overall']);
    // it has not reached the level: those that have not in both waves must not add up
    expect([all, neither, lost]).toContain('c');
  });

  it('is not told between models that have nothing in common', async () => {
    const input = makeWave(blocks);
    const wave = { ...before(input, mixed(20, 16)), common: Uint8Array.of(0, 0) };
    const { tables } = await count({ ...input, earlier: [wave] });
    expect(tables['change-overall']).toBeUndefined();
  });
});

describe('what was raised and who was helped', () => {
  it('counts a barrier once, by its worst', async () => {
    const input = makeWave(TWO);
    const met = input.municipalities.slice(0, 30).map(({ code }) => code);
    const raise = (from: number, to: number, severity: number) =>
      met.slice(from, to).map((municipality) => ({ barrier: 'unsure', municipality, severity }));
    const barriers = [...raise(0, 20, 1), ...raise(5, 20, 2), ...raise(10, 20, 3), ...raise(10, 12, 1)];
    const { tables } = await count({ ...input, met, barriers });
    expect(shown(tables['severity-unsure'])).toEqual({ raised: 20, 1: 5, 2: 5, 3: 10 });
  });

  it('counts mentees with and without a step', async () => {
    const input = makeWave(TWO);
    const pair = (mentor: number, mentee: number, steps: number) => ({
      ...{ mentor: String(1000 + mentor), mentee: String(1000 + mentee), steps }
    });
    const pairings = Array.from({ length: 14 }, (_, i) => pair(i % 7, 20 + i, i < 8 ? 2 : 0));
    const { tables } = await count({ ...input, pairings });
    expect(shown(tables.mentoring)).toEqual({ mentees: 14, 'with-step': 8, 'without-step': 6, mentors: 7 });
  });
});

describe('municipalities that publish themselves', () => {
  it('give away their level, which they publish, and nothing they do not', async () => {
    const input = makeWave([{ size: 's6', group: 'A', county: '02', many: 60, sheets: mixed(3, 37) }]);
    const publishThemselves = input.municipalities.map(({ code }) => code);
    const met = input.municipalities.slice(0, 30).map(({ code }) => code);
    const barriers = [{ barrier: 'unsure', municipality: met[0]!, severity: 2 as const }];
    const { tables } = await count({ ...input, met, barriers, publishThemselves });
    // three at the level are no secret: all three say so themselves
    expect(shown(tables.overall)).toMatchObject({ 'from-2': 3 });
    // who answered what, and who named a barrier, is nowhere said by name
    expect(shown(tables['barrier-unsure'])).toMatchObject({ raised: 'c' });
    const answers = Object.entries(tables).filter(([id]) => id.startsWith('answers-') && !id.includes('-by-'));
    const small = answers.flatMap(([, { cells }]) =>
      Object.values(cells).flatMap((cell) => (cell.status === 'published' ? cell.n : []))
    );
    expect(small.filter((n) => n > 0 && n < 5)).toEqual([]);
  });
});

describe('a network’s choices', () => {
  it('round every count to a multiple, so that all sums hold', async () => {
    const { tables, roundedTo } = await count({ ...makeWave(TWO), roundTo: 5 });
    expect(roundedTo).toBe(5);
    const table = shown(tables['overall-by-size']) as Record<string, number>;
    for (const n of Object.values(table)) expect(n % 5).toBe(0);
    expect(table['s1/reached']! + table['s6/reached']!).toBe(table['all/reached']);
    expect(table['s1/all']).toBe((shown(tables['answered-by-size']) as Record<string, number>).s1);
  });

  it('end the work where it is called off', async () => {
    const stopped = await aggregate(makeWave(TWO), solve, { shouldStop: () => true });
    expect(stopped).toMatchObject({ ok: false, problems: [{ code: 'cancelled' }] });
  });

  it('give the same tables when packed', async () => {
    const input = makeWave(TWO);
    const wave = packWave(SMALL_MODEL, input.municipalities, input.assessed);
    expect((await count({ ...input, assessed: [], wave })).tables).toEqual((await count(input)).tables);
  });
});

describe('the ladder', () => {
  it('is not measured under a hundred complete answers', async () => {
    const { tables } = await count(makeWave(TWO));
    expect(tables.ladder!.withheld).toBe('under-hundred');
  });

  it('is 1 where whoever has the later has the earlier too, to two decimals', async () => {
    const sheets = [...mixed(50, 50), ...times<Sheet>(30, ['no', 'no'])];
    const { tables } = await count(makeWave([{ ...TWO[0]!, many: 200, sheets }]));
    expect(shown(tables.ladder)).toMatchObject({ 'legal/h': 1 });
    expect(shown(tables['ladder-base'])).toEqual({ legal: 130 });
    expect(shown(tables['item-rest']).asks).toBe(0.43);
  });
});
