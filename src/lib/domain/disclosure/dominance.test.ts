import { describe, expect, it } from 'vitest';
import { judgeDominance } from './dominance';

describe('a magnitude', () => {
  it('is dominated where the second largest can estimate the largest closely', () => {
    expect(judgeDominance([5, 100, 40])).toEqual({ dominated: true, because: 'estimable', within: 0.05 });
    expect(judgeDominance([100, 40, 10])).toEqual({ dominated: false });
    expect(judgeDominance([100, 40, 10], { share: 0.2 })).toMatchObject({ dominated: true, within: 0.1 });
  });

  it('of one contributor is his own, of two each knows the other', () => {
    expect(judgeDominance([7, 0, 0])).toEqual({ dominated: true, because: 'single', within: 0 });
    expect(judgeDominance([7, 9])).toEqual({ dominated: true, because: 'two', within: 0 });
  });

  it('of nobody tells nothing', () => {
    expect(judgeDominance([])).toEqual({ dominated: false });
    expect(judgeDominance([0, 0])).toEqual({ dominated: false });
  });
});
