import type { Answering, Reach, SizeCoverage } from '$lib/domain/outreach/coverage';
import type { MeetingDraft } from '$lib/domain/outreach/meeting-draft';
import { SIZE_CLASSES } from '$lib/domain/register/size-class';
import type { MeetingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';
import { device } from '../../device.svelte';

type Form = MeetingRecord['form'];
type AttendeeRole = MeetingRecord['attendees'][number]['role'];
type Consent = MeetingDraft['barriers'][number]['consent'];

export const FORM_WORDS: Record<Form, () => string> = {
  visit: m.outreach_form_visit,
  call: m.outreach_form_call,
  video: m.outreach_form_video,
  'network-meeting': m.outreach_form_network_meeting
};
export const ROLE_WORDS: Record<AttendeeRole, () => string> = {
  official: m.outreach_role_official,
  manager: m.outreach_role_manager,
  politician: m.outreach_role_politician,
  it: m.outreach_role_it,
  other: m.outreach_role_other
};
export const CONSENT_WORDS: Record<Consent, () => string> = {
  yes: m.outreach_consent_yes,
  anonymous: m.outreach_consent_anonymous,
  no: m.outreach_consent_no
};
export const ANSWERING_WORDS: Record<Answering, () => string> = {
  'not-started': m.outreach_answering_not_started,
  started: m.outreach_answering_started,
  submitted: m.outreach_answering_submitted
};
/** How far a municipality has answered, as a sentence. */
export function answeredWords({ answering, level }: Reach): string {
  if (answering === 'not-started') return m.outreach_lead_not_started();
  if (answering === 'started') return m.outreach_lead_started();
  return level === null ? m.outreach_lead_submitted() : m.outreach_lead_level({ level });
}

const SEVERITY_WORDS = [m.outreach_severity_1, m.outreach_severity_2, m.outreach_severity_3] as const;
export const severityWord = (severity: number): string => (SEVERITY_WORDS[severity - 1] ?? m.outreach_severity_2)();

export const inNumbers = (n: number): string => n.toLocaleString(readerLocale());

/** A size class in inhabitants: "5,000 to 9,999". */
export function sizeWord(size: SizeCoverage['size']): string {
  const found = SIZE_CLASSES.find(({ id }) => id === size);
  if (!found) return m.outreach_size_unknown();
  if (found.max === null) return m.outreach_size_from({ from: inNumbers(found.min) });
  if (found.min === 0) return m.outreach_size_under({ under: inNumbers(found.max + 1) });
  return m.outreach_size_between({ from: inNumbers(found.min), to: inNumbers(found.max) });
}

/** What is due, the finding first: "3 overdue, 2 due today". */
export function dueWords(overdue: number, today: number): string {
  if (overdue > 0 && today > 0) return m.outreach_due_heading({ overdue, today });
  if (overdue > 0) return m.outreach_due_overdue_only({ count: overdue });
  return today > 0 ? m.outreach_due_today_only({ count: today }) : m.outreach_due_nothing();
}

/** A day, short: 1 Oct 2026. */
export function shortDay(iso: string): string {
  return new Date(iso).toLocaleDateString(readerLocale(), { day: 'numeric', month: 'short', year: 'numeric' });
}

export function placeName(id: string): string {
  return device.one('municipality', id)?.name ?? m.outreach_place_gone();
}

/** Names in a sentence: "Norsjö, Malå and Sorsele". */
export function placeNames(ids: readonly string[]): string {
  return inSentence(ids.map(placeName));
}

export function inSentence(parts: readonly string[]): string {
  return new Intl.ListFormat(readerLocale(), { type: 'conjunction' }).format(parts);
}

/** The model's name for a barrier, or its id where the model is not on this device. */
export function barrierName(id: string): string {
  return device.text?.barriers[id]?.name ?? id;
}

export function dimensionName(id: string): string {
  return device.text?.dimensions[id]?.name ?? id;
}
