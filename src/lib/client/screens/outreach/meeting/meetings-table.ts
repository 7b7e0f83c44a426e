import { withLaterParts } from '$lib/domain/outreach/meeting-parts';
import { KNOWLEDGE_QUESTIONS } from '$lib/domain/outreach/kinds';
import type { CsvCell } from '$lib/domain/shared/csv';
import type { MeetingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { barrierName, FORM_WORDS, placeName, ROLE_WORDS } from '../words';
import { goalWords } from './goal-words';
import { ANSWER_WORDS, QUESTION_WORDS } from './words';

/** Meetings as a table to be saved: one a row, under a row of headings. */
export function meetingsTable(meetings: readonly MeetingRecord[]): CsvCell[][] {
  const asked = [m.meetings_interest, ...KNOWLEDGE_QUESTIONS.map((question) => QUESTION_WORDS[question])];
  const header = [
    m.outreach_col_date(),
    m.outreach_form(),
    m.outreach_col_municipalities(),
    m.outreach_attendees(),
    m.outreach_background(),
    m.outreach_work_so_far(),
    m.outreach_exchange(),
    m.outreach_conclusions(),
    m.outreach_col_barriers(),
    ...asked.flatMap((what) => [m.meetings_before_of({ what: what() }), m.meetings_after_of({ what: what() })]),
    m.meetings_goals(),
    m.meetings_next_contact(),
    m.meetings_photos()
  ];
  return [header, ...meetings.map(rowOf)];
}

function rowOf(meeting: MeetingRecord): CsvCell[] {
  const { interestBefore, interestAfter, knowledge, goalsMet, nextContactOn } = withLaterParts(meeting);
  const answers = knowledge.flatMap(({ before, after }) => [before, after]);
  return [
    meeting.heldOn,
    FORM_WORDS[meeting.form](),
    meeting.municipalityIds.map(placeName).join(', '),
    meeting.attendees.map(({ name, role }) => `${name} (${ROLE_WORDS[role]()})`).join(', '),
    meeting.background,
    meeting.workSoFar,
    meeting.exchange,
    meeting.conclusions,
    meeting.barriers.map(({ barrierId }) => barrierName(barrierId)).join(', '),
    interestBefore ?? '',
    interestAfter ?? '',
    ...answers.map((answer) => (answer ? ANSWER_WORDS[answer]() : '')),
    goalsMet.map(goalWords).join(', '),
    nextContactOn ?? '',
    meeting.photos?.length ?? 0
  ];
}
