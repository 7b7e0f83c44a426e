import ICAL from 'ical.js';
import { ok, refuse, type Result } from '../shared/result';
import type { InvitationReply } from './plan-kinds';

/** Longer files are no answer to one invitation. */
const MOST_CHARACTERS = 200_000;
const MOST_EVENTS = 20;

/** What a calendar answered for somebody who was invited. */
export interface CalendarReply {
  uid: string;
  /** Of the invitation that is answered; null where the calendar does not say. */
  sequence: number | null;
  /** In small letters. */
  attendee: string;
  reply: InvitationReply;
  /** DTSTAMP, milliseconds since 1970; null where there is none that can be read. */
  stampedAt: number | null;
}

const REPLIES: Readonly<Record<string, InvitationReply>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative'
};

/**
 * The answers in a calendar file (METHOD:REPLY, RFC 5546, 3.2.3). A proposal of another time (COUNTER) is read for what it
 * says of coming. Calendars of every kind arrive by mail: whatever is no answer is refused, nothing throws.
 *
 * Errors: `calendar-too-long`, `calendar-unreadable`, `no-reply`.
 *
 * @example
 * readInvitationReply('BEGIN:VCALENDAR…METHOD:REPLY…ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org…').value
 * // [{ uid: 'meeting-1@example.org', sequence: 0, attendee: 'kim@example.org', reply: 'accepted', stampedAt: 1803… }]
 */
export function readInvitationReply(file: string): Result<CalendarReply[]> {
  if (file.length > MOST_CHARACTERS)
    return refuse('calendar-too-long', 'file', 'An answer to an invitation is shorter - drop the answer alone.');
  const calendars = parse(file);
  if (!calendars)
    return refuse('calendar-unreadable', 'file', 'This is no calendar file - drop the mail with the answer.');
  const replies = calendars.flatMap(repliesIn);
  return replies.length
    ? ok(replies)
    : refuse('no-reply', 'file', 'This calendar file answers no invitation - drop the mail with the answer.');
}

function parse(file: string): ICAL.Component[] | null {
  try {
    const parsed: unknown = ICAL.parse(file.replace(/^\uFEFF/, '').trim());
    if (!Array.isArray(parsed)) return null;
    const all = (typeof parsed[0] === 'string' ? [parsed] : parsed) as (string | unknown[])[][];
    return all.map((jcal) => new ICAL.Component(jcal));
  } catch {
    // the parser says by throwing that it is none
    return null;
  }
}

function repliesIn(calendar: ICAL.Component): CalendarReply[] {
  const method = text(() => calendar.getFirstPropertyValue('method')).toUpperCase();
  if (calendar.name !== 'vcalendar' || (method !== 'REPLY' && method !== 'COUNTER')) return [];
  return calendar
    .getAllSubcomponents('vevent')
    .slice(0, MOST_EVENTS)
    .flatMap((event) => {
      const attendees = event.getAllProperties('attendee');
      const attendee = attendees[0];
      // an answer is one person's (RFC 5546, 3.2.3)
      if (!attendee || attendees.length !== 1) return [];
      const reply = REPLIES[text(() => attendee.getParameter('partstat')).toUpperCase()];
      const uid = text(() => event.getFirstPropertyValue('uid')).trim();
      const address = text(() => attendee.getFirstValue())
        .replace(/^mailto:/i, '')
        .trim()
        .toLowerCase();
      if (!reply || !uid || uid.length > 300 || !/^[^\s@]+@[^\s@]+$/.test(address)) return [];
      const sequence = Number(text(() => event.getFirstPropertyValue('sequence')) || NaN);
      return [
        {
          ...{ uid, attendee: address, reply },
          sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : null,
          stampedAt: stampOf(event)
        }
      ];
    });
}

/** Values are read when they are asked for, and one that is none may throw then. */
function text(read: () => unknown): string {
  try {
    const value = read();
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  } catch {
    return '';
  }
}

function stampOf(event: ICAL.Component): number | null {
  const raw = text(() => String(event.getFirstPropertyValue('dtstamp') ?? ''));
  const at = Date.parse(raw);
  return Number.isFinite(at) ? at : null;
}
