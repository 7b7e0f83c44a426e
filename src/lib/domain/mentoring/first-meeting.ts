import { addDays } from '../roadmap/reminder-due';

/** Tuesday: rarely a public holiday, and rarely taken as a day off. */
const WEEKDAY = 2;
const LATEST_DAYS = 366;

/**
 * A day to propose for a first conversation: the first Tuesday after the invitation can be answered, in a month in which
 * both have time; where there is none in the year, months do not count.
 *
 * @param after ISO date the invitation lapses
 * @param months of either side, 1 to 12; an empty list means any
 * @returns ISO date
 * @example
 * proposeFirstMeeting('2027-01-05', [[], [2, 3]]); // '2027-02-02'
 */
export function proposeFirstMeeting(after: string, months: readonly (readonly number[])[]): string {
  const tuesdays = Array.from({ length: LATEST_DAYS }, (_, i) => addDays(after, i + 1)).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === WEEKDAY
  );
  const fits = (day: string) => months.every((own) => own.length === 0 || own.includes(Number(day.slice(5, 7))));
  return tuesdays.find(fits) ?? tuesdays[0]!;
}
