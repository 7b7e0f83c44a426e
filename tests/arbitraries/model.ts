import fc from 'fast-check';
import {
  ANSWER_VALUES,
  type AnswerSheet,
  type AnswerValue,
  type Criterion,
  type MaturityModel,
  type ScoringRule
} from '$lib/domain/model/types';
import { buildModel } from '../builders/model';

type Kind = ScoringRule['kind'];
type Draft = Pick<Criterion, 'id' | 'dimension' | 'level'> & Partial<Criterion>;

interface Size {
  dimensions?: number;
  criteria?: number;
}

/**
 * Small models with everything a rule has to stand: levels and dimensions without criteria, advice, weights, and
 * dependencies across dimensions (never in a circle). Under `first-no` levels ascend along each dimension.
 */
export function modelArbitrary(kind: Kind = 'staged', size: Size = {}): fc.Arbitrary<MaturityModel> {
  const { dimensions = 4, criteria = 12 } = size;
  return fc
    .record({
      dimensions: fc.integer({ min: 1, max: dimensions }),
      drafts: fc.array(draftArbitrary(kind, dimensions), { maxLength: criteria })
    })
    .map((given) => {
      const ids = Array.from({ length: given.dimensions }, (_, i) => `d${i}`);
      const drafts = given.drafts.map(({ at, ...draft }): Draft => ({
        ...draft,
        id: '',
        dimension: ids[at % ids.length] ?? ''
      }));
      if (kind === 'first-no') ascend(drafts);
      return buildModel(link(drafts), { rule: { kind }, levels: [0, 1, 2, 3], dimensions: ids.map((id) => ({ id })) });
    });
}

/** A sheet for the model in which any criterion may be unanswered. */
export function answersArbitrary(
  model: MaturityModel,
  values: readonly AnswerValue[] = ANSWER_VALUES
): fc.Arbitrary<AnswerSheet> {
  return fc
    .tuple(...model.criteria.map(({ id }) => fc.tuple(fc.constant(id), fc.constantFrom(...values, undefined))))
    .map((pairs) => Object.fromEntries(pairs.filter((pair): pair is [string, AnswerValue] => pair[1] !== undefined)));
}

/** A model and answers to it. */
export function assessmentArbitrary(
  kind: Kind = 'staged',
  size: Size = {},
  values: readonly AnswerValue[] = ANSWER_VALUES
) {
  return modelArbitrary(kind, size).chain((model) =>
    fc.record({ model: fc.constant(model), answers: answersArbitrary(model, values) })
  );
}

/**
 * Models made for the choice behind the overall move: every dimension can rise, and its criteria lean on a few common ones, so that
 * the cheapest dimensions one by one are often not the cheapest together. Nearly everything is unmet.
 */
export function leaningAssessmentArbitrary(): fc.Arbitrary<{ model: MaturityModel; answers: AnswerSheet }> {
  const effort = fc.constantFrom('hours' as const, 'days' as const, 'weeks' as const);
  const leaning = (base: number) =>
    fc.subarray(
      Array.from({ length: base }, (_, i) => `base${i}`),
      { maxLength: Math.min(2, base) }
    );
  const baseArbitrary = fc.integer({ min: 1, max: 4 });
  return fc
    .tuple(fc.integer({ min: 3, max: 6 }), baseArbitrary)
    .chain(([dimensions, base]) =>
      fc.record({
        own: fc.tuple(
          ...Array.from({ length: dimensions }, (_, d) =>
            fc
              .array(fc.record({ level: fc.constantFrom(1, 1, 2), effort, dependsOn: leaning(base) }), {
                minLength: 1,
                maxLength: 2
              })
              .map((criteria) => criteria.map((c, i): Draft => ({ ...c, id: `d${d}-${i}`, dimension: `d${d}` })))
          )
        ),
        base: fc.tuple(
          ...Array.from({ length: base }, (_, i) =>
            fc
              .record({ effort, dependsOn: leaning(i) })
              .map((c): Draft => ({ ...c, id: `base${i}`, dimension: 'd0', level: 3, kind: 'advice' }))
          )
        )
      })
    )
    .chain(({ own, base }) => {
      const criteria = [...own.flat(), ...base];
      return fc.shuffledSubarray(criteria, { minLength: criteria.length });
    })
    .map((criteria) => buildModel(criteria))
    .chain((model) =>
      fc.record({
        model: fc.constant(model),
        answers: answersArbitrary(model, ['no', 'no', 'dont-know', 'no', 'partly', 'yes'])
      })
    );
}

function draftArbitrary(kind: Kind, dimensions: number) {
  return fc.record(
    {
      at: fc.nat(dimensions - 1),
      level: fc.integer({ min: kind === 'first-no' ? 0 : 1, max: 3 }),
      partlyLevel: fc.constant(kind === 'first-no' ? 0 : undefined),
      kind: fc.constantFrom('required' as const, 'required' as const, 'advice' as const),
      effort: fc.constantFrom('hours' as const, 'days' as const, 'weeks' as const, 'months' as const),
      weight: fc.constantFrom(0.1, 0.3, 1, 1, 2, 7),
      points: fc
        .tuple(fc.nat(5), fc.nat(5), fc.nat(20))
        .map(([no, more, most]) => ({ no, partly: no + more, yes: no + more + most })),
      dependsOn: fc.array(fc.nat(30).map(String), { maxLength: 2 })
    },
    { requiredKeys: ['at', 'level', 'kind', 'effort', 'dependsOn'] }
  );
}

function ascend(drafts: Draft[]): void {
  drafts.sort((a, b) => a.level - b.level);
  const reached = new Map<string, number>();
  for (const draft of drafts) {
    // between what a no and what a yes would give
    if (draft.partlyLevel !== undefined)
      draft.partlyLevel = Math.ceil(((reached.get(draft.dimension) ?? 0) + draft.level) / 2);
    if (draft.kind === 'required') reached.set(draft.dimension, draft.level);
  }
}

// numbers until now: each depends on criteria before it in a hidden order other than that of the model
function link(drafts: Draft[]): Draft[] {
  const rank = (i: number) => (i * 7) % 31;
  return drafts.map((draft, i) => {
    const before = drafts.map((_, j) => j).filter((j) => rank(j) < rank(i));
    const chosen = (draft.dependsOn ?? []).flatMap((n) => before[Number(n)] ?? []);
    return { ...draft, id: `c${i}`, dependsOn: [...new Set(chosen)].map((j) => `c${j}`) };
  });
}
