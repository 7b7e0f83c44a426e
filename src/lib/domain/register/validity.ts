/**
 * Whether something with a first and a last day is valid on a day; both ends belong to it, an open end never ends.
 *
 * @example
 * isValidOn({ validFrom: null, validTo: '2026-12-31' }, '2026-12-31') // true
 * isValidOn({ validFrom: '2027-01-01', validTo: null }, '2026-12-31') // false
 */
export function isValidOn(period: { validFrom: string | null; validTo: string | null }, day: string): boolean {
  return (period.validFrom === null || period.validFrom <= day) && (period.validTo === null || period.validTo >= day);
}

/**
 * The day before an ISO date: the last day of what a new order ends.
 *
 * @example
 * dayBefore('2027-01-01') // '2026-12-31'
 */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
