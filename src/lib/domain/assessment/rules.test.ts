import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { scoreAssessment } from './score-assessment';
import { scoreDimension } from './score-dimension';

describe('the rule points', () => {
  const model = buildModel(
    [
      { id: 'policy', dimension: 'p', level: 1, points: { yes: 30, partly: 10, no: 0 } },
      { id: 'strategy', dimension: 'p', level: 1, points: { yes: 20, partly: 5, no: 1 } },
      { id: 'remark', dimension: 'p', level: 1, kind: 'advice' },
      { id: 'portal', dimension: 'q', level: 1, points: { yes: 50, partly: 0, no: 0 } }
    ],
    { rule: { kind: 'points' }, levels: [0] }
  );

  it('gives the share of the points and no level', () => {
    expect(scoreDimension(model, 'p', { policy: 'partly', strategy: 'yes' })).toEqual({
      level: null,
      range: null,
      score: (100 * 30) / 50,
      assessed: true,
      blocking: [],
      nextLevel: null
    });
  });

  it('takes not applicable out of what could be earned and counts open answers as nothing', () => {
    expect(scoreDimension(model, 'p', { policy: 'not-applicable', strategy: 'yes' })?.score).toBe(100);
    expect(scoreDimension(model, 'p', { policy: 'dont-know', strategy: 'no' })?.score).toBe(2);
    expect(scoreDimension(model, 'p', { policy: 'yes' })).toMatchObject({ score: 60, assessed: false });
  });

  it('gives overall the share of all points, not the mean of the shares', () => {
    const uneven = { policy: 'yes', strategy: 'yes', portal: 'not-applicable' } as const;
    expect(scoreAssessment(model, uneven).overall).toMatchObject({ score: 100, level: null, range: null, move: null });
    const { dimensions, overall } = scoreAssessment(model, { policy: 'not-applicable', strategy: 'yes', portal: 'no' });
    expect([dimensions.p?.score, dimensions.q?.score, overall.score]).toEqual([100, 0, (100 * 20) / 70]);
  });

  it('gives 0 to a dimension whose applicable criteria are worth no points', () => {
    const answers = { policy: 'not-applicable', strategy: 'not-applicable', remark: 'yes' } as const;
    expect(scoreDimension(model, 'p', answers)?.score).toBe(0);
  });
});

describe('the rule first-no', () => {
  const model = buildModel(
    [
      { id: 'q1', dimension: 'release', level: 2 },
      { id: 'q2', dimension: 'release', level: 2, effort: 'days' },
      { id: 'q3', dimension: 'release', level: 4, partlyLevel: 3 },
      { id: 'q4', dimension: 'release', level: 5 }
    ],
    { rule: { kind: 'first-no' }, levels: [1, 2, 3, 4, 5] }
  );
  const score = (...answers: ('yes' | 'no' | 'partly' | 'dont-know' | 'not-applicable')[]) =>
    scoreDimension(model, 'release', Object.fromEntries(answers.map((answer, i) => [`q${i + 1}`, answer])));

  it('gives 1 at the first no, and the level of the last yes after it', () => {
    expect(score('no', 'yes', 'yes', 'yes')?.level).toBe(1);
    expect(score('yes', 'no', 'yes', 'yes')?.level).toBe(2);
    expect(score('yes', 'yes', 'no', 'yes')?.level).toBe(2);
    expect(score('yes', 'yes', 'yes', 'no')?.level).toBe(4);
    expect(score('yes', 'yes', 'yes', 'yes')).toMatchObject({ level: 5, score: 100, blocking: [], nextLevel: null });
  });

  it('gives a partly the level it carries, or that of a no where it carries none', () => {
    expect(score('yes', 'yes', 'partly')?.level).toBe(3);
    expect(score('yes', 'partly', 'yes')?.level).toBe(2);
  });

  it('walks past what is not applicable', () => {
    expect(score('yes', 'not-applicable', 'yes', 'no')?.level).toBe(4);
  });

  it('scores the share of the walk that was passed, a partly at the stop as half', () => {
    expect(score('yes', 'partly', 'yes', 'yes')?.score).toBe(37.5);
    expect(score('yes', 'not-applicable', 'no', 'yes')?.score).toBeCloseTo(100 / 3, 12);
  });

  it('names all that stands between the stop and the next level', () => {
    expect(score('yes', 'dont-know')).toEqual({
      level: 2,
      range: [2, 5],
      score: 25,
      assessed: true,
      blocking: [
        { criterion: 'q2', because: 'dont-know' },
        { criterion: 'q3', because: 'unanswered' }
      ],
      nextLevel: 4
    });
    expect(scoreAssessment(model, { q1: 'yes', q2: 'no' }).overall.move).toEqual({ criteria: ['q2', 'q3'], effort: 4 });
  });

  it('is assessed once the question it stopped at is answered', () => {
    expect(score('yes')?.assessed).toBe(false);
    expect(score('yes', 'no')?.assessed).toBe(true);
  });
});
