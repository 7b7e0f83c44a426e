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

/**
 * The class a sum of efforts falls into: the largest whose weight it reaches.
 *
 * @example
 * effortClass(effortOf('days') + effortOf('days')); // 'days'
 * effortClass(18); // 'weeks'
 */
export function effortClass(total: number): Effort {
  const classes: readonly Effort[] = ['months', 'weeks', 'days'];
  return classes.find((effort) => total >= EFFORT_SIZE[effort]) ?? 'hours';
}
