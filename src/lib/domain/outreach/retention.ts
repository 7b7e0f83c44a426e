import { DAYS_TO_BRING_BACK } from './contact-kinds';

/** How long a network keeps whom; null: for ever. */
export interface RetentionRules {
  untouchedMonths: number | null;
  optedOutMonths: number | null;
}

export interface Kept {
  optedOutOn: string | null;
  /** ISO date of the last meeting, change or mail; the day it was written down where there was none. */
  touchedOn: string;
  /** ISO date; null for one that is there. A merged one counts as there. */
  removedOn: string | null;
  /** A mailbox of an office: it is nobody in person, and nobody need be in touch with it. */
  mailbox: boolean;
}

export interface Expiry {
  /** ISO date: from this day on it goes. */
  on: string;
  because: 'untouched' | 'opted-out' | 'removed';
}

/**
 * When a contact goes, and why: whichever rule comes first. One that was removed goes when it cannot be brought back any
 * more, whatever the rules.
 *
 * @example
 * expiryOf({ touchedOn: '2024-11-22', optedOutOn: null, removedOn: null, mailbox: false }, { untouchedMonths: 24, optedOutMonths: null })
 * // { on: '2026-11-22', because: 'untouched' }
 */
export function expiryOf(contact: Kept, rules: RetentionRules): Expiry | null {
  const { optedOutOn, touchedOn, removedOn, mailbox } = contact;
  const found: Expiry[] = [];
  if (removedOn !== null) found.push({ on: addDays(removedOn, DAYS_TO_BRING_BACK), because: 'removed' });
  if (rules.optedOutMonths !== null && optedOutOn !== null)
    found.push({ on: addMonths(optedOutOn, rules.optedOutMonths), because: 'opted-out' });
  if (rules.untouchedMonths !== null && !mailbox)
    found.push({ on: addMonths(touchedOn, rules.untouchedMonths), because: 'untouched' });
  return found.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * A date so many months later; where that month is shorter, its last day.
 *
 * @example
 * addMonths('2026-08-31', 6) // '2027-02-28'
 */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
