/** One part of a population, and how many of it were met. */
export interface PartMet {
  part: string | null;
  population: number;
  met: number;
}

export interface PartShare extends PartMet {
  /** Of all met municipalities, how many are in this part, 0 to 1. */
  shareOfMet: number;
  /** Of all municipalities. */
  shareOfPopulation: number;
  /** Of this part, how many are met. */
  rate: number;
  /** `shareOfMet - shareOfPopulation`; below 0: too few are met. */
  difference: number;
  /** Meetings with municipalities of this part that are missing (below 0: too many) for its share of those met. */
  missing: number;
}

/** `undefined-index`: nobody is met, so nothing can be compared. */
export type Representativeness =
  | { known: false; because: 'nobody-met' | 'no-population' }
  | {
      known: true;
      /** 0 to 1; 1: every part is met equally often. */
      r: number;
      /** 0 to 1: the share of those met that would have to be of other parts. */
      dissimilarity: number;
      parts: PartShare[];
      /** The part with the largest lack and the one with the largest excess; null where all are equal. */
      least: PartShare | null;
      most: PartShare | null;
    };

/**
 * How much those met look like the whole population, by one division of it. The whole population is known, so both
 * figures describe it and estimate nothing: there is no sampling error, and no test of significance.
 *
 * - `r`: R-indicator, 1 - 2 S, where S is the standard deviation of the parts' rates met over the population (divisor N).
 *   Schouten, Cobben & Bethlehem, "Indicators for the representativeness of survey response", Survey Methodology 35
 *   (2009), section 3, with rates by part as the propensities.
 * - `dissimilarity`: half the sum of the absolute differences of shares. Duncan & Duncan, "A methodological analysis of
 *   segregation indexes", American Sociological Review 20 (1955).
 *
 * @example
 * describeRepresentativeness([{ part: 'A', population: 10, met: 5 }, { part: 'C', population: 30, met: 5 }])
 * // r 0.71, dissimilarity 0.25: half of those met are in A, which has a quarter of all
 */
export function describeRepresentativeness(parts: readonly PartMet[]): Representativeness {
  const population = parts.reduce((sum, part) => sum + part.population, 0);
  const met = parts.reduce((sum, part) => sum + part.met, 0);
  if (population === 0) return { known: false, because: 'no-population' };
  if (met === 0) return { known: false, because: 'nobody-met' };
  const mean = met / population;
  const shares = parts
    .filter((part) => part.population > 0)
    .map((part): PartShare => {
      const [shareOfMet, shareOfPopulation] = [part.met / met, part.population / population];
      return {
        ...part,
        ...{ shareOfMet, shareOfPopulation },
        rate: part.met / part.population,
        difference: shareOfMet - shareOfPopulation,
        missing: shareOfPopulation * met - part.met
      };
    });
  const variance = shares.reduce((sum, { shareOfPopulation, rate }) => sum + shareOfPopulation * (rate - mean) ** 2, 0);
  const order = [...shares].sort((a, b) => a.difference - b.difference);
  const [least, most] = [order[0]!, order.at(-1)!];
  return {
    known: true,
    // rates are 0 to 1, so S is at most a half; rounding may pass it
    r: Math.max(0, 1 - 2 * Math.sqrt(variance)),
    dissimilarity: shares.reduce((sum, { difference }) => sum + Math.abs(difference), 0) / 2,
    parts: shares,
    least: least.difference < 0 ? least : null,
    most: most.difference > 0 ? most : null
  };
}
