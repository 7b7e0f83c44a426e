import { SIZE_CLASSES, type SizeClassId, sizeClassOf } from '../register/size-class';

/** What is known of how a municipality takes to being asked. */
export interface AskedBefore {
  /** The newest answer by a person; null: none. */
  reply: 'yes' | 'no' | 'not-now' | 'wrong-person' | 'other' | null;
  /** Of `not-now`: ISO date until when. */
  restsUntil: string | null;
  /** Somebody has written or spoken to them, and not only met them. */
  asked: boolean;
  /** They have received somebody: whoever meets has answered, whatever way it came about. */
  met: boolean;
  population: number | null;
  /** Interest noted at a meeting, 1 to 5; null: not noted. */
  interest: number | null;
}

/** Why a likelihood is what it is. */
export type ResponseReason = 'said-yes' | 'answered' | 'rest-over' | 'never-asked' | 'silent' | 'resting' | 'said-no';

export interface Likelihood {
  /** Whole per cent, 0 to 100. */
  response: number;
  because: ResponseReason;
}

/** Set by hand, as what a coordinator would expect; not estimated. */
export const LIKELIHOODS = { yes: 90, answered: 60, restOver: 50, resting: 10, no: 5 } as const;
/** Per cent, before the network has figures of its own. */
const PRIOR = 40;
/** The prior weighs as much as so many municipalities asked. */
const PRIOR_WEIGHT = 10;
const INTEREST_STEP = 5;

/** Share of those asked who have answered, in per cent, by size class; `null` for municipalities of unknown size. */
export type AnswerRates = ReadonlyMap<SizeClassId | null, number>;

/**
 * How often municipalities of each size class have answered or been met when asked, each class drawn towards the network's own share, and
 * that towards 40 per cent, as if ten more had been asked: the mean of a beta distribution (Gelman et al., Bayesian Data
 * Analysis, 3rd ed., section 2.4). Few asked, little said.
 *
 * @example
 * answerRates([]).get('s1') // 40
 */
export function answerRates(known: readonly AskedBefore[]): AnswerRates {
  const asked = known.filter((one) => one.asked);
  const rate = (list: readonly AskedBefore[], towards: number) =>
    (100 * list.filter(({ reply, met }) => reply !== null || met).length + PRIOR_WEIGHT * towards) /
    (list.length + PRIOR_WEIGHT);
  const overall = rate(asked, PRIOR);
  const sizes = [...SIZE_CLASSES.map(({ id }) => id), null];
  return new Map(
    sizes.map((size) => [
      size,
      rate(
        asked.filter(({ population }) => sizeClassOf(population) === size),
        overall
      )
    ])
  );
}

/**
 * How likely a visit comes about. Said yes: 90; answered something else, or met before: 60; asked to come back later: 50 from that day on, 10
 * before; said no: 5. Never asked: the share of its size class that answers (`answerRates`), at most 60; asked and silent: half of that.
 * Interest noted at a meeting adds 5 for each step above 3 and takes 5 off for each below. 0 to 100.
 *
 * @param day the first day of travel, ISO
 * @example
 * likelihoodOf({ reply: null, restsUntil: null, asked: true, met: false, population: 4000, interest: null }, answerRates([]), '2026-12-01')
 * // { response: 20, because: 'silent' }
 */
export function likelihoodOf(known: AskedBefore, rates: AnswerRates, day: string): Likelihood {
  const [plain, because] = withoutInterest(known, rates, day);
  const lift = known.interest === null ? 0 : (known.interest - 3) * INTEREST_STEP;
  return { response: Math.min(100, Math.max(0, Math.round(plain + lift))), because };
}

function withoutInterest(known: AskedBefore, rates: AnswerRates, day: string): [number, ResponseReason] {
  const { reply, restsUntil, asked, met, population } = known;
  // whoever was never asked is no surer than whoever has answered
  const rate = Math.min(LIKELIHOODS.answered, rates.get(sizeClassOf(population)) ?? PRIOR);
  if (reply === 'yes') return [LIKELIHOODS.yes, 'said-yes'];
  if (reply === 'no') return [LIKELIHOODS.no, 'said-no'];
  if (reply === 'not-now') {
    const over = restsUntil !== null && restsUntil <= day;
    return over ? [LIKELIHOODS.restOver, 'rest-over'] : [LIKELIHOODS.resting, 'resting'];
  }
  if (reply !== null || met) return [LIKELIHOODS.answered, 'answered'];
  return asked ? [rate / 2, 'silent'] : [rate, 'never-asked'];
}
