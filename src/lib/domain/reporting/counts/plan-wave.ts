import type { MaturityModel } from '../../model/types';
import type { AggregateInput } from '../aggregate-types';
import type { Twin } from './join-plans';
import { CODE } from '../../assessment/answer-codes';
import type { Plan } from './plan';
import { planAnswers } from './plan-answers';
import { type Panel, pairRows, planChanges } from './plan-change';
import { headlineLevelOf, leafOfLevels, leavesFrom, planLevels } from './plan-levels';
import { planBarriers, planMentoring, planMet, planModes } from './plan-others';
import { readRows, type Rows } from './rows';
import { fixStrata, isThin, type Places, placeAll } from './strata';

/** A wave laid out for counting. */
export interface PlannedWave {
  rows: Rows;
  places: Places;
  panel: Panel | null;
  plans: Plan[];
  twins: Twin[];
  /** Breakdowns with a class of too few: no table by it. */
  thin: ReadonlySet<string>;
}

/**
 * Everything that is counted of a wave, before anything is protected. The same input gives the same plans, so the guard
 * of editions lays a published wave out again by its frozen input.
 *
 * @param input Checked (`checkAggregateInput`).
 * @example
 * planWave(input).plans.map(({ id }) => id) // ['modes', 'overall', 'levels-legal', ..., 'answers-...', 'met', 'barrier-...']
 */
export function planWave(input: AggregateInput): PlannedWave {
  const { model, municipalities } = input;
  const rows = readRows(input);
  const placeOf = new Map(municipalities.map(({ code }, place) => [code, place]));
  const answered = new Uint8Array(municipalities.length);
  for (const place of rows.municipality) answered[place] = 1;
  const known = new Uint8Array(municipalities.length);
  for (const code of input.publishThemselves ?? []) known[placeOf.get(code)!] = 1;
  const strata = input.earlierEdition?.strata ?? fixStrata(municipalities, answered, known);
  const places = placeAll(municipalities, strata, answered, known);
  const thin = findThin(places);
  const wave = input.earlier?.[0];
  const panel = wave && wave.common.includes(1) ? pairRows(rows, wave, municipalities.length) : null;
  const many = model.dimensions.length;
  const changes = panel && panel.now.length > 0 ? planChanges(model, rows, panel, input) : [];
  const plans = [
    planModes(rows),
    planLevels(model, rows, leafOfLevels(model, rows.overall, 0, 1), { subject: 'overall' }),
    ...model.dimensions.map(({ id }, at) =>
      planLevels(model, rows, leafOfLevels(model, rows.dimensions, at, many), { subject: 'levels', of: id })
    ),
    ...model.criteria.map(({ id }, column) => planAnswers(id, column, model.criteria.length, rows)),
    ...changes,
    planMet(input, placeOf),
    ...planBarriers(input, placeOf),
    ...(input.pairings ? planMentoring(input, placeOf) : [])
  ].map((plan) => ({ ...plan, breakdowns: plan.breakdowns.filter(({ by, plain }) => plain || !thin.has(by)) }));
  return { rows, places, panel, plans, twins: findTwins(model), thin };
}

function findThin({ strata, classOf, answered, known }: Places): Set<string> {
  const thin = new Set<string>();
  for (const [by, classes] of Object.entries(strata)) {
    const counts = classes.map(() => ({ answered: 0, known: 0 }));
    for (const [at, place] of classOf[by as keyof typeof classOf].entries()) {
      counts[place]!.answered += answered[at]!;
      counts[place]!.known += answered[at]! & known[at]!;
    }
    if (counts.some(isThin)) thin.add(by);
  }
  return thin;
}

/**
 * Cells of a dimension's level table and of a criterion's answers that may be the same number: under the staged rule the
 * first step is reached by whoever answers yes to its only required criterion. What one table withholds must not stand
 * in the other.
 *
 * @example
 * findTwins(model)[0] // { one: { plan: 'levels-legal', leaves: [2, 3, 4] }, other: { plan: 'answers-asks', leaves: [1] } }
 */
export function findTwins(model: MaturityModel): Twin[] {
  const step = model.levels[1];
  if (model.rule.kind !== 'staged' || step === undefined) return [];
  return model.dimensions.flatMap(({ id }): Twin[] => {
    const required = model.criteria.filter(
      (one) => one.dimension === id && one.level === step && one.kind === 'required'
    );
    const [only] = required;
    if (required.length !== 1 || !only) return [];
    return [
      {
        one: { plan: `levels-${id}`, leaves: leavesFrom(model, step) },
        other: { plan: `answers-${only.id}`, leaves: [CODE.yes] },
        ...(headlineLevelOf(model) === step ? { byStratum: true } : {})
      }
    ];
  });
}
