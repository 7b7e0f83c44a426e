import { showValue } from '../shared/table/place';

/** A value, with what was read into it; or what is wrong with it. */
export type ReadValue<T> =
  | { ok: true; value: T; repair: { to: string; code: string; why: string } | null }
  | { ok: false; code: string; message: string };

const MAX_POPULATION = 100_000_000;
const GROUPED = /^\d{1,3}([ .,'’]\d{3})+$/;

/**
 * Number of inhabitants: a whole number, with or without marks between thousands.
 *
 * @example
 * readPopulation('43.891') // value 43891, repair { to: '43891', code: 'thousands', ... }
 */
export function readPopulation(text: string): ReadValue<number> {
  const digits = GROUPED.test(text) ? text.replace(/\D/g, '') : text.replace(/[.,]0+$/, '');
  if (!/^\d{1,12}$/.test(digits) || Number(digits) > MAX_POPULATION) {
    return fault('population', `the population must be a whole number like 43891 - got ${showValue(text)}`);
  }
  const repair =
    digits === text ? null : { to: digits, code: 'thousands', why: 'marks between thousands or decimals taken out' };
  return { ok: true, value: Number(digits), repair };
}

/**
 * Latitude or longitude in degrees of WGS 84; a decimal comma is read as a point.
 *
 * @example
 * readDegrees('59,52', 'lat') // value 59.52, repair { to: '59.52', code: 'decimal-comma', ... }
 */
export function readDegrees(text: string, axis: 'lat' | 'lon'): ReadValue<number> {
  const limit = axis === 'lat' ? 90 : 180;
  const name = axis === 'lat' ? 'latitude' : 'longitude';
  const point = text.replace(',', '.');
  const value = /^[-+]?\d{1,12}(\.\d+)?$/.test(point) ? Number(point) : NaN;
  if (!(Math.abs(value) <= limit)) {
    const metres = Math.abs(value) > 1_000 ? '; metres of a national grid must be converted to WGS 84 first' : '';
    return fault(axis, `the ${name} must be degrees between -${limit} and ${limit} - got ${showValue(text)}${metres}`);
  }
  const repair = point === text ? null : { to: point, code: 'decimal-comma', why: 'decimal comma read as a point' };
  return { ok: true, value, repair };
}

/**
 * A date as 2025-01-31, 20250131, or day first as 31.1.2025; the year 9999 means that no end is known.
 *
 * @example
 * readDate('31.1.2025', 'validFrom') // value '2025-01-31', repair { to: '2025-01-31', code: 'date', ... }
 */
export function readDate(text: string, field: 'validFrom' | 'validTo'): ReadValue<string | null> {
  const day = text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '');
  const iso = /^(\d{4})[-./]?(\d{2})[-./]?(\d{2})$/.exec(day);
  const dayFirst = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(day);
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : [];
  const value = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (!isCalendarDay(value)) {
    const name = field === 'validFrom' ? 'first day of validity' : 'last day of validity';
    return fault(field, `the ${name} must be a date like 2025-01-31 - got ${showValue(text)}`);
  }
  if (year === '9999')
    return { ok: true, value: null, repair: { to: '', code: 'open-end', why: 'the year 9999 means no end' } };
  return {
    ok: true,
    value,
    repair: value === text ? null : { to: value, code: 'date', why: 'date written the international way' }
  };
}

/** @example isCalendarDay('2025-02-30') // false */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @example readUrbanisation('2') // value 2 */
export function readUrbanisation(text: string): ReadValue<1 | 2 | 3> {
  const value = Number(text);
  if (/^[123]$/.test(text) && (value === 1 || value === 2 || value === 3)) return { ok: true, value, repair: null };
  return fault('urbanisation', `the degree of urbanisation must be 1, 2 or 3 - got ${showValue(text)}`);
}

/** @example readGroup('a2') // value 'A2', repair { to: 'A2', code: 'capital', ... } */
export function readGroup(text: string): ReadValue<string> {
  const value = text.toUpperCase();
  if (!/^[ABC][1-9]$/.test(value)) {
    return fault('group', `the group must be one of A1 to C9 - got ${showValue(text)}`);
  }
  return {
    ok: true,
    value,
    repair: value === text ? null : { to: value, code: 'capital', why: 'letter made a capital' }
  };
}

/** @example readCode('Upplands Väsby') // fault: the code must be digits or letters without spaces ... */
export function readCode(text: string): ReadValue<string> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,19}$/u.test(text)) {
    return fault('code', `the code must be at most 20 digits or letters without spaces - got ${showValue(text)}`);
  }
  const whole = text.replace(/^(\d+)\.0+$/, '$1');
  return {
    ok: true,
    value: whole,
    repair: whole === text ? null : { to: whole, code: 'decimals', why: 'decimals of a spreadsheet taken off' }
  };
}

/** @example readName('Malm\ufffd') // fault: the name has lost letters ... */
export function readName(text: string): ReadValue<string> {
  if (text.includes('\ufffd')) {
    return fault(
      'name',
      `the name has lost letters - got ${showValue(text)}; save the file anew as UTF-8 from its source`
    );
  }
  if (!/\p{L}/u.test(text))
    return fault('name', `the name must have letters - got ${showValue(text)}; check the column`);
  if (text.length > 200) return fault('name', `the name must have at most 200 characters - got ${showValue(text)}`);
  return { ok: true, value: text, repair: null };
}

function fault(field: string, message: string): { ok: false; code: string; message: string } {
  return { ok: false, code: `bad-${field}`, message };
}
