import { describe, expect, it } from 'vitest';
import { layoutQuestions } from './question-layout';

describe('layoutQuestions', () => {
  const trail = layoutQuestions([
    { level: 1, answer: 'yes' },
    { level: 2, answer: 'partly' },
    { level: 2, answer: null, current: true },
    { level: 3, answer: null }
  ]);

  it('puts questions of one level closer together than those of two', () => {
    const [a, b, c] = trail.marks.map((m) => m.x);
    expect((c ?? 0) - (b ?? 0)).toBeLessThan((b ?? 0) - (a ?? 0));
  });

  it('is solid only after an answered question', () => {
    expect(trail.paths.map((p) => p.walked)).toEqual([true, true, false]);
  });

  it('writes each level once', () => {
    expect(trail.groups.map((g) => g.level)).toEqual([1, 2, 3]);
  });

  it('calls from the question one is at until it is answered', () => {
    expect(trail.marks[2]?.symbol).toBe('wm-next');
    expect(layoutQuestions([{ level: 1, answer: 'no', current: true }]).marks[0]?.symbol).toBe('wm-mark');
  });

  it('does not count a question that was skipped as answered', () => {
    expect(layoutQuestions([{ level: 1, answer: 'not-reached' }]).marks[0]?.answered).toBe(false);
  });
});
