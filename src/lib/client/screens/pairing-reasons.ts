import type { PairingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';

type Facts = PairingRecord['reasons'][number]['facts'];
interface Names {
  mentee: string;
  mentor: string;
}

// up to half as large again reads as "much the same size"
const SIMILAR_SIZE = 1.5;
const WISHES = [m.mentoring_reason_first, m.mentoring_reason_second, m.mentoring_reason_third];

// what somebody did not say or wish for is no reason to tell a pair; a coordinator weighs it
const SILENT_AT_ZERO = new Set(['climb', 'waiting', 'likeness-systems', 'form', 'months', 'wish', 'preference']);

/**
 * Why two municipalities were paired, in the reader's language: a sentence for each factor of `scoreFactors`
 * (src/lib/domain/mentoring/score-factors.ts), what counted most first. A factor this version does not know is left out.
 *
 * @example
 * wordPairingReasons([{ factor: 'distance', value: 0.7, weight: 10, facts: { km: 45, sameCounty: true } }], names);
 * // ['45 km apart, in the same county']
 */
export function wordPairingReasons(reasons: PairingRecord['reasons'], names: Names): string[] {
  const told = reasons.filter(({ factor, value }) => value > 0 || !SILENT_AT_ZERO.has(factor));
  return wordAllReasons(told, names);
}

/** The same with all that speaks against the pair: for the coordinator. */
export function wordAllReasons(reasons: PairingRecord['reasons'], names: Names): string[] {
  return [...reasons]
    .sort((a, b) => b.value * b.weight - a.value * a.weight)
    .flatMap(({ factor, facts }) => wordReason(factor, facts, names) ?? []);
}

function wordReason(factor: string, facts: Facts, names: Names): string | undefined {
  switch (factor) {
    case 'gap':
      return m.mentoring_reason_gap({
        ...names,
        count: Number(facts.levelsAhead),
        menteeLevel: Number(facts.menteeLevel),
        mentorLevel: Number(facts.mentorLevel)
      });
    case 'priority':
      return WISHES[Number(facts.priority) - 1]?.(names);
    case 'likeness-population':
      return wordSize(Number(facts.mentee), Number(facts.mentor), names);
    case 'likeness-group':
      return wordGroup(facts);
    case 'distance':
      return facts.sameCounty === true
        ? m.mentoring_reason_distance_county({ km: Number(facts.km) })
        : m.mentoring_reason_distance({ km: Number(facts.km) });
    case 'climb':
      return wordClimb(Number(facts.level), facts.months, names);
    case 'waiting':
      return facts.unmatchedBefore === true ? m.mentoring_reason_waiting(names) : m.mentoring_reason_waiting_not(names);
    case 'likeness-systems':
      return Number(facts.count) > 0
        ? m.mentoring_reason_systems({ shared: String(facts.shared) })
        : m.mentoring_reason_systems_none();
    case 'form':
      return wordForms(facts, names);
    case 'months':
      return Number(facts.count) > 0
        ? m.mentoring_reason_months({ shared: listWords(String(facts.shared).split(','), wordMonth) })
        : m.mentoring_reason_months_none();
    case 'county':
      return COUNTY[`${facts.where === 'elsewhere' ? 'elsewhere' : 'near'}-${facts.sameCounty === true}`](names);
    case 'wish':
      return Number(facts.rank) > 0
        ? m.mentoring_reason_wish({ ...names, rank: Number(facts.rank) })
        : m.mentoring_reason_wish_not(names);
    case 'preference':
      return facts.wished === true ? m.mentoring_reason_preference(names) : m.mentoring_reason_preference_not(names);
    default:
      return undefined;
  }
}

// where the mentee wants its mentor, and whether the two share a county
const COUNTY = {
  'near-true': m.mentoring_reason_county_near,
  'near-false': m.mentoring_reason_county_not_near,
  'elsewhere-true': m.mentoring_reason_county_not_else,
  'elsewhere-false': m.mentoring_reason_county_else
} as const;

function wordClimb(level: number, months: Facts[string] | undefined, names: Names): string {
  if (typeof months !== 'number') return m.mentoring_reason_climb_unknown({ ...names, level });
  const count = Math.round(months);
  return count < 1
    ? m.mentoring_reason_climb_now({ ...names, level })
    : m.mentoring_reason_climb({ ...names, level, count });
}

function wordSize(mentee: number, mentor: number, names: Names): string {
  const said = {
    ...names,
    menteeCount: mentee.toLocaleString(readerLocale()),
    mentorCount: mentor.toLocaleString(readerLocale())
  };
  const ratio = Math.max(mentee, mentor) / Math.min(mentee, mentor);
  return ratio <= SIMILAR_SIZE ? m.mentoring_reason_size_like(said) : m.mentoring_reason_size_unlike(said);
}

function wordGroup({ mentee, mentor, shared }: Facts): string {
  const groups = { mentee: String(mentee), mentor: String(mentor) };
  if (shared === 'group') return m.mentoring_reason_group_same({ group: groups.mentee });
  return shared === 'main-group' ? m.mentoring_reason_group_near(groups) : m.mentoring_reason_group_other(groups);
}

const FORMS: Partial<Record<string, () => string>> = {
  call: m.mentoring_reason_by_call,
  visit: m.mentoring_reason_by_visit,
  group: m.mentoring_reason_by_group
};

function wordForms({ shared, mentee, mentor, count }: Facts, names: Names): string {
  const list = (forms: Facts[string] | undefined) =>
    listWords(String(forms).split(','), (form) => FORMS[form]?.() ?? form);
  if (Number(count) > 0) return m.mentoring_reason_form({ shared: list(shared) });
  return m.mentoring_reason_form_none({ ...names, menteeForms: list(mentee), mentorForms: list(mentor) });
}

function wordMonth(month: string): string {
  const day = new Date(Date.UTC(2026, Number(month) - 1, 1));
  return day.toLocaleDateString(readerLocale(), { month: 'long', timeZone: 'UTC' });
}

function listWords(values: string[], word: (value: string) => string): string {
  return new Intl.ListFormat(readerLocale(), { type: 'conjunction' }).format(values.map(word));
}
