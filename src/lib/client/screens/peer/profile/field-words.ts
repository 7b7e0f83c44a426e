import type { ProfileField } from '$lib/domain/mentoring/merge-profile';
import { m } from '$lib/paraglide/messages.js';

/** What each field of the profile is called in a sentence. */
export const FIELD_WORDS: Record<ProfileField, () => string> = {
  offers: m.mentoring_field_offers,
  capacity: m.mentoring_field_capacity,
  wants: m.mentoring_field_wants,
  languages: m.mentoring_field_languages,
  forms: m.mentoring_field_forms,
  months: m.mentoring_field_months,
  rest: m.mentoring_field_rest,
  avoid: m.mentoring_field_avoid,
  goals: m.mentoring_field_goals,
  distance: m.mentoring_field_distance,
  wishes: m.mentoring_field_wishes,
  prefers: m.mentoring_field_prefers,
  systems: m.mentoring_field_systems,
  groups: m.mentoring_field_groups,
  consent: m.mentoring_field_part
};

/** The fields a change says it is about; empty for one of an older version of the app. */
export function fieldsOf(was: object | undefined): string {
  return Object.keys(was ?? {})
    .map((field) => (FIELD_WORDS as Partial<Record<string, () => string>>)[field]?.() ?? field)
    .join(', ');
}
