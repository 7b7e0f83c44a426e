import type { Problem } from '../shared/result';
import type { ProfileContent } from './empty-profile';
import type { Wish } from './offers';

/** The lists in which a municipality names others. */
export type NamedIn = 'avoid' | 'prefers' | 'wishes';
type Named = Pick<ProfileContent, NamedIn>;

/** Why a municipality cannot be put on a list: it is the one that writes, is on it, or is on one that says the opposite. */
export type WhyNotNamed = 'itself' | 'twice' | 'avoided' | 'wished' | 'preferred';

const idsOf = ({ avoid, prefers, wishes }: Named) => ({
  avoid,
  prefers,
  wishes: wishes.map((wish) => wish.municipalityId)
});

/**
 * Why a municipality cannot be added to a list; null where it can.
 *
 * @param own the municipality whose profile it is
 * @example
 * whyNotNamed({ avoid: ['b'], prefers: [], wishes: [] }, 'wishes', 'b', 'a') // 'avoided'
 */
export function whyNotNamed(named: Named, list: NamedIn, id: string, own: string): WhyNotNamed | null {
  const ids = idsOf(named);
  if (id === own) return 'itself';
  if (ids[list].includes(id)) return 'twice';
  if (list !== 'avoid') return ids.avoid.includes(id) ? 'avoided' : null;
  if (ids.wishes.includes(id)) return 'wished';
  return ids.prefers.includes(id) ? 'preferred' : null;
}

/**
 * The first wish that says no reason and stood there with one, or not at all, before: `wishes.1.reason`. What was stored
 * without a reason long ago stays until it is changed.
 *
 * Code: `reason-missing`.
 *
 * @example
 * bareWish([{ municipalityId: 'b', reason: ' ' }], [])?.path // 'wishes.0.reason'
 */
export function bareWish(wishes: readonly Wish[], before: readonly Wish[]): Problem | null {
  const bare = new Set(before.filter(({ reason }) => !reason.trim()).map(({ municipalityId }) => municipalityId));
  const i = wishes.findIndex(({ municipalityId, reason }) => !reason.trim() && !bare.has(municipalityId));
  if (i < 0) return null;
  const message = 'Each mentor wished for needs a reason - write in a line why it is this one.';
  return { code: 'reason-missing', path: `wishes.${i}.reason`, message };
}

/**
 * What is wrong with the lists as they stand, with the place of each: `wishes.2`. Of a municipality that is both avoided
 * and wished for (or would be helped), the wish is named.
 *
 * Codes: `itself`, `twice`, `contradiction`.
 *
 * @example
 * namedProblems({ avoid: ['b'], prefers: [], wishes: [{ municipalityId: 'b', reason: '' }] }, 'a')[0].path // 'wishes.0'
 */
export function namedProblems(named: Named, own: string): Problem[] {
  const ids = idsOf(named);
  const problems: Problem[] = [];
  for (const [field, list] of Object.entries(ids)) {
    for (const [i, id] of list.entries()) {
      const path = `${field}.${i}`;
      if (id === own)
        problems.push({
          code: 'itself',
          path,
          message: 'A municipality is not matched with itself - take it off this list.'
        });
      else if (list.indexOf(id) !== i)
        problems.push({
          code: 'twice',
          path,
          message: 'This municipality is named twice in the list - once is enough.'
        });
    }
  }
  const said = { wishes: 'wished for', prefers: 'one you would like to help' };
  for (const field of ['wishes', 'prefers'] as const) {
    for (const [i, id] of ids[field].entries()) {
      if (ids.avoid.includes(id))
        problems.push({
          code: 'contradiction',
          path: `${field}.${i}`,
          message: `This municipality is ${said[field]} and avoided - choose one.`
        });
    }
  }
  return problems;
}
