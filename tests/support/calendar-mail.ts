import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import type { TakenMail } from './post';

/** The invitation in a mail, as a library reads it that shares nothing with what wrote it. */
export async function invitationIn(mail: TakenMail) {
  const email = await PostalMime.parse(mail.source, { attachmentEncoding: 'arraybuffer' });
  const part = email.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) throw new Error('no calendar in this mail');
  const file = new TextDecoder().decode(part.content as ArrayBuffer);
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent')!;
  const event = new ICAL.Event(component);
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (zone) event.startDate.zone = new ICAL.Timezone(zone);
  return {
    file,
    partMethod: /content-type: text\/calendar;[^;]*;? ?method=(\w+)/i.exec(
      mail.source.replace(/\r\n[ \t]+/g, ' ')
    )?.[1],
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue('status'),
    start: event.startDate.toJSDate().toISOString(),
    title: event.summary,
    place: event.location,
    organiser: component.getFirstPropertyValue('organizer'),
    attendees: component.getAllProperties('attendee').map((attendee) => attendee.getFirstValue())
  };
}

/** What a calendar program sends when somebody presses Yes, No or Maybe. */
export function calendarReply(
  invitation: { uid: string; sequence: number },
  attendee: string,
  partstat: string,
  { stamp = '20261201T080000Z', from = attendee, method = 'REPLY' } = {}
): Uint8Array {
  const lines = [
    ...[`From: Kim Exempel <${from}>`, 'To: meetings@example.org', `Subject: ${partstat}: meeting`],
    ...[`Message-ID: <${partstat}-${stamp}-${attendee}>`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/alternative; boundary="b"', '', '--b', 'Content-Type: text/plain', '', partstat, ''],
    ...['--b', `Content-Type: text/calendar; charset=utf-8; method=${method}`, ''],
    ...['BEGIN:VCALENDAR', 'PRODID:-//Example//EN', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT'],
    ...[`UID:${invitation.uid}`, `SEQUENCE:${invitation.sequence}`, `DTSTAMP:${stamp}`, 'DTSTART:20270329T080000Z'],
    ...[`ATTENDEE;CN=Kim;PARTSTAT=${partstat}:mailto:${attendee}`, 'END:VEVENT', 'END:VCALENDAR', '', '--b--', '']
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}
