import { beforeAll, describe, expect, it } from 'vitest';
import { loadHighsSolver } from '$lib/server/disclosure/highs';
import type { SolveProgram } from '../disclosure/solver';
import type { AnswerValue } from '../model/types';
import { aggregate } from './aggregate';
import type { AggregateInput, PublishedTable, ReadyAggregates } from './aggregate-types';
import { MODEL, inventWave } from './testing/invented-wave.fixture';
import { makeModel } from './testing/small-model.fixture';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

/** Municipalities 0, 1, 2, ... of which the first ones answer as told. */
function makeWave(population: number, sheets: [asks: AnswerValue, licence: AnswerValue][]): AggregateInput {
  const codes = Array.from({ length: population }, (_, i) => String(i));
  return {
    model: makeModel(),
    municipalities: codes.map((code) => ({ code, sizeClass: 's1', mainGroup: 'A', county: '01' })),
    invited: codes,
    assessed: sheets.map(([asks, licence], i) => {
      const level = asks === 'yes' ? (licence === 'yes' ? 2 : 1) : 0;
      return {
        municipality: String(i),
        mode: i < 6 ? 'assisted' : 'self',
        overallLevel: level,
        levels: { legal: level },
        answers: { asks, licence }
      };
    }),
    met: [],
    barriers: [],
    threshold: 5
  };
}

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

async function countWave(input: AggregateInput): Promise<ReadyAggregates> {
  const result = await aggregate(input, solve);
  if (!result.ok || result.value.status !== 'ready') throw new Error(JSON.stringify(result));
  return result.value;
}

const shown = (table: PublishedTable | undefined) =>
  Object.fromEntries(
    Object.entries(table!.cells).map(([id, cell]) => [id, cell.status === 'published' ? cell.n : 'c'])
  );

describe('counting', () => {
  it('shows no number of assisted assessments where they are few', async () => {
    const wave = makeWave(
      30,
      times(20, ['yes', 'yes'] as const).map(([a, b]) => [a, b])
    );
    const assessed = wave.assessed.map((one, i) => ({
      ...one,
      mode: i < 2 ? ('assisted' as const) : ('self' as const)
    }));
    const modes = shown((await countWave({ ...wave, assessed })).tables.modes);
    expect(modes.assisted).toBe('c');
    expect(modes.self).toBe('c');
  });

  it('counts levels, answers and coverage of a wave worked out by hand', async () => {
    const sheets = [
      ...times(10, ['yes', 'yes'] as const),
      ...times(6, ['yes', 'dont-know'] as const),
      ...times(8, ['no', 'no'] as const)
    ];
    const { tables, headlineLevel } = await countWave(
      makeWave(
        30,
        sheets.map(([a, b]) => [a, b])
      )
    );
    expect(headlineLevel).toBe(2);
    expect(shown(tables.coverage)).toEqual({ population: 30, invited: 30, answered: 24, silent: 6, met: 0 });
    expect(shown(tables.modes)).toEqual({ all: 24, self: 18, assisted: 6, shared: 0 });
    expect(shown(tables['levels-legal'])).toEqual({
      all: 24,
      none: 0,
      'level-0': 8,
      'from-1': 16,
      'level-1': 6,
      'from-2': 10,
      'level-2': 10
    });
    expect(shown(tables['answers-licence'])).toEqual({
      all: 24,
      know: 18,
      yes: 10,
      unmet: 8,
      partly: 0,
      no: 8,
      'dont-know': 6,
      'not-applicable': 0,
      'not-reached': 0,
      unanswered: 0
    });
  });

  it('counts a barrier once for a municipality that raises it three times', async () => {
    const input = makeWave(30, times(12, ['yes', 'no']));
    const met = times(10, '').map((_, i) => String(i));
    const raised = [...met.slice(0, 6), '0', '0'];
    const barriers = raised.map((municipality) => ({ barrier: 'unsure', municipality }));
    const { tables } = await countWave({ ...input, met, barriers });
    expect(shown(tables['barrier-unsure'])).toEqual({ all: 10, raised: 6 });
  });
});

describe('too few answers', () => {
  it.each([
    [0, 'nobody-answered'],
    [1, 'below-threshold'],
    [4, 'below-threshold']
  ])('give no numbers at all: %i', async (answering, because) => {
    const result = await aggregate(makeWave(30, times(answering, ['yes', 'no'])), solve);
    expect(result).toEqual({ ok: true, value: { status: 'too-few', because, threshold: 5 } });
  });

  it('withhold the barriers of fewer municipalities met than the threshold, and how many they are', async () => {
    const met = ['0', '1', '2'];
    const { tables } = await countWave({
      ...makeWave(30, times(12, ['yes', 'no'])),
      met,
      barriers: [{ barrier: 'unsure', municipality: '0' }]
    });
    expect(tables['barrier-unsure']).toMatchObject({ withheld: 'too-few', cells: { all: { status: 'suppressed' } } });
    expect(tables.coverage!.cells.met).toEqual({ status: 'suppressed' });
    expect(shown(tables['met-by-size']).all).toBe('c');
  });
});

describe('disclosure control', () => {
  it('withholds in the levels what the answers leave out, and the other way round', async () => {
    // 3 no: the cheapest way to hide them is to hide the 30 yes, but 30 at level 1 or higher are the same 30
    const sheets = [
      ...times(3, ['no', 'no'] as const),
      ...times(7, ['dont-know', 'no'] as const),
      ...times(30, ['yes', 'no'] as const)
    ];
    const { tables } = await countWave(
      makeWave(
        60,
        sheets.map(([a, b]) => [a, b])
      )
    );
    expect(shown(tables['answers-asks'])).toMatchObject({ all: 40, unmet: 'c', no: 'c' });
    expect(tables['levels-legal']!.cells['from-1']).toEqual(tables['answers-asks']!.cells.yes);
    expect(subtractAll(tables, [['levels-legal.from-1', 'answers-asks.yes']])).toEqual([]);
  });

  it('shows nothing of a group under ten in which all but one are alike', async () => {
    const { tables } = await countWave(
      makeWave(30, [...times(8, ['no', 'no'] as [AnswerValue, AnswerValue]), ['yes', 'yes']])
    );
    expect(tables['levels-legal']).toMatchObject({
      withheld: 'one-sided',
      cells: { all: { n: 9 }, 'level-0': { status: 'suppressed' } }
    });
  });

  it('says so where no pattern protects a table', async () => {
    const { tables } = await countWave(
      makeWave(30, [
        ...times(2, ['no', 'no'] as [AnswerValue, AnswerValue]),
        ...times(3, ['yes', 'yes'] as [AnswerValue, AnswerValue])
      ])
    );
    expect(tables['levels-legal']).toMatchObject({
      withheld: 'cannot-protect',
      cells: { all: { n: 5 }, none: { status: 'suppressed' } }
    });
  });

  it.each([1, 3, 6])('leaves nothing small in sight and nothing to subtract: invented wave %i', async (seed) => {
    const input = inventWave(seed, 30 + seed * 25);
    const { tables } = await countWave(input);
    const truth = await countWave({ ...input, threshold: 3 });
    for (const table of Object.values(tables)) {
      for (const [id, cell] of Object.entries(table.cells)) {
        if (cell.status === 'suppressed' || table.unit !== 'municipalities') continue;
        expect(cell.n === 0 || cell.n >= 5 || isPublic(table.id, id), `${table.id}.${id} is ${cell.n}`).toBe(true);
        const other = truth.tables[table.id]!.cells[id]!;
        if (other.status === 'published') expect(other.n).toBe(cell.n);
      }
    }
    const twins = MODEL.criteria
      .filter(({ level, kind }) => level === 1 && kind === 'required')
      .map(({ id, dimension }): [string, string] => [`levels-${dimension}.from-1`, `answers-${id}.yes`]);
    expect(twins).toHaveLength(MODEL.dimensions.length);
    expect(subtractAll(tables, twins)).toEqual([]);
  });
});

describe('bad input', () => {
  const wave = makeWave(30, times(12, ['yes', 'no'] as [AnswerValue, AnswerValue]));
  it.each([
    ['a threshold under three', { threshold: 2 }, 'threshold'],
    [
      'a municipality twice',
      { municipalities: [...wave.municipalities, wave.municipalities[0]!] },
      'municipalities.30.code'
    ],
    ['an invited stranger', { invited: ['x'] }, 'invited.0'],
    ['a stranger that was met', { met: ['x'] }, 'met.0'],
    ['an answer of a stranger', { assessed: [{ ...wave.assessed[0]!, municipality: 'x' }] }, 'assessed.0.municipality'],
    ['two assessments of one', { assessed: [...wave.assessed, wave.assessed[0]!] }, 'assessed.12.municipality'],
    [
      'a level the model lacks',
      { assessed: [{ ...wave.assessed[0]!, levels: { legal: 7 } }] },
      'assessed.0.levels.legal'
    ],
    [
      'a barrier the model lacks',
      { met: ['0'], barriers: [{ barrier: 'x', municipality: '0' }] },
      'barriers.0.barrier'
    ],
    ['a barrier without a meeting', { barriers: [{ barrier: 'unsure', municipality: '0' }] }, 'barriers.0.municipality']
  ])('refuses %s and names the place', async (_, change, path) => {
    const result = await aggregate({ ...wave, ...change }, solve);
    expect(result.ok ? [] : result.problems.map((problem) => problem.path)).toContain(path);
  });
});

const isPublic = (table: string, cell: string) =>
  cell === 'all' || cell.endsWith('/all') || table === 'coverage' || table.startsWith('population-by-');

/** A reader with a pencil: wherever a sum has one hole, fills it in, and goes on until nothing more can be filled in. */
function subtractAll(tables: ReadyAggregates['tables'], twins: [string, string][]): string[] {
  const known = new Map<string, number>();
  for (const table of Object.values(tables))
    for (const [id, cell] of Object.entries(table.cells))
      if (cell.status === 'published') known.set(`${table.id}.${id}`, cell.n);
  const published = new Set(known.keys());
  for (const [one, other] of twins) {
    const n = known.get(one) ?? known.get(other);
    if (n !== undefined) for (const ref of [one, other]) known.set(ref, n);
  }
  const sums = [...Object.values(tables).flatMap(sumsOf), ...twins.map(([total, part]) => ({ total, parts: [part] }))];
  for (let found = true; found;) {
    found = false;
    for (const { total, parts } of sums) {
      const holes = [total, ...parts].filter((ref) => !known.has(ref));
      if (holes.length !== 1) continue;
      const rest = parts.reduce((sum, ref) => sum + (known.get(ref) ?? 0), 0);
      known.set(holes[0]!, holes[0] === total ? rest : known.get(total)! - rest);
      found = true;
    }
  }
  return [...known.keys()].filter((ref) => !published.has(ref));
}

function sumsOf({ id, cells, unit }: PublishedTable): { total: string; parts: string[] }[] {
  // numbers that are worked out add up to nothing
  if (unit !== 'municipalities') return [];
  const names = Object.keys(cells);
  const of = (total: string, parts: string[]) => ({
    total: `${id}.${total}`,
    parts: parts.map((part) => `${id}.${part}`)
  });
  const by = /^(.*)-by-(size|group|stratum|area)$/.exec(id);
  if (by && names.includes('all/all')) {
    const classes = [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('/'))))];
    const categories = [...new Set(names.map((name) => name.slice(name.lastIndexOf('/') + 1)))];
    const others = classes.filter((one) => one !== 'all');
    return [
      ...classes.map((one) =>
        of(
          `${one}/all`,
          categories.filter((c) => c !== 'all').map((c) => `${one}/${c}`)
        )
      ),
      ...categories.map((c) =>
        of(
          `all/${c}`,
          others.map((one) => `${one}/${c}`)
        )
      )
    ];
  }
  if (!by && (id === 'overall' || id.startsWith('levels-')))
    return [
      of('all', ['none', 'level-0', 'from-1']),
      of('from-1', ['level-1', 'from-2']),
      of(
        'from-2',
        names.filter((name) => /^level-[2-9]/.test(name))
      )
    ];
  if (id.startsWith('answers-'))
    return [
      of('all', ['know', 'dont-know', 'not-applicable', 'not-reached', 'unanswered']),
      of('know', ['yes', 'unmet']),
      of('unmet', ['partly', 'no'])
    ];
  return by
    ? [
        of(
          'all',
          names.filter((name) => name !== 'all')
        )
      ]
    : [];
}
