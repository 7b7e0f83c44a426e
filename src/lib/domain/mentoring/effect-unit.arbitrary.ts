import { seededRandom } from '../shared/random';
import type { EffectUnit, Part } from './effect-types';

/** Numbers from a normal distribution by the method of Box and Muller. */
export function normals(seed: number): () => number {
  const next = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

const GROUPS = ['A1', 'B4', 'C8'];

/**
 * Municipalities whose change is drawn from one distribution, those of the matched raised by `effect` points. Their scores before differ
 * by part only as far as `tilt` says.
 */
export function inventUnits(
  seed: number,
  counts: Record<Part, number>,
  { effect = 0, tilt = 0 }: { effect?: number; tilt?: number } = {}
): EffectUnit[] {
  const draw = normals(seed);
  const next = seededRandom(seed + 1);
  return (Object.keys(counts) as Part[]).flatMap((part) =>
    Array.from({ length: counts[part] }, (_, i): EffectUnit => {
      const score = 40 + 8 * draw() - (part === 'matched' ? tilt : 0);
      const legal = score + 5 * draw();
      const change = 4 + 6 * draw() + (part === 'matched' ? effect : 0);
      const onLegal = change + 3 * draw();
      return {
        id: `${part}-${String(i).padStart(4, '0')}`,
        part,
        dimension: part === 'never' ? null : 'legal',
        group: GROUPS[Math.floor(next() * GROUPS.length)]!,
        population: Math.round(Math.exp(9.6 + 0.7 * draw())),
        before: { score, level: Math.floor(score / 20), dimensions: { legal: { score: legal, level: 1 } } },
        after: {
          score: score + change,
          level: Math.floor((score + change) / 20),
          dimensions: { legal: { score: legal + onLegal, level: onLegal > 4 ? 2 : 1 } }
        }
      };
    })
  );
}
