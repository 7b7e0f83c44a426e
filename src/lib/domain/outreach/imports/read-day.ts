import { foldText } from '../fold-text';
import type { DateOrder } from './kinds';

export type ReadDay =
  | { kind: 'day'; day: string }
  | { kind: 'empty' }
  /** Both readings exist: the person says which. */
  | { kind: 'ambiguous'; dmy: string; mdy: string }
  | { kind: 'unreadable' };

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januari', 'jan'],
  ['february', 'februari', 'feb', 'febr'],
  ['march', 'mars', 'maart', 'mar', 'mrt'],
  ['april', 'apr'],
  ['may', 'maj', 'mei'],
  ['june', 'juni', 'jun'],
  ['july', 'juli', 'jul'],
  ['august', 'augusti', 'augustus', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oktober', 'oct', 'okt'],
  ['november', 'nov'],
  ['december', 'dec']
];
const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** The first and the last day Excel's numbers are taken for dates: 1990-01-01 to 2099-12-31 (its day 1 is 1900-01-01). */
const SERIALS = [32_874, 73_050] as const;
/** Excel counts the 29th of February 1900, which there was not (ECMA-376, part 1, 18.17.4.1). */
const BEFORE_SERIALS = Date.UTC(1899, 11, 30);

/**
 * A day as people and spreadsheets write it: `2026-03-05`, `20260305`, `5.3.2026`, `5 mars 2026`, `March 5, 2026`,
 * `46086` (Excel's number), each perhaps with a time behind it. Dots are read as day, month, year, as everywhere they
 * are used; with strokes or hyphens both orders exist, and where both give a day it is asked.
 *
 * @param order as the person said, where it was asked
 * @example
 * readDay('5 mars 2026') // { kind: 'day', day: '2026-03-05' }
 * readDay('05/03/2026') // { kind: 'ambiguous', dmy: '2026-03-05', mdy: '2026-05-03' }
 */
export function readDay(text: string, order?: DateOrder): ReadDay {
  const bare = text
    .trim()
    .slice(0, 60)
    .replace(/[ \u00a0]+/g, ' ')
    // a time behind a day, and the name of a weekday before it, say nothing of the day
    .replace(/(?:T| |, ?)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?(?:Z|am|pm|[+-]\d{2}:?\d{2}))?$/i, '')
    .replace(/^\p{L}{2,10}\.?,? (?=\d)/u, (word) => (monthOf(word) ? word : ''))
    .trim();
  if (bare === '') return { kind: 'empty' };
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(bare) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(bare);
  if (iso) return toDay(iso[1], iso[3], iso[4]);
  const serial = /^(\d{5})(?:[.,]\d+)?$/.exec(bare);
  if (serial) return fromSerial(Number(serial[1]));
  const named = /^(\d{1,2})(?::?e|st|nd|rd|th|\.)? ?[- ]?(\p{L}+)\.?,?[- ]?(\d{4})$/u.exec(bare);
  if (named) return toDay(named[3], String(monthOf(named[2]!)), named[1]);
  const turned = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(bare);
  if (turned) return toDay(turned[3], String(monthOf(turned[1]!)), turned[2]);
  const dotted = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(bare);
  if (dotted) return toDay(dotted[3], dotted[2], dotted[1]);
  const stroked = /^(\d{1,2})([/-])(\d{1,2})(?:\2| )(\d{4})$/.exec(bare);
  if (stroked)
    return fromOrders(toDay(stroked[4], stroked[3], stroked[1]), toDay(stroked[4], stroked[1], stroked[3]), order);
  return { kind: 'unreadable' };
}

function fromOrders(dmy: ReadDay, mdy: ReadDay, order: DateOrder | undefined): ReadDay {
  if (dmy.kind !== 'day') return mdy;
  if (mdy.kind !== 'day' || dmy.day === mdy.day) return dmy;
  if (order) return order === 'dmy' ? dmy : mdy;
  return { kind: 'ambiguous', dmy: dmy.day, mdy: mdy.day };
}

function fromSerial(serial: number): ReadDay {
  if (serial < SERIALS[0] || serial > SERIALS[1]) return { kind: 'unreadable' };
  return { kind: 'day', day: new Date(BEFORE_SERIALS + serial * 86_400_000).toISOString().slice(0, 10) };
}

const monthOf = (word: string): number | undefined => MONTH_OF.get(foldText(word).replace(/[.,\s]+$/, ''));

function toDay(year = '', month = '', day = ''): ReadDay {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const at = new Date(Date.UTC(y, m - 1, d));
  const real = y >= 1900 && y <= 2199 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return real ? { kind: 'day', day: at.toISOString().slice(0, 10) } : { kind: 'unreadable' };
}
