import { describe, expect, it } from 'vitest';
import { compareWeights } from './compare-weights';
import { mentee, mentor } from './profile.arbitrary';
import { DEFAULT_WEIGHTS, FACTORS, type Factor } from './weights';

const only = (factor: Factor) =>
  ({ ...Object.fromEntries(FACTORS.map((one) => [one, 0])), [factor]: 1 }) as Record<Factor, number>;
const near = { ...mentor, id: 'near', population: 200_000 };
const alike = { ...mentor, id: 'alike', lat: 66 };

describe('compareWeights', () => {
  it('shows which pairs other weights change and what keeping the old ones would be worth', () => {
    const result = compareWeights([mentee], [near, alike], only('distance'), only('likeness-population'));
    expect(result).toMatchObject({
      ok: true,
      value: {
        total: { before: 1, after: 1 },
        keeping: 0,
        kept: [],
        dropped: [['a', 'near']],
        added: [['a', 'alike']]
      }
    });
  });

  it.each([
    [
      'form',
      { forms: ['call' as const] },
      { forms: ['call' as const, 'visit' as const] },
      { forms: ['visit' as const] }
    ],
    ['months', { months: [11, 12, 1] }, { months: [11, 12, 1] }, { months: [3, 4] }]
  ] as const)('shows what the weight of %s changes', (factor, asks, fits, unfit) => {
    const [x, y] = [
      { ...mentor, ...fits, id: 'x', population: 40_000 },
      { ...mentor, ...unfit, id: 'y' }
    ];
    const without = { ...DEFAULT_WEIGHTS, [factor]: 0 };
    expect(compareWeights([{ ...mentee, ...asks }], [x, y], without, DEFAULT_WEIGHTS)).toMatchObject({
      ok: true,
      value: { dropped: [['a', 'y']], added: [['a', 'x']], total: { before: 1 } }
    });
  });

  it('changes nothing where both weightings agree', () => {
    const result = compareWeights([mentee], [near, alike], DEFAULT_WEIGHTS, DEFAULT_WEIGHTS);
    expect(result).toMatchObject({ ok: true, value: { dropped: [], added: [] } });
    expect(result.ok && result.value.keeping).toBe(result.ok && result.value.total.after);
  });

  it('refuses weights that are no weights', () => {
    expect(compareWeights([mentee], [near], DEFAULT_WEIGHTS, { ...DEFAULT_WEIGHTS, gap: -1 })).toMatchObject({
      ok: false,
      problems: [{ path: 'weights.gap' }]
    });
  });
});
