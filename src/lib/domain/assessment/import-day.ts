/**
 * A moment or day as files have it: ISO 8601, or day, month and year in this order. Days are midnight in UTC.
 * Null where it is neither, or no day of the calendar.
 *
 * @example
 * readDay('31.12.2025') // 2025-12-31T00:00:00.000Z
 */
export function readDay(text: string): Date | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]([\d:.]+(?:Z|[+-]\d\d:?\d\d)?))?$/.exec(text);
  if (iso) {
    const [, year, month, day, time] = iso;
    const at = new Date(time ? `${year}-${month}-${day}T${/[Z+-]/.test(time) ? time : `${time}Z`}` : text);
    return Number.isNaN(at.getTime()) || !isDay(Number(year), Number(month), Number(day)) ? null : at;
  }
  const european = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (!european) return null;
  const [day, month, year] = european.slice(1).map(Number) as [number, number, number];
  return isDay(year, month, day) ? new Date(Date.UTC(year, month - 1, day)) : null;
}

function isDay(year: number, month: number, day: number): boolean {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}
