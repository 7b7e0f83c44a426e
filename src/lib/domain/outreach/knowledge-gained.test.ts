import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWLEDGE_ANSWERS, KNOWLEDGE_QUESTIONS } from './kinds';
import { knowledgeGained } from './knowledge-gained';
import { meeting } from './records.fixture';

const licences = (before: 'none' | 'some' | 'enough' | null, after: 'none' | 'some' | 'enough' | null) => ({
  knowledge: [{ id: 'licences' as const, before, after }]
});

describe('knowledgeGained', () => {
  it('counts only meetings with an answer from before and from after', () => {
    const gained = knowledgeGained([
      meeting(1, { interestBefore: 2, interestAfter: 5 }),
      meeting(2, { interestBefore: 3 }),
      meeting(3, licences(null, 'enough')),
      meeting(4)
    ]);
    expect(gained).toMatchObject({ meetings: 4, withBoth: 1 });
    expect(gained.gains[0]).toEqual({
      ...{ question: 'interest', both: 1, before: 2, after: 5, change: 3 },
      ...{ rose: 1, same: 0, fell: 0 }
    });
    expect(gained.gains.find(({ question }) => question === 'licences')).toMatchObject({ both: 0, change: null });
  });

  it('says how many rose, stayed and fell, since a mean hides those that fell', () => {
    const gained = knowledgeGained([
      meeting(1, licences('none', 'enough')),
      meeting(2, licences('some', 'some')),
      meeting(3, licences('enough', 'some'))
    ]);
    expect(gained.gains[2]).toMatchObject({ both: 3, before: 1, rose: 1, same: 1, fell: 1 });
    expect(gained.gains[2]?.change).toBeCloseTo(1 / 3);
  });

  it('adds up, whatever was answered', () => {
    const answer = fc.constantFrom(null, ...KNOWLEDGE_ANSWERS);
    const degree = fc.option(fc.integer({ min: 1, max: 5 }));
    const any = fc.record({
      interestBefore: degree,
      interestAfter: degree,
      knowledge: fc.uniqueArray(
        fc.record({ id: fc.constantFrom(...KNOWLEDGE_QUESTIONS), before: answer, after: answer }),
        { selector: ({ id }) => id }
      )
    });
    fc.assert(
      fc.property(fc.array(any), (said) => {
        const { gains, withBoth, meetings } = knowledgeGained(said.map((more, i) => meeting(i, more)));
        expect(withBoth).toBeLessThanOrEqual(meetings);
        for (const { both, rose, same, fell, before, after, change } of gains) {
          expect(rose + same + fell).toBe(both);
          expect(both).toBeLessThanOrEqual(withBoth);
          if (both > 0) expect(change).toBeCloseTo(after! - before!);
        }
      })
    );
  });
});
