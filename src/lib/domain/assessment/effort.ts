import type { Effort } from '../model/types';

const EFFORT_SIZE: Readonly<Record<Effort, number>> = { hours: 1, days: 3, weeks: 15, months: 60 };

/**
 * The weight of an effort class when efforts are added up: hours 1, days 3, weeks 15, months 60.
 * An order of size, not working hours.
 *
 * @example
 * effortOf('weeks'); // 15
 */
export function effortOf(effort: Effort): number {
  return EFFORT_SIZE[effort];
}
