import type { PlannedMeetingRecord } from '../sync/planned-records';
import { check } from '../shared/check';
import { type Problem, refuseAll, type Result } from '../shared/result';
import { localExists } from '../shared/time-zones';
import { MEETING_FORMS } from './kinds';
import type { MeetingDraft } from './meeting-draft';
import type { PlanContent, PlanSeen } from './merge-plan';
import { type MeetingPlan, meetingPlan } from './plan-commands';

/** A plan as it is being written: everything may be empty or wrong still. */
export interface PlanDraft {
  meetingId: string;
  title: string;
  form: PlanContent['form'];
  /** ISO date, and HH:MM. */
  day: string;
  time: string;
  minutes: string;
  timeZone: string;
  place: string;
  municipalityIds: string[];
  invited: { id: string; contactId?: string; personId?: string }[];
  agenda: { id: string; text: string }[];
}

/** @example emptyPlan({ meetingId, timeZone: 'Europe/Stockholm', municipalityIds: [norsjo.id] }).minutes // '60' */
export function emptyPlan(start: { meetingId: string; timeZone: string; municipalityIds: string[] }): PlanDraft {
  return {
    ...{ ...start, title: '', form: 'visit', day: '', time: '10:00', minutes: '60', place: '' },
    ...{ invited: [], agenda: [] }
  };
}

export function draftOfPlan(plan: PlannedMeetingRecord): PlanDraft {
  const { id, title, form, startsAt, minutes, timeZone, place, municipalityIds, invited, agenda } = plan;
  return {
    ...{ meetingId: id, title, form, day: startsAt.slice(0, 10), time: startsAt.slice(11), minutes: String(minutes) },
    ...{ timeZone, place, municipalityIds: [...municipalityIds], agenda: agenda.map((line) => ({ ...line })) },
    invited: invited.map(({ id: one, contactId, personId }) => ({
      id: one,
      ...(contactId && { contactId }),
      ...(personId && { personId })
    }))
  };
}

/**
 * The command, or everything that stands in its way. Lines nobody filled in are left out. Codes: `title-missing`,
 * `day-missing`, `time-missing`, `minutes-wrong`, `municipality-missing`, `no-such-time`, `in-the-past`, `invalid`.
 *
 * @param now local time, `2027-03-29T10:00`: a meeting that is planned is to come; null where that is not asked
 */
export function toPlan(draft: PlanDraft, now: string | null): Result<MeetingPlan> {
  const { day, time, agenda, minutes, title, place, ...said } = draft;
  const startsAt = `${day}T${time}`;
  const payload = {
    ...said,
    ...{ title: oneLine(title), place: oneLine(place), startsAt, minutes: Number(minutes) },
    agenda: agenda.map((line) => ({ ...line, text: oneLine(line.text) })).filter(({ text }) => text !== '')
  };
  const problems: Problem[] = [];
  const say = (code: string, path: string, message: string) => problems.push({ code, path, message });
  if (payload.title === '') say('title-missing', 'title', 'Name of the meeting is missing - write what it is about.');
  if (day === '') say('day-missing', 'day', 'Day is missing - choose one.');
  if (time === '') say('time-missing', 'time', 'Time is missing - choose one, such as 10:00.');
  if (!Number.isInteger(payload.minutes) || payload.minutes < 5 || payload.minutes > 1440)
    say('minutes-wrong', 'minutes', `Length must be 5 to 1440 minutes - got "${minutes}"`);
  if (said.municipalityIds.length === 0)
    say('municipality-missing', 'municipalityIds', 'Municipality is missing - choose at least one.');
  if (day !== '' && time !== '') {
    if (now !== null && startsAt < now) say('in-the-past', 'day', `A planned meeting is to come - got "${startsAt}"`);
    else if (!Number.isNaN(Date.parse(`${startsAt}:00Z`)) && !localExists(startsAt, said.timeZone))
      say('no-such-time', 'time', `Clocks leave this time out when summer begins - got "${startsAt}"`);
  }
  if (problems.length) return refuseAll(problems);
  const checked = check(meetingPlan.schema, payload);
  if (checked.ok) return checked;
  return refuseAll(checked.problems.map((p) => ({ ...p, path: p.path === 'startsAt' ? 'day' : p.path })));
}

/** What the author of a changed plan had seen of the parts they changed. */
export function seenOfPlan(opened: PlanDraft, payload: MeetingPlan): PlanSeen {
  const { day, time, minutes, ...rest } = opened;
  const before: Record<string, unknown> = { ...rest, startsAt: `${day}T${time}`, minutes: Number(minutes) };
  const names = (Object.keys(payload) as (keyof MeetingPlan)[]).filter(
    (name) => name !== 'meetingId' && name !== 'was' && JSON.stringify(before[name]) !== JSON.stringify(payload[name])
  );
  return Object.fromEntries(names.map((name) => [name, before[name]]));
}

/** A draft kept on the device, however old; null where there is none to be read. */
export function readPlanDraft(kept: unknown): PlanDraft | null {
  const draft = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const words = (value: unknown) => (typeof value === 'string' ? value : '');
  const rows = (value: unknown) =>
    (Array.isArray(value) ? value : []).filter((row: unknown): row is Record<string, unknown> =>
      Boolean(row && typeof row === 'object' && words((row as { id?: unknown }).id))
    );
  if (!words(draft.meetingId)) return null;
  return {
    ...{ meetingId: words(draft.meetingId), title: words(draft.title), day: words(draft.day), time: words(draft.time) },
    ...{ minutes: words(draft.minutes), timeZone: words(draft.timeZone), place: words(draft.place) },
    form: MEETING_FORMS.find((known) => known === draft.form) ?? 'visit',
    municipalityIds: (Array.isArray(draft.municipalityIds) ? draft.municipalityIds : []).filter(
      (id) => typeof id === 'string'
    ),
    invited: rows(draft.invited).map(({ id, contactId, personId }) => ({
      id: words(id),
      ...(words(contactId) && { contactId: words(contactId) }),
      ...(words(personId) && { personId: words(personId) })
    })),
    agenda: rows(draft.agenda).map(({ id, text }) => ({ id: words(id), text: words(text) }))
  };
}

/** What the log of a planned meeting begins with: its day, form, places, and those who were invited. */
export function logStart(
  plan: PlannedMeetingRecord,
  attendees: MeetingDraft['attendees'],
  today: string
): Pick<MeetingDraft, 'meetingId' | 'heldOn' | 'form' | 'municipalityIds' | 'attendees'> {
  const day = plan.startsAt.slice(0, 10);
  return {
    ...{ meetingId: plan.id, form: plan.form, municipalityIds: [...plan.municipalityIds], attendees },
    // held before it was to be: on the day it is written down
    heldOn: day > today ? today : day
  };
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
