import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import type { MaturityModel } from '../../model/types';
import { seededRandom } from '../../shared/random';
import type { Breakdown, PublishedTable, ReadyAggregates, StratumClass, TableUnit } from '../aggregate-types';
import type { ReportMaterial } from '../report-material';

const MODEL = modelData as MaturityModel;

export interface TableOptions {
  population?: number;
  answered?: number;
  /** Of a hundred cells that may be withheld, so many are. */
  withheld?: number;
  lastWave?: boolean;
  mentored?: boolean;
  met?: number;
}

/**
 * Every table a report can have, with invented numbers that add up, without counting or protecting anything: for tests of
 * what is said about them.
 */
export function inventTables(seed: number, options: TableOptions = {}): ReadyAggregates {
  const { population = 290, answered = 214, withheld = 0, lastWave = true, mentored = true, met = 96 } = options;
  const next = seededRandom(seed);
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const tables: Record<string, PublishedTable> = {};
  const put = (id: string, cells: Record<string, number>, unit: TableUnit = 'municipalities', open: string[] = []) => {
    const shown = Object.entries(cells).map(([cell, n]) => {
      const hidden = !open.includes(cell) && next() * 100 < withheld;
      return [cell, hidden ? { status: 'suppressed' as const } : { status: 'published' as const, n }] as const;
    });
    tables[id] = { id, cells: Object.fromEntries(shown), withheld: null, unit };
  };
  const strata: Record<Breakdown, StratumClass[]> = {
    size: ['s1+s2', 's3', 's4', 's5', 's6+unknown'].map(classOf),
    group: ['A', 'B', 'C'].map(classOf),
    stratum: ['s1/C+s2/C', 's3/B+s3/C', 's4/B', 's5/A+s6/A'].map(classOf),
    area: ['01', '03+04', '05'].map(classOf)
  };
  const coverage = { population, invited: population, answered, silent: population - answered, met };
  put('coverage', coverage, 'municipalities', Object.keys(coverage));
  const split: Record<string, { population: number; answered: number }> = {};
  for (const by of Object.keys(strata) as Breakdown[]) {
    const [all, some] = [share(population, strata[by].length), share(answered, strata[by].length)];
    const each = Object.fromEntries(strata[by].map(({ id }, i) => [id, { population: all[i]!, answered: some[i]! }]));
    Object.assign(split, Object.fromEntries(Object.entries(each).map(([id, one]) => [`${by} ${id}`, one])));
    const cells = (of: 'population' | 'answered', whole: number) => ({
      ...Object.fromEntries(Object.entries(each).map(([id, one]) => [id, one[of]])),
      all: whole
    });
    for (const [of, whole] of [
      ['population', population],
      ['answered', answered]
    ] as const) {
      const all = cells(of, whole);
      put(`${of}-by-${by}`, all, 'municipalities', Object.keys(all));
    }
    if (by === 'size' || by === 'group') {
      const parts = share(met, strata[by].length);
      put(`met-by-${by}`, { ...Object.fromEntries(strata[by].map(({ id }, i) => [id, parts[i]!])), all: met });
    }
  }
  put('modes', { all: answered, self: answered - 11, assisted: 6, shared: 5 }, 'municipalities', ['all']);
  for (const of of ['overall', ...MODEL.dimensions.map(({ id }) => `levels-${id}`)]) {
    const start = upTo(answered);
    const first = upTo(answered - start);
    const rest = answered - start - first;
    const levels = {
      'level-2': rest - Math.floor(rest / 2),
      'level-3': Math.floor(rest / 2),
      'level-4': 0,
      'level-5': 0
    };
    put(
      of,
      { all: answered, none: 0, 'level-0': start, 'from-1': first + rest, 'level-1': first, 'from-2': rest, ...levels },
      'municipalities',
      ['all']
    );
    for (const by of Object.keys(strata) as Breakdown[]) {
      const cells = [...strata[by].map(({ id }) => id), 'all'].flatMap((id): [string, number][] => {
        const all = id === 'all' ? answered : split[`${by} ${id}`]!.answered;
        const reached = upTo(all);
        return [
          [`${id}/all`, all],
          [`${id}/reached`, reached],
          [`${id}/short`, all - reached]
        ];
      });
      put(
        `${of}-by-${by}`,
        Object.fromEntries(cells),
        'municipalities',
        cells.map(([id]) => id).filter((id) => id.endsWith('/all'))
      );
    }
  }
  for (const { id } of MODEL.criteria) {
    const apart = [upTo(9), upTo(5), upTo(9), upTo(5)] as const;
    const know = answered - apart.reduce((sum, one) => sum + one, 0);
    const yes = upTo(know);
    const partly = upTo(know - yes);
    const [dontKnow, notApplicable, notReached, unanswered] = apart;
    put(
      `answers-${id}`,
      {
        ...{ all: answered, know, yes, unmet: know - yes, partly, no: know - yes - partly },
        ...{ 'dont-know': dontKnow, 'not-applicable': notApplicable, 'not-reached': notReached, unanswered }
      },
      'municipalities',
      ['all']
    );
  }
  for (const { id } of MODEL.barriers) {
    const raised = upTo(met);
    const stops = upTo(raised);
    put(`barrier-${id}`, { all: met, raised }, 'municipalities', ['all']);
    put(`severity-${id}`, { raised, '1': raised - stops, '2': 0, '3': stops });
  }
  const shares = [
    'overall',
    ...MODEL.dimensions.map(({ id }) => `levels-${id}`),
    ...MODEL.criteria.map(({ id }) => `answers-${id}`)
  ];
  for (const of of shares) {
    const middle = 20 + next() * 60;
    const ends: Record<string, number> = answered < population ? { low: middle - 4.2, high: middle + 4.2 } : {};
    put(
      `estimate-${of}`,
      { answering: middle, 'bound-low': middle * 0.7, 'bound-high': middle * 0.7 + 30, estimate: middle, ...ends },
      'percent'
    );
  }
  for (const by of ['size', 'group'] as const) {
    const cells = strata[by].flatMap(({ id }): [string, number][] => {
      const difference = next() * 40 - 20;
      return [
        [`${id}/difference`, difference],
        [`${id}/low`, difference - 9],
        [`${id}/high`, difference + 9]
      ];
    });
    put(`contrast-overall-by-${by}`, Object.fromEntries(cells), 'points');
    put(`contrast-tests-by-${by}`, Object.fromEntries(strata[by].map(({ id }) => [id, next() * 0.1])), 'probability');
  }
  put('representativeness', { r: 0.874 }, 'coefficient');
  put(
    'ladder',
    Object.fromEntries(
      MODEL.dimensions.flatMap(({ id }): [string, number][] => [
        [`${id}/h`, 0.41],
        [`${id}/low`, 0.352],
        [`${id}/high`, 0.468]
      ])
    ),
    'coefficient'
  );
  put('ladder-base', Object.fromEntries(MODEL.dimensions.map(({ id }) => [id, answered - 9])));
  put('item-rest', Object.fromEntries(MODEL.criteria.map(({ id }) => [id, next()])), 'coefficient');
  if (lastWave) {
    const both = Math.floor(answered * 0.7);
    put('panel', { both, newcomers: answered - both, dropouts: 17 });
    const compared = shares.filter((of) => !of.startsWith('answers'));
    for (const of of compared) {
      const kept = upTo(both);
      const gained = upTo(both - kept);
      const lost = upTo(both - kept - gained);
      const cells = { kept, gained, lost, neither: both - kept - gained - lost };
      put(`change-${of}`, { all: both, ...cells, before: kept + lost, now: kept + gained });
      const difference = ((gained - lost) * 100) / both;
      put(`shift-${of}`, { difference, low: difference - 6.4, high: difference + 6.4 }, 'points');
    }
    put('shift-tests', Object.fromEntries(compared.map((of) => [of, next() * 0.1])), 'probability');
  }
  if (mentored) {
    put('mentoring', { mentors: 19, mentees: 31, 'with-step': 22, 'without-step': 9 });
    const effect = (outcome: string) =>
      Object.fromEntries(
        ['asked', 'similar'].flatMap((against): [string, number][] => [
          [`${against}/${outcome}/difference`, 6.24],
          [`${against}/${outcome}/low`, against === 'asked' ? 1.3 : -2.2],
          [`${against}/${outcome}/high`, 11.2]
        ])
      );
    put('effect', { ...effect('dimension-score'), ...effect('score') }, 'points');
    put('effect-levels', { ...effect('dimension-level'), ...effect('level') }, 'levels');
  }
  return { status: 'ready', threshold: 5, headlineLevel: 2, strata, tables };
}

function classOf(id: string): StratumClass {
  return { id, of: id.split('+') };
}

/** A whole in parts that add up, none of them alike. */
function share(whole: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, (_, i) => i + 2);
  const sum = weights.reduce((all, one) => all + one, 0);
  const floor = weights.map((weight) => Math.floor((whole * weight) / sum));
  floor[parts - 1]! += whole - floor.reduce((all, one) => all + one, 0);
  return floor;
}

export const MATERIAL: ReportMaterial = {
  stories: [
    {
      id: 'one',
      dimension: 'legal',
      criterion: null,
      month: '2026-10',
      text: { sv: 'Vi fick en mall och vågade börja.' },
      mentee: 'Exempelby',
      mentor: 'Grannköping'
    }
  ],
  countyNames: { '01': 'Norrlän', '03': 'Mellanlän', '04': 'Kustlän', '05': 'Söderlän' },
  tiles: [
    { county: '01', short: 'N', place: [1, 0] },
    { county: '03', short: 'M', place: [0, 1] },
    { county: '04', short: 'K', place: [1, 1] },
    { county: '05', short: 'S', place: [1, 2] }
  ],
  boundaries: {
    width: 200,
    height: 300,
    source: 'Invented boundaries',
    areas: [
      { county: '01', path: 'M50 0L150 0L150 100L50 100Z' },
      { county: '03', path: 'M0 100L100 100L100 200L0 200Z' },
      { county: '04', path: 'M100 100L200 100L200 200L100 200Z' },
      { county: '05', path: 'M60 200L180 200L180 300L60 300Z' }
    ],
    points: [{ name: 'Exempelby', x: 90, y: 40, level: 3 }]
  }
};
