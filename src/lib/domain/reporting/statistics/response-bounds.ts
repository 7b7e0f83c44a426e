import type { Interval } from './wilson';

/** How many there are, how many of them answered, and how many of those said yes. */
export interface Counted {
  population: number;
  answered: number;
  yes: number;
}

/**
 * What the share among all must lie between, whatever those who are silent would say: once all of them no, once all of
 * them yes (Manski 1989, "Anatomy of the selection problem"). Nothing is assumed, so nothing can be wrong with it but its width,
 * which is the share of the silent.
 *
 * @example
 * responseBounds({ population: 290, answered: 120, yes: 60 }) // { low: 60 / 290, high: 230 / 290 }
 */
export function responseBounds(counted: Counted): Interval {
  checkCounted(counted);
  const { population, answered, yes } = counted;
  return { low: yes / population, high: (yes + population - answered) / population };
}

/** A mistake of whoever counted: more yes than answers, more answers than municipalities, none at all. */
export function checkCounted({ population, answered, yes }: Counted): void {
  const whole = [population, answered, yes].every((n) => Number.isInteger(n) && n >= 0);
  if (!whole || population === 0 || answered > population || yes > answered)
    throw new Error(`Not counts of one population: ${yes} yes of ${answered} answers of ${population}`);
}
