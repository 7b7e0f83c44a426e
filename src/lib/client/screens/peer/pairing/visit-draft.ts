import type { VisitEntry } from '$lib/domain/mentoring/pairing-life';
import { VISIT_STATES, type VisitState } from '$lib/domain/mentoring/visit-costs';
import { m } from '$lib/paraglide/messages.js';

/** Numbers as they are typed. */
export interface VisitDraft extends Record<'travel' | 'lodging' | 'other' | 'hours', string> {
  on: string;
  place: string;
  purpose: string;
  state: VisitState;
}

export const VISIT_STATE_WORDS: Record<VisitState, () => string> = {
  planned: m.pairing_visit_planned,
  held: m.pairing_visit_held,
  cancelled: m.pairing_visit_cancelled
};

const MOST_MONEY = 10_000_000;
const MOST_HOURS = 1000;

export function visitDraft(visit: VisitEntry | null): VisitDraft {
  const typed = (value = 0) => (value === 0 ? '' : String(value));
  return {
    ...{ on: visit?.on ?? '', place: visit?.place ?? '', purpose: visit?.purpose ?? '' },
    ...{ travel: typed(visit?.travel), lodging: typed(visit?.lodging), other: typed(visit?.other) },
    ...{ hours: typed(visit?.hours), state: visit?.state ?? 'planned' }
  };
}

/** What was kept on the device, however old; null where it is none. */
export function readVisitDraft(kept: unknown): VisitDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { state, ...typed } = kept as Partial<Record<keyof VisitDraft, unknown>>;
  const words = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    ...{ on: words(typed.on), place: words(typed.place), purpose: words(typed.purpose), hours: words(typed.hours) },
    ...{ travel: words(typed.travel), lodging: words(typed.lodging), other: words(typed.other) },
    state: VISIT_STATES.find((known) => known === state) ?? 'planned'
  };
}

/** Where a visit being typed is kept. */
export const visitDraftKey = (pairingId: string, visitId: string | null): string =>
  `visit/${pairingId}/${visitId ?? 'new'}`;

/** The visit to be stored, or what has to be put right; an empty cost is none, and "1 200" is a number. */
export function readVisit(draft: VisitDraft): {
  visit: Omit<VisitEntry, 'id'> | null;
  problems: { path: string; message: string }[];
} {
  const problems: { path: string; message: string }[] = [];
  const number = (path: 'travel' | 'lodging' | 'other' | 'hours', most: number): number => {
    const typed = String(draft[path] ?? '').replace(/\s/g, '');
    const value = typed === '' ? 0 : Number(typed);
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    problems.push({ path, message: m.pairing_visit_number({ value: draft[path], most: String(most) }) });
    return 0;
  };
  const place = draft.place.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (draft.on === '') problems.push({ path: 'on', message: m.pairing_visit_on_missing() });
  if (place === '') problems.push({ path: 'place', message: m.pairing_visit_place_missing() });
  const visit = {
    ...{ on: draft.on, place, purpose: draft.purpose.trim(), state: draft.state },
    ...{ travel: number('travel', MOST_MONEY), lodging: number('lodging', MOST_MONEY) },
    ...{ other: number('other', MOST_MONEY), hours: number('hours', MOST_HOURS) }
  };
  return { visit: problems.length > 0 ? null : visit, problems };
}

type Visit = Omit<VisitEntry, 'id'>;

/**
 * What somebody changed of a visit, with what they had before them: fields a colleague has changed meanwhile are not in it.
 *
 * @param opened the form as it was opened
 */
export function visitChange(opened: VisitDraft, said: Visit): { change: Partial<Visit>; was: Partial<Visit> } {
  const before = readVisit(opened).visit ?? said;
  const names = (Object.keys(said) as (keyof Visit)[]).filter((name) => said[name] !== before[name]);
  const pick = (visit: Partial<Visit>): Partial<Visit> => Object.fromEntries(names.map((name) => [name, visit[name]]));
  // words as they lay there, also where this form would have trimmed them
  const { place, purpose } = opened;
  return { change: pick(said), was: pick({ ...before, place, purpose }) };
}
