import { check } from '../shared/check';
import { type Problem, type Result, refuseAll } from '../shared/result';
import { type MeetingLog, meetingLog } from './commands';
import { isSame } from '../shared/merge-fields';
import type { MeetingDraft } from './meeting-draft';
import type { MeetingSeen } from './merge-meeting';

/** What a problem of a draft is about, for saying it in the reader's language; others come from the schema. */
export type DraftProblemCode =
  'date-missing' | 'date-later' | 'municipality-missing' | 'name-missing' | 'what-missing' | 'due-missing' | 'invalid';

/**
 * The meeting to be logged, or everything that stands in its way. Rows nobody filled in are left out; a row half
 * filled in is a problem. Paths are places in the draft, as the form shows it (`followUps.1.due`).
 *
 * @param today ISO date: a meeting that is logged has been held
 * @example
 * toPayload(emptyDraft({ meetingId, today, municipalityIds: [] }), today)
 * // { ok: false, problems: [{ code: 'municipality-missing', path: 'municipalityIds', message: 'Municipality is missing - ...' }] }
 */
export function toPayload(draft: MeetingDraft, today: string): Result<MeetingLog> {
  const problems = findProblems(draft, today);
  const attendees = keep(draft.attendees, ({ name, role }) => oneLine(name) !== '' || role !== 'official');
  const followUps = keep(draft.followUps, ({ what, due }) => oneLine(what) !== '' || due !== '');
  const goalsMet = draft.goalsMet.filter((goal) => goal.criterionId !== undefined || oneLine(goal.what) !== '');
  const payload = tidy({ ...draft, attendees: attendees.rows, followUps: followUps.rows, goalsMet });
  const checked = check(meetingLog.schema, payload);
  if (checked.ok) return problems.length > 0 ? refuseAll(problems) : checked;
  const said = new Set(problems.map(({ path }) => path));
  const others = checked.problems
    .map((problem) => ({ ...problem, path: placeInDraft(problem.path, attendees.places, followUps.places) }))
    .filter(({ path }) => !said.has(path));
  return refuseAll([...problems, ...others]);
}

function tidy({ baseVersion: _base, photos: _photos, ...content }: MeetingDraft) {
  return {
    ...content,
    attendees: content.attendees.map((row) => ({ ...row, name: oneLine(row.name) })),
    barriers: content.barriers.map((row) => ({ ...row, quote: row.quote.trim() })),
    followUps: content.followUps.map(({ ownerId, ...row }) => ({
      ...{ ...row, what: oneLine(row.what) },
      // nobody chosen: whoever logs it
      ...(ownerId && { ownerId })
    })),
    goalsMet: content.goalsMet.map((goal) => ({ ...goal, what: oneLine(goal.what) })),
    nextContactOn: content.nextContactOn || null,
    background: content.background.trim(),
    workSoFar: content.workSoFar.trim(),
    exchange: content.exchange.trim(),
    conclusions: content.conclusions.trim()
  };
}

/**
 * What the author of a changed meeting had seen of the parts they changed: the meeting as the form was opened with it.
 *
 * @example
 * seenOf({ ...opened, background: '' }, { ...payload, background: 'A map' }) // { background: '' }
 */
export function seenOf(opened: MeetingDraft, payload: MeetingLog): MeetingSeen {
  const before: MeetingLog = tidy(opened);
  const { meetingId: _id, baseVersion: _base, photos: _photos, ...said } = opened;
  // a note kept by an earlier release does not know whose promises they are
  const followUps = said.followUps.map(({ ownerId, ...row }) => ({ ...row, ...(ownerId && { ownerId }) }));
  const raw = { ...said, followUps, nextContactOn: said.nextContactOn || null };
  const names = (Object.keys(raw) as (keyof typeof raw)[]).filter((name) => !isSame(before[name], payload[name]));
  return Object.fromEntries(names.map((name) => [name, raw[name]]));
}

function findProblems(draft: MeetingDraft, today: string): Problem[] {
  const problems: (Problem & { code: DraftProblemCode })[] = [];
  const say = (code: DraftProblemCode, path: string, message: string, facts?: Problem['facts']) =>
    problems.push({ code, path, message, ...(facts && { facts }) });
  if (draft.heldOn === '')
    say('date-missing', 'heldOn', 'Date of the meeting is missing - choose a day, such as today.');
  else if (draft.heldOn > today) {
    say('date-later', 'heldOn', `Date of the meeting must be today or earlier - got "${draft.heldOn}"`, {
      date: draft.heldOn
    });
  }
  if (draft.municipalityIds.length === 0) {
    say('municipality-missing', 'municipalityIds', 'Municipality is missing - choose at least one.');
  }
  draft.attendees.forEach(({ name, role }, i) => {
    if (oneLine(name) === '' && role !== 'official') {
      say(
        'name-missing',
        `attendees.${i}.name`,
        `Name of attendee ${i + 1} is missing - write it, or remove the row.`,
        { row: i + 1 }
      );
    }
  });
  draft.followUps.forEach(({ what, due }, i) => {
    if (oneLine(what) === '' && due !== '') {
      say(
        'what-missing',
        `followUps.${i}.what`,
        `Follow-up ${i + 1} does not say what is promised - write it, or remove the row.`,
        { row: i + 1 }
      );
    }
    if (oneLine(what) !== '' && due === '') {
      say('due-missing', `followUps.${i}.due`, `Follow-up ${i + 1} has no date - choose the day it is due.`, {
        row: i + 1
      });
    }
  });
  return problems;
}

/** Pasted names bring tabs and line breaks; a line has none. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function keep<T>(rows: readonly T[], wanted: (row: T) => boolean): { rows: T[]; places: number[] } {
  const places = rows.flatMap((row, place) => (wanted(row) ? [place] : []));
  return { rows: rows.filter(wanted), places };
}

/** Rows left out shift those after them: `attendees.1` of the payload may be the third row of the form. */
function placeInDraft(path: string, attendees: readonly number[], followUps: readonly number[]): string {
  return path.replace(/^(attendees|followUps)\.(\d+)/, (_match, field: string, row: string) => {
    const places = field === 'attendees' ? attendees : followUps;
    return `${field}.${places[Number(row)] ?? row}`;
  });
}
