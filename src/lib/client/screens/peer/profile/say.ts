import type { ProfileContent } from '$lib/domain/mentoring/empty-profile';
import type { ProfileField } from '$lib/domain/mentoring/merge-profile';
import type { NamedIn, WhyNotNamed } from '$lib/domain/mentoring/named-municipalities';
import type { Problem } from '$lib/domain/shared/result';
import type { ModelText } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readerLocale } from '$lib/ui/reader-locale';
import { problemText } from '$lib/ui/problem-text';
import { placeName } from '../../outreach/words';

type Form = ProfileContent['forms'][number];

export const FORM_WORDS: Record<Form, () => string> = {
  call: m.mentoring_form_call,
  visit: m.mentoring_form_visit,
  group: m.mentoring_form_group
};

/** An empty string stands for "either". */
export const DISTANCE_WORDS: Record<'' | 'near' | 'elsewhere', () => string> = {
  '': m.mentoring_distance_any,
  near: m.mentoring_distance_near,
  elsewhere: m.mentoring_distance_elsewhere
};

/** A month by its number: 3 is "mars". */
export function monthName(month: number, length: 'long' | 'short' = 'long'): string {
  return new Date(Date.UTC(2026, month - 1, 1)).toLocaleDateString(readerLocale(), { month: length, timeZone: 'UTC' });
}

export function languageName(code: string): string {
  return new Intl.DisplayNames(getLocale(), { type: 'language' }).of(code) ?? code;
}

const several = (parts: readonly string[]) => parts.filter((part) => part).join(', ');
const apart = (parts: readonly string[]) => parts.filter((part) => part).join(' · ');
type Text = Pick<ModelText, 'dimensions' | 'criteria'>;

/** What each field says, as a line; empty where nothing is chosen. */
const FIELDS: { [F in ProfileField]: (value: ProfileContent[F], text: Text) => string } = {
  offers: (ids, text) => several(ids.map((id) => text.dimensions[id]?.name ?? id)),
  wants: (ids, text) => several(ids.map((id) => text.dimensions[id]?.name ?? id)),
  capacity: String,
  languages: (codes) => several(codes.map(languageName)),
  forms: (forms) => several(forms.map((form) => FORM_WORDS[form]())),
  months: (months) => several(months.map((month) => monthName(month, 'short'))),
  rest: (rest) => (rest ? m.mentoring_yes() : m.mentoring_no()),
  consent: (consent) => (consent ? m.mentoring_yes() : m.mentoring_no()),
  distance: (distance) => DISTANCE_WORDS[distance ?? ''](),
  goals: (ids, text) => several(ids.map((id) => text.criteria[id]?.statement ?? id)),
  systems: several,
  prefers: (ids) => several(ids.map(placeName)),
  avoid: (ids) => several(ids.map(placeName)),
  wishes: (wishes) =>
    apart(wishes.map(({ municipalityId: id, reason }) => (reason ? `${placeName(id)}: ${reason}` : placeName(id)))),
  groups: (groups, text) =>
    several(
      groups.map(({ dimension, places }) =>
        m.mentoring_groups_sum({
          dimension: text.dimensions[dimension]?.name ?? dimension,
          places: m.mentoring_groups_count({ count: places })
        })
      )
    )
};

/** One field in words, for choosing between two values of it. */
export function sayField<F extends ProfileField>(field: F, value: ProfileContent[F], text: Text): string {
  return FIELDS[field](value, text) || m.mentoring_sum_none();
}

/** What is chosen in each part of the form, in one line; empty where nothing is. */
export function chosenLines(profile: ProfileContent, text: Text) {
  const { goals, wishes, distance, systems, languages, forms, months, rest, prefers, groups, avoid } = profile;
  const missing = wishes.filter(({ reason }) => !reason.trim()).length;
  return {
    goals: goals.length ? m.mentoring_goals_sum({ count: goals.length }) : '',
    wishes: apart([
      several(wishes.map(({ municipalityId }) => placeName(municipalityId))),
      missing ? m.mentoring_wishes_sum_missing({ count: missing }) : ''
    ]),
    fits: apart([distance ? DISTANCE_WORDS[distance]() : '', several(systems)]),
    how: apart([
      FIELDS.languages(languages, text),
      FIELDS.forms(forms, text),
      FIELDS.months(months, text) || m.mentoring_months_any()
    ]),
    mentor: apart([rest ? m.mentoring_rest_sum() : '', several(prefers.map(placeName))]),
    groups: FIELDS.groups(groups, text),
    // how many, not who: somebody may be looking over a shoulder
    avoid: avoid.length ? m.mentoring_avoid_sum({ count: avoid.length }) : ''
  };
}

const WHY_NOT: Record<WhyNotNamed, (name: { name: string }) => string> = {
  itself: m.mentoring_not_itself,
  twice: m.mentoring_not_twice,
  avoided: m.mentoring_not_avoided,
  wished: m.mentoring_not_wished,
  preferred: m.mentoring_not_preferred
};
export const sayWhyNot = (why: WhyNotNamed, name: string): string => WHY_NOT[why]({ name });

/** What is wrong with a list as it stands, by whom it is about; nothing where all is well. */
export function sayContradiction(
  problems: readonly Problem[],
  list: NamedIn,
  ids: readonly string[]
): string | undefined {
  const found = problems.find(({ path, code }) => code === 'contradiction' && path.startsWith(`${list}.`));
  const id = found && ids[Number(found.path.split('.')[1])];
  return id ? m.mentoring_now_contradiction({ name: placeName(id) }) : undefined;
}

/** Why the server refused a field, as a sentence. */
export function sayRefusal(problem: Problem): string {
  return m.mentoring_refused({
    why: problem.code === 'not-found' ? m.mentoring_refused_unknown() : problemText(problem)
  });
}
