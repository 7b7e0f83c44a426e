import { describe, expect, it } from 'vitest';
import { checkDimension } from './hard-rules';
import { mentee, mentor } from './profile.arbitrary';
import { isSuggestedOffer } from './suggest-offer';

describe('isSuggestedOffer', () => {
  it('suggests what a round would let the municipality teach, to somebody at the very beginning', () => {
    const beginner = { ...mentee, levels: { legal: 0 } };
    for (const level of [null, 0, 1, 2, 3, 4, 5]) {
      const may = checkDimension(beginner, { ...mentor, levels: { legal: level } }, 'legal').length === 0;
      expect(isSuggestedOffer(level), String(level)).toBe(may);
    }
  });
});
