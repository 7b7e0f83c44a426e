import type { Against, Finding } from '$lib/domain/mentoring/effect-finding';
import { type Covariate, type Estimate, LEAST_GROUP, type Outcome } from '$lib/domain/mentoring/effect-types';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';

type Words<K extends string> = Record<K, () => string>;

export const OUTCOME_WORDS: Words<Outcome> = {
  'dimension-score': m.effect_outcome_dimension_score,
  'dimension-level': m.effect_outcome_dimension_level,
  score: m.effect_outcome_score,
  level: m.effect_outcome_level
};

export const AGAINST_WORDS: Words<Against> = { asked: m.effect_against_asked, similar: m.effect_against_similar };

export const COVARIATE_WORDS: Words<Covariate> = {
  score: m.effect_covariate_score,
  'dimension-score': m.effect_covariate_dimension_score,
  population: m.effect_covariate_population,
  group: m.effect_covariate_group
};

/** All of a set of words in the reader's language. */
export function say<K extends string>(words: Words<K>): Record<K, string> {
  return Object.fromEntries(Object.entries<() => string>(words).map(([key, word]) => [key, word()])) as Record<
    K,
    string
  >;
}

const isScore = (outcome: Outcome) => outcome === 'score' || outcome === 'dimension-score';

/** A change with its sign: +3.2 points, +0.25 levels. */
export function changeText(value: number, outcome: Outcome): string {
  const digits = isScore(outcome) ? 1 : 2;
  return value.toLocaleString(readerLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative'
  });
}

/** The finding as a sentence. */
export function findingText(finding: Finding): string {
  if (finding.kind === 'stories-only') {
    const { pairs, needed } = finding;
    return pairs ? m.effect_heading_stories({ pairs, needed }) : m.effect_heading_no_pairs();
  }
  if (finding.kind === 'no-comparison') return m.effect_heading_alone({ pairs: finding.pairs });
  const { kind, outcome, against, estimate } = finding;
  const said = {
    where: outcome === 'dimension-score' ? m.effect_where_dimension() : m.effect_where_overall(),
    whom: against === 'asked' ? m.effect_whom_asked() : m.effect_whom_similar()
  };
  if (kind === 'unclear') return m.effect_heading_unclear(said);
  const points = changeText(Math.abs(estimate.difference), outcome);
  return kind === 'more' ? m.effect_heading_more({ ...said, points }) : m.effect_heading_less({ ...said, points });
}

/** What stands under the finding: how large, how sure, of how many. */
export function leadText(finding: Finding): string {
  if (finding.kind === 'stories-only') return m.effect_lead_stories();
  if (finding.kind === 'no-comparison') return m.effect_lead_alone({ needed: LEAST_GROUP });
  const { estimate, outcome } = finding;
  const counted = { matched: estimate.matched.n, others: estimate.others.n };
  if (estimate.kind === 'no-spread') return m.effect_lead_alike(counted);
  const { difference, low, high } = estimate;
  const text = (value: number) => changeText(value, outcome);
  return m.effect_lead({ ...counted, difference: text(difference), low: text(low), high: text(high) });
}

/** The interval, or why there is none. */
export function intervalText(estimate: Estimate, outcome: Outcome): string {
  if (estimate.kind === 'not-measured') return m.effect_not_measured();
  if (estimate.kind === 'no-spread') return m.effect_no_spread();
  if (estimate.kind === 'too-few')
    return m.effect_too_few({ matched: estimate.matched, others: estimate.others, needed: LEAST_GROUP });
  return m.effect_range({ low: changeText(estimate.low, outcome), high: changeText(estimate.high, outcome) });
}
