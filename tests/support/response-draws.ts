import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerValue } from '$lib/domain/model/types';
import { mainGroupOf, sizeClassOf } from '$lib/domain/register/size-class';
import type { PublishedCount, PublishedTable, ReportMunicipality, Strata } from '$lib/domain/reporting/aggregate-types';
import { fixStrata, partOf } from '$lib/domain/reporting/counts/strata';
import { deriveEstimate } from '$lib/domain/reporting/derive/estimates';
import { seededRandom } from '$lib/domain/shared/random';
import { demoRegister } from '$lib/server/demo/create-demo';
import { Dice, inventMunicipality } from '$lib/server/demo/invent';
import { shippedModels } from '$lib/server/model/seed';

// The demo network's population answers again and again, by chance or by how far on it is: how often is the truth within?
// Each draw goes the way of a report: classes are fixed by who answered, tables are made, the estimate is worked out of them.

export const DRAWS = 2000;
/** Municipalities in tables below this are withheld. */
const THRESHOLD = 5;

const { model } = shippedModels.at(-1)!;
const dice = new Dice(290);
const population = demoRegister.map((place) => {
  // everybody's answer, also of those that would have been silent
  const { answers } = inventMunicipality(place, model, dice, {
    ...{ state: 'submitted', ability: 0.55 * Math.log(place.population / 16_000) + 0.7 * dice.normal() },
    reached: model.criteria.length
  });
  const sheet = Object.fromEntries(answers.map(({ criterionId, value }) => [criterionId, value])) as Record<
    string,
    AnswerValue
  >;
  return { sheet, level: scoreAssessment(model, sheet).overall.level ?? 0 };
});
const municipalities: ReportMunicipality[] = demoRegister.map((place) => ({
  code: place.code,
  sizeClass: sizeClassOf(place.population),
  mainGroup: mainGroupOf(place.groupCode),
  county: place.code.slice(0, 2)
}));
const nobody = new Uint8Array(population.length);

/** A share of the population: who meets a criterion, or who does not. */
export interface Share {
  name: string;
  truth: number;
  has: boolean[];
}
const shares = model.criteria.flatMap(({ id }): Share[] => {
  const has = population.map(({ sheet }) => sheet[id] === 'yes');
  const truth = has.filter(Boolean).length / has.length;
  return [
    { name: id, truth, has },
    { name: `not ${id}`, truth: 1 - truth, has: has.map((one) => !one) }
  ];
});
/** One for each tenth from 10 to 90 %, those who meet a criterion before those who do not. */
export const wanted = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(
  (tenth) =>
    shares
      .filter(({ truth }) => truth >= 0.095 && truth <= 0.905)
      .sort((a, b) => off(a, tenth) - off(b, tenth) || a.name.length - b.name.length)[0]!
);
function off({ truth }: Share, tenth: number): number {
  return Math.round(Math.abs(truth - tenth) * 100);
}

/**
 * What the estimate is worked out of: the table by stratum; the same with small counts withheld, and another stratum where
 * one alone would be; the table by size class, where there is none by stratum.
 */
export const WAYS = ['by stratum', 'small counts withheld', 'by size class'] as const;
export type Way = (typeof WAYS)[number];

/** Chances to answer: of everybody alike, or twice as high for those at level 2 or higher. */
export const RESPONSES = {
  'by chance': () => 0.42,
  'by level': (level: number) => (level >= 2 ? 0.6 : 0.3)
} as const;

export interface Held {
  interval: number;
  bounds: number;
  mean: number;
  width: number;
  /** Draws with an estimate; where everything by class is withheld there is none. */
  estimated: number;
}

const parts = { stratum: placeParts('stratum'), size: placeParts('size') };
function placeParts(by: 'stratum' | 'size'): string[] {
  return municipalities.map((one) => partOf(one, by));
}

/** By way and share, of so many draws, how many had the truth in the interval and in the bounds, and where the estimate stood on average. */
export function draw(
  response: keyof typeof RESPONSES,
  seed: number,
  ways: readonly Way[] = WAYS
): Map<Way, Map<Share, Held>> {
  const random = seededRandom(seed);
  const nothing = () => ({ interval: 0, bounds: 0, mean: 0, width: 0, estimated: 0 });
  const found = new Map(ways.map((way) => [way, new Map(wanted.map((share) => [share, nothing()]))]));
  for (let i = 0; i < DRAWS; i++) {
    const answered = Uint8Array.from(population, ({ level }) => Number(random() < RESPONSES[response](level)));
    const strata = fixStrata(municipalities, answered, nobody);
    for (const by of ['stratum', 'size'] as const) {
      if (by === 'size' && !found.has('by size class')) continue;
      const classes = layOut(strata, by, answered);
      for (const share of wanted) {
        const counts = classes.ids.map(() => ({ yes: 0, unmet: 0 }));
        for (const at of classes.answering) counts[classes.classOf[at]!]![share.has[at] ? 'yes' : 'unmet']++;
        const told = (hidden: ReadonlySet<number>) =>
          deriveEstimate(tabulate(by, classes, counts, hidden), strata, SHARE);
        const whole = told(new Set()).cells;
        add(found.get(by === 'size' ? 'by size class' : 'by stratum')!.get(share)!, share.truth, whole);
        const withheld = by === 'stratum' ? found.get('small counts withheld') : undefined;
        if (!withheld) continue;
        const hidden = findHidden(counts);
        add(withheld.get(share)!, share.truth, hidden.size ? told(hidden).cells : whole);
      }
    }
  }
  for (const one of [...found.values()].flatMap((shares) => [...shares.values()])) {
    for (const key of ['interval', 'mean', 'width'] as const) one[key] /= Math.max(1, one.estimated);
    one.bounds /= DRAWS;
    one.estimated /= DRAWS;
  }
  return found;
}

/** Where everybody stands, and who of them answered. */
function layOut(strata: Strata, by: 'stratum' | 'size', answered: Uint8Array) {
  const at = new Map(strata[by].flatMap(({ of }, place) => of.map((part) => [part, place] as const)));
  const classOf = parts[by].map((part) => at.get(part)!);
  const people = strata[by].map(() => 0);
  for (const place of classOf) people[place]!++;
  return {
    ...{ classOf, people, ids: strata[by].map(({ id }) => id) },
    answering: classOf.flatMap((_, one) => (answered[one] ? [one] : []))
  };
}

function tabulate(
  by: 'stratum' | 'size',
  { ids, people }: { ids: string[]; people: number[] },
  counts: readonly { yes: number; unmet: number }[],
  hidden: ReadonlySet<number>
): Record<string, PublishedTable> {
  const sum = (key: 'yes' | 'unmet') => counts.reduce((all, one) => all + one[key], 0);
  const [yes, unmet] = [sum('yes'), sum('unmet')];
  const byClass = ids.flatMap((id, at) =>
    (['yes', 'unmet'] as const).map((key) => [`${id}/${key}`, hidden.has(at) ? null : counts[at]![key]])
  );
  return makeTables([
    ['coverage', { population: population.length }],
    ['share', { all: yes + unmet, yes, unmet }],
    [`population-by-${by}`, Object.fromEntries(ids.map((id, at) => [id, people[at]!]))],
    [`share-by-${by}`, Object.fromEntries(byClass) as Record<string, number | null>]
  ]);
}

const SHARE = {
  table: 'share',
  about: { subject: 'estimate' as const, share: 'answers' as const },
  yes: { total: 'yes', stratum: 'yes' },
  no: { total: 'unmet', stratum: 'unmet' }
};

/** Strata with a small count, and the one with the fewest answers besides where it would be alone. */
function findHidden(counts: readonly { yes: number; unmet: number }[]): Set<number> {
  const small = (n: number) => n > 0 && n < THRESHOLD;
  const hidden = new Set(counts.flatMap(({ yes, unmet }, at) => (small(yes) || small(unmet) ? [at] : [])));
  const others = counts.flatMap(({ yes, unmet }, at) => (hidden.has(at) ? [] : [{ at, n: yes + unmet }]));
  if (hidden.size === 1 && others.length > 0) hidden.add(others.sort((a, b) => a.n - b.n)[0]!.at);
  return hidden;
}

function makeTables(
  named: readonly (readonly [string, Record<string, number | null>])[]
): Record<string, PublishedTable> {
  const show = (n: number | null): PublishedCount =>
    n === null ? { status: 'suppressed' } : { status: 'published', n };
  return Object.fromEntries(
    named.map(([id, cells]) => [
      id,
      { id, withheld: null, cells: Object.fromEntries(Object.entries(cells).map(([key, n]) => [key, show(n)])) }
    ])
  );
}

function add(held: Held, truth: number, cells: PublishedTable['cells']): void {
  const read = (id: string) => (cells[id]?.status === 'published' ? cells[id].n / 100 : null);
  const [least, most, estimate, low, high] = ['bound-low', 'bound-high', 'estimate', 'low', 'high'].map(read);
  // six decimals of a percentage are kept
  const within = (from: number, to: number) => from - 1e-7 <= truth && truth <= to + 1e-7;
  if (least != null && most != null && within(least, most)) held.bounds++;
  if (estimate == null || low == null || high == null) return;
  held.estimated++;
  if (within(low, high)) held.interval++;
  held.mean += estimate;
  held.width += high - low;
}
