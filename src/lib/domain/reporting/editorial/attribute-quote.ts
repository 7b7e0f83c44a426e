import type { Param, Phrase } from '../document';
import { phrase } from '../draft';
import { nameClass } from '../name-strata';
import type { Addition } from './editorial';

/**
 * Who is said to have said it: the role, and the size of the municipality where enough of that size were met. Never a
 * name, never a place.
 *
 * @example
 * attributeQuote({ role: 'manager', size: 's2', ... })
 * // "A manager in a municipality with 5,000 to 9,999 inhabitants"
 */
export function attributeQuote({ role, size }: Extract<Addition, { kind: 'quote' }>): Phrase {
  const who: Param = phrase(role === null ? 'quote.somebody' : `quote.${role}`);
  return size === null
    ? phrase('quote.by', { who })
    : phrase('quote.by-size', { who, size: nameClass('size', { id: size, of: [size] }, {}) });
}
