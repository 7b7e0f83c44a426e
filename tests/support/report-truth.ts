import { eq } from 'drizzle-orm';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import { mainGroupOf, sizeClassOf } from '$lib/domain/register/size-class';
import type { PublishedTable, ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import type { App } from '$lib/server/app';
import { answer, assessment } from '$lib/server/db/schema/assessment';
import { meetingBarrier, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';
import type { Kind, ReportCell } from '../oracles/report-intruder';

// What a report counts, counted once more by hand from what stands in the database, by the names of its cells.

const { model } = shippedModels.at(-1)! as { model: MaturityModel };

/** Somebody whose answers were counted. */
export interface Person {
  code: string;
  name: string;
  kind: Omit<Kind, 'population'>;
  levels: Record<string, number | null>;
  overall: number | null;
  answers: Record<string, AnswerValue>;
}

/** Somebody who was met, with what was raised there and how severe it is at worst. */
export interface Met {
  code: string;
  kind: Omit<Kind, 'population'>;
  raised: Record<string, number>;
}

/** The truth, counted by hand from what stands in the database. */
export async function readPeople(app: App, waveId: string): Promise<Person[]> {
  const rows = await app.db.read
    .select()
    .from(assessment)
    .innerJoin(municipality, eq(municipality.id, assessment.municipalityId))
    .where(eq(assessment.waveId, waveId));
  const answers = await app.db.read.select().from(answer);
  return rows
    .filter((row) => row.assessment.submittedAt)
    .map(({ assessment: { id }, municipality: place }) => {
      const sheet = Object.fromEntries(
        answers.flatMap((one) => (one.assessmentId === id && one.value ? [[one.criterionId, one.value]] : []))
      ) as Record<string, AnswerValue>;
      const { overall, dimensions } = scoreAssessment(model, sheet);
      return {
        ...{ code: place.code, name: place.name, kind: kindOf(place), answers: sheet },
        overall: overall.level,
        levels: Object.fromEntries(Object.entries(dimensions).map(([key, one]) => [key, one?.level ?? null]))
      };
    });
}

/** Who was met, counted by hand. */
export async function readMet(app: App, networkId: string): Promise<Met[]> {
  const there = await app.db.read
    .select()
    .from(meetingMunicipality)
    .innerJoin(municipality, eq(municipality.id, meetingMunicipality.municipalityId))
    .where(eq(municipality.networkId, networkId));
  const barriers = await app.db.read.select().from(meetingBarrier);
  const met = new Map<string, Met>();
  for (const { meeting_municipality: at, municipality: place } of there) {
    const one = met.get(place.code) ?? { code: place.code, kind: kindOf(place), raised: {} };
    met.set(place.code, one);
    for (const { meetingId, barrierId, severity } of barriers)
      if (meetingId === at.meetingId) one.raised[barrierId] = Math.max(severity, one.raised[barrierId] ?? 0);
  }
  return [...met.values()];
}

const kindOf = (place: { population: number | null; groupCode: string | null; countyCode: string | null }) => ({
  size: sizeClassOf(place.population) ?? 'unknown',
  group: mainGroupOf(place.groupCode) ?? 'unknown',
  county: place.countyCode ?? 'unknown'
});

/** The register, which everybody can read. */
export async function readKinds(app: App, networkId: string): Promise<Kind[]> {
  const register = await app.db.read.select().from(municipality).where(eq(municipality.networkId, networkId));
  const kinds: Kind[] = [];
  for (const row of register) {
    const parts = kindOf(row);
    const known = kinds.find(
      (one) => one.size === parts.size && one.group === parts.group && one.county === parts.county
    );
    if (known) known.population += 1;
    else kinds.push({ ...parts, population: 1 });
  }
  return kinds;
}

/** What a variable's tables are: which values a category counts. */
export interface Variable {
  id: string;
  leaves: readonly string[];
  leafOf(person: Person | Met): string;
  /** Of those who answered, or of those who were met. */
  of: 'answered' | 'met';
  counts(category: string): readonly string[] | null;
}

const LEVELS = ['none', ...model.levels.map(String)];
function levelVariable(id: string, levelOf: (person: Person) => number | null, headline: number): Variable {
  const from = (least: number) => model.levels.filter((level) => level >= least).map(String);
  return {
    ...{ id, leaves: LEVELS, of: 'answered' },
    leafOf: (person) => String(levelOf(person as Person) ?? 'none'),
    counts(category) {
      if (category === 'all') return LEVELS;
      if (category === 'none') return ['none'];
      if (category === 'reached') return from(headline);
      if (category === 'short') return LEVELS.filter((level) => !from(headline).includes(level));
      const [, kind, level] = /^(level|from)-(\d+)$/.exec(category) ?? [];
      return kind === 'level' ? [level!] : kind === 'from' ? from(Number(level)) : null;
    }
  };
}

const ANSWERS = ['yes', 'partly', 'no', 'not-applicable', 'dont-know', 'not-reached', 'unanswered'];
const SUMS: Record<string, string[]> = {
  ...Object.fromEntries(ANSWERS.map((one) => [one, [one]])),
  all: ANSWERS,
  know: ['yes', 'partly', 'no'],
  unmet: ['partly', 'no'],
  apart: ['not-applicable', 'dont-know', 'not-reached', 'unanswered']
};
const answerVariable = (criterion: string): Variable => ({
  id: `answers-${criterion}`,
  ...{ leaves: ANSWERS, of: 'answered' },
  leafOf: (person) => (person as Person).answers[criterion] ?? 'unanswered',
  counts: (category) => SUMS[category] ?? null
});

/** How often a barrier was raised, and by how severe it is. */
const SEVERITIES = ['not raised', '1', '2', '3'];
const barrierVariable = (barrier: string): Variable => ({
  id: `barrier-${barrier}`,
  ...{ leaves: SEVERITIES, of: 'met' },
  leafOf: (person) => String((person as Met).raised[barrier] ?? 'not raised'),
  counts: (category) =>
    category === 'all'
      ? SEVERITIES
      : category === 'raised'
        ? SEVERITIES.slice(1)
        : SEVERITIES.includes(category)
          ? [category]
          : null
});

/** The tables of a variable: one that is told in two is one secret. */
export const tablesOf = ({ id }: Variable): string[] =>
  id.startsWith('barrier-') ? [id, id.replace('barrier-', 'severity-')] : [id];

/** Levels overall and of every dimension, every criterion, every barrier. */
export function listVariables(headlineLevel: number): Variable[] {
  return [
    levelVariable('overall', (person) => person.overall, headlineLevel),
    ...model.dimensions.map(({ id }) =>
      levelVariable(`levels-${id}`, (person) => person.levels[id] ?? null, headlineLevel)
    ),
    ...model.criteria.map(({ id }) => answerVariable(id)),
    ...model.barriers.map(({ id }) => barrierVariable(id))
  ];
}

/**
 * The cells of a published table: what each counts, what is true of it, and what was shown.
 *
 * @param shown by cell, as it was read; null where it is withheld
 */
export function cellsOf(
  table: PublishedTable,
  variable: Variable,
  { strata }: ReadyAggregates,
  kinds: readonly Kind[],
  { people, shown }: { people: readonly (Person | Met)[]; shown: ReadonlyMap<string, number | null> }
): ReportCell[] {
  const by = table.about?.by;
  return Object.keys(table.cells).map((id) => {
    const of = by ? strata[by].find((one) => id.startsWith(`${one.id}/`)) : undefined;
    const category = by ? id.slice(id.lastIndexOf('/') + 1) : id;
    const inClass = (kind: Omit<Kind, 'population'>) => {
      if (!by || !of) return true;
      const own = { size: kind.size, group: kind.group, area: kind.county, stratum: `${kind.size}/${kind.group}` };
      return of.of.includes(own[by]);
    };
    const counted = variable.counts(category);
    if (!counted) throw new Error(`The intruder does not know what ${table.id}.${id} counts`);
    if (!shown.has(id)) throw new Error(`${table.id}.${id} is nowhere to be read`);
    return {
      name: `${table.id}.${id}`,
      kinds: kinds.flatMap((kind, at) => (inClass(kind) ? [at] : [])),
      leaves: counted.map((leaf) => variable.leaves.indexOf(leaf)),
      shown: shown.get(id)!,
      truth: people.filter((one) => inClass(one.kind) && counted.includes(variable.leafOf(one))).length
    };
  });
}
