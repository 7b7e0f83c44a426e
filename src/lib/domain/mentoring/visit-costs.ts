/** - `cancelled`: kept, so that a calendar takes it out and nobody wonders; counted in nothing. */
export const VISIT_STATES = ['planned', 'held', 'cancelled'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export interface VisitCost {
  /** Whole units of the network's currency. */
  travel: number;
  lodging: number;
  other: number;
  /** Working hours. */
  hours: number;
  state: VisitState;
}

export interface VisitSums {
  /** How many are counted. */
  count: number;
  travel: number;
  lodging: number;
  other: number;
  total: number;
  hours: number;
}

/**
 * What the visits of a pairing cost together; cancelled ones cost nothing.
 *
 * @example
 * sumVisits([{ travel: 400, lodging: 0, other: 100, hours: 8, state: 'planned' }])
 * // { count: 1, travel: 400, lodging: 0, other: 100, total: 500, hours: 8 }
 */
export function sumVisits(visits: readonly VisitCost[]): VisitSums {
  const counted = visits.filter(({ state }) => state !== 'cancelled');
  const sum = (of: (visit: VisitCost) => number) => counted.reduce((total, visit) => total + of(visit), 0);
  const [travel, lodging, other] = [sum((v) => v.travel), sum((v) => v.lodging), sum((v) => v.other)];
  return { count: counted.length, travel, lodging, other, total: travel + lodging + other, hours: sum((v) => v.hours) };
}

const CURRENCIES: Readonly<Record<string, string>> = { SE: 'SEK', DK: 'DKK', NO: 'NOK' };

/**
 * ISO 4217 code of the money in which a network's visits are reckoned.
 *
 * @param country ISO 3166 code
 * @example
 * currencyOf('NL') // 'EUR'
 */
export function currencyOf(country: string): string {
  return CURRENCIES[country] ?? 'EUR';
}
