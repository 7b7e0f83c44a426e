import { m } from '$lib/paraglide/messages.js';

/** What is asked for on the page, as it is typed. */
export interface VisitChoices {
  home: string;
  days: string;
  visitsPerDay: string;
  limit: string;
  km: string;
  hours: string;
  kmPerHour: string;
  hoursPerVisit: string;
  detour: string;
  cost: string;
  again: boolean;
}

export const FIRST_CHOICES: VisitChoices = {
  home: '',
  days: '3',
  visitsPerDay: '3',
  limit: 'km',
  km: '400',
  hours: '10',
  kmPerHour: '70',
  hoursPerVisit: '1.5',
  detour: '1.3',
  cost: '10',
  again: false
};

const number = (text: string | number) => Number(String(text).replace(',', '.').trim() || NaN);

/** The settings as the API takes them, or what stands in the way, by field. */
export function readChoices(
  given: VisitChoices
): { body: object } | { errors: Partial<Record<keyof VisitChoices, string>> } {
  const errors: Partial<Record<keyof VisitChoices, string>> = {};
  const within = (name: keyof VisitChoices, label: string, min: number, max: number, whole = false) => {
    const value = number(given[name] as string);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      errors[name] = m.coverage_problem_number({ field: label, min, max });
    return value;
  };
  const days = within('days', m.coverage_visits_days(), 1, 60, true);
  const detour = within('detour', m.coverage_visits_detour(), 1, 5);
  const pointsPer100Km = within('cost', m.coverage_visits_cost(), 0, 1000, true);
  const limit =
    given.limit === 'km'
      ? { kmPerDay: within('km', m.coverage_visits_km(), 1, 2000) }
      : {
          hoursPerDay: within('hours', m.coverage_visits_hours(), 0.5, 24),
          kmPerHour: within('kmPerHour', m.coverage_visits_speed(), 5, 300),
          hoursPerVisit: within('hoursPerVisit', m.coverage_visits_hours_per_visit(), 0, 12)
        };
  if (Object.keys(errors).length > 0) return { errors };
  const { home, again } = given;
  const visitsPerDay = Number(given.visitsPerDay);
  return { body: { home: { municipalityId: home }, days, visitsPerDay, detour, pointsPer100Km, again, ...limit } };
}
