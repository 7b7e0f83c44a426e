import type { AnswerSheet, Criterion, MaturityModel } from '$lib/domain/model/types';

// Written from the design text alone, sentence by sentence and without regard to speed; shares no code with the engine.

const HOURS = { hours: 1, days: 3, weeks: 15, months: 60 };

interface Set {
  criteria: string[];
  effort: number;
}

const isMet = (answers: AnswerSheet, { id }: Criterion) => answers[id] === 'yes' || answers[id] === 'not-applicable';
const applies = (answers: AnswerSheet, { id }: Criterion) => answers[id] !== 'not-applicable';
const within = (model: MaturityModel, dimension: string) => model.criteria.filter((c) => c.dimension === dimension);

/** The highest level whose required criteria, and those of every level below, are yes or not applicable. */
export function levelByText(model: MaturityModel, dimension: string, answers: AnswerSheet): number | null {
  const criteria = within(model, dimension);
  if (!criteria.some((c) => applies(answers, c))) return null;
  const required = criteria.filter((c) => c.kind === 'required');
  if (model.rule.kind === 'first-no') return levelOfWalk(model, required, answers);
  const attained = model.levels.filter(
    (level) =>
      required.filter((c) => c.level <= level).every((c) => isMet(answers, c)) &&
      required.some((c) => c.level === level && applies(answers, c))
  );
  return Math.max(model.levels[0] ?? 0, ...attained);
}

function levelOfWalk(model: MaturityModel, required: Criterion[], answers: AnswerSheet): number {
  const asked = required.filter((c) => applies(answers, c));
  const stop = asked.findIndex((c) => answers[c.id] !== 'yes');
  const last = asked[(stop < 0 ? asked.length : stop) - 1];
  const level = last ? last.level : (model.levels[0] ?? 0);
  const stopped = asked[stop];
  return stopped && answers[stopped.id] === 'partly' ? (stopped.partlyLevel ?? level) : level;
}

/** The mean over the levels of the weighted mean of what applies there, times 100. */
export function scoreByText(model: MaturityModel, dimension: string, answers: AnswerSheet): number {
  const means = model.levels.slice(1).flatMap((level) => {
    const here = within(model, dimension).filter((c) => c.level === level && applies(answers, c));
    const weights = here.reduce((sum, c) => sum + (c.weight ?? 1), 0);
    const value = (c: Criterion) => (answers[c.id] === 'yes' ? 1 : answers[c.id] === 'partly' ? 0.5 : 0);
    return here.length === 0 ? [] : [here.reduce((sum, c) => sum + (c.weight ?? 1) * value(c), 0) / weights];
  });
  return (100 * means.reduce((sum, mean) => sum + mean, 0)) / means.length;
}

/** Of n levels the one with at least half of them at or above it, the lower of two middle ones. */
export function overallByText(model: MaturityModel, answers: AnswerSheet): number | null {
  const levels = model.dimensions.map(({ id }) => levelByText(model, id, answers)).filter((level) => level !== null);
  return levels.sort((a, b) => a - b)[Math.ceil(levels.length / 2) - 1] ?? null;
}

/** Every set of changes to yes, tried one after the other; the best that raises what `measure` measures, or null. */
export function moveByTrial(
  model: MaturityModel,
  answers: AnswerSheet,
  measure: (answers: AnswerSheet) => number | null
): Set | null {
  const before = measure(answers);
  if (before === null) return null;
  const open = model.criteria.filter((c) => !isMet(answers, c));
  let best: Set | null = null;
  for (let choice = 1; choice < 2 ** open.length; choice++) {
    const chosen = open.filter((_, i) => choice & (1 << i));
    if (best && chosen.length > best.criteria.length) continue;
    const set = { criteria: chosen.map((c) => c.id), effort: chosen.reduce((sum, c) => sum + HOURS[c.effort], 0) };
    if (best && !isBetter(model, set, best)) continue;
    const complete = chosen.every((c) =>
      c.dependsOn.every((id) => set.criteria.includes(id) || !open.some((o) => o.id === id))
    );
    const after = measure({ ...answers, ...Object.fromEntries(set.criteria.map((id) => [id, 'yes'] as const)) });
    if (complete && after !== null && after > before) best = set;
  }
  return best;
}

function isBetter(model: MaturityModel, a: Set, b: Set): boolean {
  if (a.criteria.length !== b.criteria.length) return a.criteria.length < b.criteria.length;
  if (a.effort !== b.effort) return a.effort < b.effort;
  const places = (set: Set) => set.criteria.map((id) => model.criteria.findIndex((c) => c.id === id));
  const [of, against] = [places(a), places(b)];
  const at = of.findIndex((place, i) => place !== against[i]);
  return at >= 0 && (of[at] ?? 0) < (against[at] ?? 0);
}
