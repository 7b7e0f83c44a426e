import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersArbitrary, assessmentArbitrary, modelArbitrary } from '../../../../tests/arbitraries/model';
import { levelByText, overallByText, scoreByText } from '../../../../tests/oracles/scoring';
import type { AnswerSheet, AnswerValue, MaturityModel } from '../model/types';
import { scoreAssessment } from './score-assessment';
import { scoreDimension } from './score-dimension';

const KINDS = ['staged', 'first-no'] as const;
const runs = { numRuns: 400 };

/** A model, answers and one criterion of it. */
const withOne = (kind: (typeof KINDS)[number] | 'points') =>
  assessmentArbitrary(kind)
    .filter(({ model }) => model.criteria.length > 0)
    .chain(({ model, answers }) =>
      fc.record({ model: fc.constant(model), answers: fc.constant(answers), one: fc.constantFrom(...model.criteria) })
    );

const withAnswer = (answers: AnswerSheet, id: string, answer: AnswerValue): AnswerSheet => ({
  ...answers,
  [id]: answer
});
const idsOf = (model: MaturityModel) => model.dimensions.map(({ id }) => id);

describe.each(KINDS)('under the rule %s', (kind) => {
  it('scores levels and the overall level as the design text says', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind), ({ model, answers }) => {
        const result = scoreAssessment(model, answers);
        for (const id of idsOf(model))
          expect(result.dimensions[id]?.level ?? null).toBe(levelByText(model, id, answers));
        expect(result.overall.level).toBe(overallByText(model, answers));
      }),
      runs
    );
  });

  it('never lowers a level when an answer turns into yes', () => {
    fc.assert(
      fc.property(withOne(kind), ({ model, answers, one }) => {
        const before = scoreAssessment(model, answers);
        const after = scoreAssessment(model, withAnswer(answers, one.id, 'yes'));
        for (const id of idsOf(model)) {
          const level = before.dimensions[id]?.level ?? null;
          if (level !== null) expect(after.dimensions[id]?.level).toBeGreaterThanOrEqual(level);
        }
        // a dimension that was left out may come in below the median
        if (before.dimensions[one.dimension] && before.overall.level !== null) {
          expect(after.overall.level).toBeGreaterThanOrEqual(before.overall.level);
        }
      }),
      runs
    );
  });

  it('has a range with every completion of the open answers in it, and reaches both ends', () => {
    const completed = assessmentArbitrary(kind).chain(({ model, answers }) =>
      fc.record({
        model: fc.constant(model),
        answers: fc.constant(answers),
        completion: answersArbitrary(model, ['yes', 'no', 'partly', 'not-reached'])
      })
    );
    const isOpen = (answer: AnswerValue | undefined) => answer === undefined || answer === 'dont-know';
    const complete = (model: MaturityModel, answers: AnswerSheet, by: (id: string) => AnswerValue): AnswerSheet =>
      Object.fromEntries(
        model.criteria.map(({ id }) => [id, isOpen(answers[id]) ? by(id) : (answers[id] as AnswerValue)])
      );
    fc.assert(
      fc.property(completed, ({ model, answers, completion }) => {
        const result = scoreAssessment(model, answers);
        const some = scoreAssessment(
          model,
          complete(model, answers, (id) => completion[id] ?? 'no')
        );
        const low = scoreAssessment(
          model,
          complete(model, answers, () => 'no')
        );
        const high = scoreAssessment(
          model,
          complete(model, answers, () => 'yes')
        );
        const pick = (of: typeof result) => [of.overall, ...idsOf(model).map((id) => of.dimensions[id])];
        pick(result).forEach((figures, i) => {
          const level = pick(some)[i]?.level;
          if (!figures?.range) return expect(level ?? null).toBe(null);
          expect(level).toBeGreaterThanOrEqual(figures.range[0]);
          expect(level).toBeLessThanOrEqual(figures.range[1]);
          expect(pick(low)[i]?.level).toBe(figures.range[0]);
          expect(pick(high)[i]?.level).toBe(figures.range[1]);
        });
      }),
      runs
    );
  });
});

describe.each(['staged', 'first-no', 'points'] as const)('under the rule %s', (kind) => {
  it('never lowers level or score when a no turns into not applicable', () => {
    fc.assert(
      fc.property(withOne(kind), ({ model, answers, one }) => {
        // a no that earns points can be worth more than the mean of the rest
        fc.pre(kind !== 'points' || !one.points?.no);
        const before = scoreAssessment(model, withAnswer(answers, one.id, 'no'));
        const after = scoreAssessment(model, withAnswer(answers, one.id, 'not-applicable'));
        for (const key of ['level', 'score'] as const) {
          const was = before.dimensions[one.dimension]?.[key] ?? null;
          const is = after.dimensions[one.dimension]?.[key] ?? null;
          // null: the dimension is left out, or the rule has no levels
          if (was !== null && is !== null) expect(is).toBeGreaterThanOrEqual(was);
          const all = [before.overall[key], after.overall[key]];
          if (all[0] != null && all[1] != null) expect(all[1]).toBeGreaterThanOrEqual(all[0]);
        }
      }),
      runs
    );
  });

  it('never lowers the score of a dimension when an answer other than not applicable turns into yes', () => {
    fc.assert(
      fc.property(withOne(kind), ({ model, answers, one }) => {
        fc.pre(answers[one.id] !== 'not-applicable');
        const before = scoreDimension(model, one.dimension, answers);
        const after = scoreDimension(model, one.dimension, withAnswer(answers, one.id, 'yes'));
        expect(after?.score).toBeGreaterThanOrEqual(before?.score ?? NaN);
      }),
      runs
    );
  });

  it('keeps every score between 0 and 100', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind), ({ model, answers }) => {
        const result = scoreAssessment(model, answers);
        for (const figures of [result.overall, ...Object.values(result.dimensions)]) {
          if (!figures || figures.score === null) continue;
          expect(figures.score).toBeGreaterThanOrEqual(0);
          expect(figures.score).toBeLessThanOrEqual(100);
        }
      }),
      runs
    );
  });
});

describe('under the rule staged', () => {
  it('scores as the design text says', () => {
    fc.assert(
      fc.property(assessmentArbitrary(), ({ model, answers }) => {
        const { dimensions, overall } = scoreAssessment(model, answers);
        const scores: number[] = [];
        for (const id of idsOf(model)) {
          const score = dimensions[id]?.score;
          if (score === undefined) continue;
          scores.push(score);
          expect(score).toBeCloseTo(scoreByText(model, id, answers), 9);
        }
        if (scores.length > 0) expect(overall.score).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / scores.length, 9);
        else expect(overall).toEqual({ level: null, range: null, score: null, assessed: false, move: null });
      }),
      runs
    );
  });

  it('puts the level below every required criterion that is neither yes nor not applicable', () => {
    fc.assert(
      fc.property(assessmentArbitrary(), ({ model, answers }) => {
        const { dimensions } = scoreAssessment(model, answers);
        for (const { id, dimension, level, kind } of model.criteria) {
          if (kind !== 'required' || answers[id] === 'yes' || answers[id] === 'not-applicable') continue;
          expect(dimensions[dimension]?.level).toBeLessThan(level);
        }
      }),
      runs
    );
  });

  it('calls a dimension assessed when its required criteria up to one above its level are answered', () => {
    fc.assert(
      fc.property(assessmentArbitrary(), ({ model, answers }) => {
        const { dimensions, overall } = scoreAssessment(model, answers);
        const counted = idsOf(model).flatMap((id) => {
          const figures = dimensions[id];
          if (!figures) return [];
          const due = model.criteria.filter(
            (c) => c.dimension === id && c.kind === 'required' && c.level <= (figures.level ?? NaN) + 1
          );
          expect(figures.assessed).toBe(due.every((c) => answers[c.id] !== undefined));
          return [figures.assessed];
        });
        expect(overall.assessed).toBe(counted.length > 0 && !counted.includes(false));
      }),
      runs
    );
  });
});

it.each(['staged', 'points'] as const)(
  'changes nothing but the order when %s criteria and dimensions are permuted',
  (kind) => {
    const permuted = modelArbitrary(kind).chain((model) =>
      fc.record({
        model: fc.constant(model),
        answers: answersArbitrary(model),
        criteria: fc.shuffledSubarray(model.criteria, { minLength: model.criteria.length }),
        dimensions: fc.shuffledSubarray(model.dimensions, { minLength: model.dimensions.length })
      })
    );
    fc.assert(
      fc.property(permuted, ({ model, answers, criteria, dimensions }) => {
        const one = scoreAssessment(model, answers);
        const other = scoreAssessment({ ...model, criteria, dimensions }, answers);
        const comparable = (result: typeof one) => ({
          overall: { ...result.overall, move: sizeOf(result.overall.move) },
          dimensions: Object.fromEntries(
            Object.entries(result.dimensions).map(([id, d]) => [
              id,
              d && {
                ...d,
                blocking: d.blocking.map(({ criterion }) => criterion).sort(),
                // the one set that lifts a dimension has no choice in it; for the overall level model order decides ties
                move: d.move && { ...d.move, criteria: [...d.move.criteria].sort() }
              }
            ])
          )
        });
        expect(comparable(other)).toStrictEqual(comparable(one));
      }),
      runs
    );
  }
);

function sizeOf(move: { criteria: string[]; effort: number } | null) {
  return move && { size: move.criteria.length, effort: move.effort };
}
