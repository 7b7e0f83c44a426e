import { describe, expect, it } from 'vitest';
import { assignTotal } from './assign-total';
import { explainMatch } from './explain-match';
import { DEFAULT_RULES } from './hard-rules';
import { mentee, mentor } from './profile.arbitrary';
import { proposePairs } from './propose';
import { DEFAULT_WEIGHTS } from './weights';

const options = { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS };
const far = { ...mentor, id: 'far', lat: 66 };
const dutch = { ...mentor, id: 'dutch', languages: ['nl'] };
const mentors = [far, dutch];
const proposals = proposePairs([mentee], mentors, options);
if (!proposals.ok) throw new Error(proposals.problems[0]!.message);
const problem = { ...proposals.value, forbid: [], pin: [], previous: [] };
const best = assignTotal(problem);

describe('explainMatch', () => {
  it('says how a pair of the result fits, and why', () => {
    const found = explainMatch(mentee, far, options, problem, best);
    expect(found).toMatchObject({ broken: [], standing: { kind: 'paired' }, cost: 0, fit: { dimension: 'legal' } });
    expect(found.fit?.reasons.map((reason) => reason.factor)).toContain('distance');
  });

  it('says what would have to change for a pair the rules forbid, and what the round would gain by it', () => {
    const found = explainMatch(mentee, dutch, options, problem, best);
    expect(found).toMatchObject({
      broken: [{ rule: 'no-common-language' }],
      standing: { kind: 'not-possible' },
      fit: { score: 1 }
    });
    expect(found.cost).toBeCloseTo(best.total - 1, 9);
    expect(found.cost).toBeLessThan(0);
  });

  it('knows no cost where the pair has no place', () => {
    const full = { ...problem, capacity: { ...problem.capacity, dutch: 0 } };
    expect(explainMatch(mentee, dutch, options, full, best).cost).toBeNull();
    expect(explainMatch(mentee, { ...mentor, id: mentee.id }, options, problem, best)).toMatchObject({
      fit: null,
      broken: [{ rule: 'same-municipality' }],
      cost: null
    });
  });
});
