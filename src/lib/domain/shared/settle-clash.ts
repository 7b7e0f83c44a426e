import { isSame } from './merge-fields';

/** The value that stands, the one kept beside it, or for texts both, one after the other. */
export type ClashChoice = 'standing' | 'other' | 'both';

/** Two values of one field. */
export interface Sides {
  standing: unknown;
  other: unknown;
}

/**
 * What a choice between two values does, where others may have written since whoever chose looked. It overwrites only
 * what they had seen: a value that was not on their screen stays, and with it the question.
 *
 * @param now the values there are now
 * @param seen those between which was chosen
 * @returns the value that stands, and whether the question is settled
 * @example
 * settleClash({ standing: 'A', other: 'B' }, 'other', { standing: 'A', other: 'B' }) // { value: 'B', settled: true }
 * settleClash({ standing: 'A2', other: 'B' }, 'other', { standing: 'A', other: 'B' }) // { value: 'A2', settled: false }
 */
export function settleClash(now: Sides, choose: ClashChoice, seen: Sides): { value: unknown; settled: boolean } {
  if (choose === 'both') return { value: joinTexts(now.standing, now.other), settled: true };
  const otherIsNew = !isSame(now.other, seen.other);
  const standingIsNew = !isSame(now.standing, seen.standing);
  if (otherIsNew || (choose === 'other' && standingIsNew)) return { value: now.standing, settled: false };
  return { value: choose === 'other' ? now.other : now.standing, settled: true };
}

/**
 * Two texts as one, with an empty line between; one that contains the other is enough.
 *
 * @example
 * joinTexts('They have a map.', 'Eva left.') // 'They have a map.\n\nEva left.'
 */
export function joinTexts(first: unknown, second: unknown): string {
  const [a, b] = [asText(first), asText(second)];
  if (b === '' || a.includes(b)) return a;
  return a === '' || b.includes(a) ? b : `${a}\n\n${b}`;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
