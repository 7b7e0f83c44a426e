import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';

const DIGITS = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
// half of the last digit shown
const NOTHING = 0.0005;

/** @example totalText(41.2) // '41.200' */
export function totalText(total: number): string {
  return total.toLocaleString(readerLocale(), DIGITS);
}

/**
 * How a total stands to the draft's; nothing where the two cannot be compared, as under other weights.
 *
 * @example changeText(-0.12, false) // '0.120 less than the draft'
 */
export function changeText(by: number, incomparable: boolean): string {
  if (incomparable) return '';
  if (Math.abs(by) < NOTHING) return m.round_change_none();
  const said = totalText(Math.abs(by));
  return by > 0 ? m.round_change_up({ by: said }) : m.round_change_down({ by: said });
}

/** @example fitText(0.823) // '82' */
export function fitText(score: number): string {
  return Math.round(score * 100).toLocaleString(readerLocale());
}
