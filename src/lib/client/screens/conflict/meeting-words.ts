import type { KnowledgeQuestion } from '$lib/domain/outreach/kinds';
import type { MeetingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { formatDay } from '../dates';
import { ANSWER_WORDS, interestWord, promisedByWord, QUESTION_WORDS } from '../outreach/meeting/words';
import { barrierName, CONSENT_WORDS, FORM_WORDS, ROLE_WORDS, severityWord } from '../outreach/words';

const PARTS: Record<string, () => string> = {
  heldOn: m.outreach_held_on,
  form: m.outreach_form,
  background: m.outreach_background,
  workSoFar: m.outreach_work_so_far,
  exchange: m.outreach_exchange,
  conclusions: m.outreach_conclusions,
  name: m.outreach_attendee_name,
  role: m.outreach_attendee_role,
  barrierId: m.outreach_barrier,
  severity: m.conflict_severity,
  quote: m.outreach_quote_label,
  consent: m.outreach_consent,
  what: m.outreach_promise_what,
  due: m.outreach_promise_date,
  ownerId: m.meetings_owner,
  promisedBy: m.meetings_owner,
  interestBefore: () => m.meetings_before_of({ what: m.meetings_interest() }),
  interestAfter: () => m.meetings_after_of({ what: m.meetings_interest() }),
  before: m.meetings_before,
  after: m.meetings_after,
  nextContactOn: m.meetings_next_contact
};

/** A field of a meeting in words, with what it is a field of: "Role: Kim Exempel". */
export function fieldWords(meeting: MeetingRecord, field: string): string {
  const [name = '', id, part = name] = field.split('.');
  const word = (PARTS[part] ?? m.conflict_other_field)();
  const of = id === undefined ? '' : itemWords(meeting, name, id);
  return of ? m.conflict_field_of({ part: word, of }) : word;
}

function itemWords(meeting: MeetingRecord, name: string, id: string): string {
  if (name === 'attendees') return meeting.attendees.find((one) => one.id === id)?.name ?? '';
  if (name === 'followUps') return device.one('follow-up', id)?.what ?? '';
  if (name === 'knowledge') return QUESTION_WORDS[id as KnowledgeQuestion]?.() ?? '';
  if (name === 'goalsMet') return m.meetings_goals();
  const barrier = meeting.barriers.find((one) => one.id === id);
  return barrier ? barrierName(barrier.barrierId) : '';
}

/** A value of a field in words. */
export function valueWords(field: string, value: unknown): string {
  const part = field.split('.').at(-1) ?? '';
  // taken away, or not asked
  if (value === null || value === undefined) return m.meetings_not_asked();
  const text = String(value);
  const known = (words: Record<string, () => string>) => words[text]?.() ?? text;
  switch (part) {
    case 'heldOn':
    case 'due':
    case 'nextContactOn':
      return formatDay(text);
    case 'form':
      return known(FORM_WORDS);
    case 'role':
      return known(ROLE_WORDS);
    case 'consent':
      return known(CONSENT_WORDS);
    case 'severity':
      return severityWord(Number(value));
    case 'barrierId':
      return barrierName(text);
    case 'interestBefore':
    case 'interestAfter':
      return interestWord(Number(value));
    case 'before':
    case 'after':
      return known(ANSWER_WORDS);
    case 'ownerId':
      return device.one('person', text)?.name ?? m.conflict_colleague();
    case 'promisedBy':
      return promisedByWord(text);
    case 'contactId':
      return device.one('contact', text)?.name ?? m.conflict_colleague();
    default:
      return text;
  }
}
