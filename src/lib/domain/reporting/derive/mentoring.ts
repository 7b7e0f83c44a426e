import { judgeDominance } from '../../disclosure/dominance';
import { changeOf } from '../../mentoring/effect-measure';
import { poolEffect } from '../../mentoring/effect-pool';
import type { EffectUnit, Estimate, Outcome } from '../../mentoring/effect-types';
import type { PublishedTable } from '../aggregate-types';
import { derived } from './derived-table';

const SCORES: readonly Outcome[] = ['dimension-score', 'score'];
const LEVELS: readonly Outcome[] = ['dimension-level', 'level'];

/**
 * Whether mentoring works (docs/decisions/0019), over all periods together: differences with their intervals, of groups
 * of the threshold or more, to two decimals. A mean that one municipality makes up nearly all of is withheld
 * (`judgeDominance`): the second furthest mover could work the furthest one out.
 *
 * @example
 * deriveEffect([[...units]], 5).map(({ id }) => id) // ['effect', 'effect-levels', 'effect-groups']
 */
export function deriveEffect(periods: readonly (readonly EffectUnit[])[], threshold: number): PublishedTable[] {
  const { result } = poolEffect(periods);
  const about = { subject: 'effect' } as const;
  const sizes = (matched: number, asked: number, similar: number) => ({ matched, asked, similar });
  if (result.kind === 'stories-only') {
    const few = { withheld: result.pairs === 0 ? ('nobody' as const) : ('too-few' as const) };
    return [
      derived('effect', about, 'points', name(SCORES), few),
      derived('effect-levels', about, 'levels', name(LEVELS), few),
      derived('effect-groups', about, 'municipalities', { matched: null, asked: null, similar: null }, few)
    ];
  }
  const matched = periods.flat().filter(({ part }) => part === 'matched');
  let dominated = false;
  const tell = (outcomes: readonly Outcome[]) => {
    const values: Record<string, number | null> = {};
    for (const against of ['asked', 'similar'] as const)
      for (const outcome of outcomes) {
        const moves = matched.flatMap((unit) => Math.abs(changeOf(unit, outcome, unit.dimension) ?? 0));
        const one = judgeDominance(moves).dominated;
        dominated ||= one;
        Object.assign(values, describe(`${against}/${outcome}`, result[against].outcomes[outcome], one, threshold));
      }
    return values;
  };
  const [scores, levels] = [tell(SCORES), tell(LEVELS)];
  const options = (values: Record<string, number | null>) => ({
    decimals: 2,
    withheld: Object.values(values).every((value) => value === null)
      ? dominated
        ? ('dominated' as const)
        : ('too-few' as const)
      : null
  });
  const groups = sizes(result.pairs, result.asked.others, result.similar.others);
  const shown = Object.entries(groups).map(([id, n]) => [id, n === 0 || n >= threshold ? n : null]);
  return [
    derived('effect', about, 'points', scores, options(scores)),
    derived('effect-levels', about, 'levels', levels, options(levels)),
    derived('effect-groups', about, 'municipalities', Object.fromEntries(shown) as Record<string, number | null>)
  ];
}

const name = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(
    ['asked', 'similar'].flatMap((against) =>
      outcomes.flatMap((outcome) => NUMBERS.map((key) => [`${against}/${outcome}/${key}`, null]))
    )
  );

const NUMBERS = ['difference', 'low', 'high'] as const;

function describe(id: string, estimate: Estimate, dominated: boolean, threshold: number) {
  const told =
    !dominated && estimate.kind === 'estimated' && Math.min(estimate.matched.n, estimate.others.n) >= threshold;
  return Object.fromEntries(NUMBERS.map((key) => [`${id}/${key}`, told ? estimate[key] : null]));
}
