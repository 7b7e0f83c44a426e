import { describe, expect, it } from 'vitest';
import { makeCriterion, makeModelFiles } from '../model/model.fixture';
import type { AnswerValue } from '../model/types';
import { gatherSheet } from './result-sheet';

const { model: small } = makeModelFiles();
const link = { kind: 'link' as const, required: false };
const model = {
  ...small,
  criteria: [
    makeCriterion('l1', 'legal', 1, { evidence: link, freshMonths: 12 }),
    makeCriterion('l2', 'legal', 2, { evidence: link }),
    makeCriterion('p1', 'people', 1, { canBeNotApplicable: true })
  ]
};
const answer = (criterionId: string, value: AnswerValue | null, answeredAt = '2026-11-01T09:00:00.000Z') => ({
  criterionId,
  value,
  evidence: '',
  origin: 'own' as const,
  answeredAt
});
const NOW = '2026-11-22T09:00:00.000Z';

describe('the facts of a result sheet', () => {
  it('give level and range of each dimension, and say which is not answered and which does not apply', () => {
    const answers = [answer('l1', 'yes'), answer('l2', 'dont-know')];
    expect(gatherSheet(model, answers, new Set(), NOW).dimensions).toEqual([
      { id: 'legal', state: 'level', level: 1, upTo: 2, score: 50 },
      { id: 'people', state: 'open', level: null, upTo: null, score: null }
    ]);
    const applies = gatherSheet(model, [...answers, answer('p1', 'not-applicable')], new Set(), NOW);
    expect(applies.dimensions[1]?.state).toBe('left-out');
  });

  it('count evidence where it is expected, by text or by file', () => {
    const answers = [answer('l1', 'yes'), { ...answer('l2', 'yes'), evidence: 'KS 2025/1' }, answer('p1', 'yes')];
    expect(gatherSheet(model, answers, new Set(), NOW).evidence).toEqual({ expected: 2, given: 1 });
    expect(gatherSheet(model, answers, new Set(['l1']), NOW).evidence).toEqual({ expected: 2, given: 2 });
  });

  it('say how old the answers are as of a moment, never by the clock', () => {
    const answers = [answer('l1', 'yes', '2025-03-01T09:00:00.000Z'), answer('l2', 'no')];
    expect(gatherSheet(model, answers, new Set(), NOW)).toMatchObject({ oldest: '2025-03-01T09:00:00.000Z', stale: 1 });
    expect(gatherSheet(model, answers, new Set(), '2025-06-01T09:00:00.000Z').stale).toBe(0);
  });

  it('name at most three steps, each unmet, with what it lifts', () => {
    const { steps, shortest } = gatherSheet(model, [answer('l1', 'yes'), answer('p1', 'no')], new Set(), NOW);
    expect(steps.map(({ criterion }) => criterion)).toEqual(['p1', 'l2']);
    expect(steps[0]).toMatchObject({ dimension: 'people', level: 1, lifts: { from: 0, to: 1 } });
    expect(shortest).toEqual({ level: 1, count: 1 });
  });

  it('hold for a municipality that has answered nothing', () => {
    const facts = gatherSheet(model, [], new Set(), NOW);
    expect(facts).toMatchObject({ headline: null, answered: 0, total: 3, oldest: null });
    expect(facts.dimensions.every(({ state }) => state === 'open')).toBe(true);
  });
});
