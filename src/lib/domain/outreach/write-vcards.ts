import { calendarText, foldCalendar } from '../shared/calendar-lines';
import type { ContactContent } from './merge-contact';

export interface Card {
  /** The contact's id: the same card read in again is known by it. */
  id: string;
  content: ContactContent;
  /** Name of the municipality; empty for none. */
  place: string;
  /** ISO time of the last change. */
  changedAt: string;
}

/** RFC 6350, 3.4: what would end a text value, or the list it stands in. */
const escape = (text: string) =>
  calendarText(text)
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\n/g, '\\n');

/**
 * Contacts as one vCard file, for address books: 4.0 (RFC 6350), or 3.0 (RFC 2426) for the older ones. A wish not to be
 * contacted goes with the contact, as `X-WAYMARK-OPTED-OUT`.
 *
 * @example
 * writeVcards([{ id: '0198...', content: { ...karin, email: 'k@example.org' }, place: 'Norsjö', changedAt }], '4.0')
 * // 'BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:0198...\r\nFN:Karin Lund\r\n...'
 */
export function writeVcards(cards: readonly Card[], version: '3.0' | '4.0'): string {
  const lines = cards.flatMap((card) => linesOf(card, version));
  return lines.length ? foldCalendar(`${lines.join('\r\n')}\r\n`) : '';
}

function linesOf({ id, content, place, changedAt }: Card, version: '3.0' | '4.0'): string[] {
  const four = version === '4.0';
  const { name, role, email, phone, moreEmails, morePhones, note, source, optedOutOn, optOutScope } = content;
  const words = name.trim().split(/\s+/);
  const [family, given] = words.length > 1 ? [words.at(-1)!, words.slice(0, -1).join(' ')] : [name, ''];
  const first = (i: number) => i === 0;
  const mail = (address: string, i: number) =>
    four
      ? `EMAIL${first(i) ? ';PREF=1' : ''}:${escape(address)}`
      : `EMAIL;TYPE=INTERNET${first(i) ? ',PREF' : ''}:${escape(address)}`;
  const tel = (number: string, i: number) =>
    four
      ? `TEL;VALUE=uri${first(i) ? ';PREF=1' : ''};TYPE=voice:tel:${number}`
      : `TEL;TYPE=WORK,VOICE${first(i) ? ',PREF' : ''}:${escape(number.replace(';ext=', ' x'))}`;
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${four ? 'urn:uuid:' : ''}${id}`,
    `FN:${escape(name)}`,
    `N:${escape(family)};${escape(given)};;;`,
    ...(place ? [`ORG:${escape(place)}`] : []),
    `CATEGORIES:${role}`,
    ...[email, ...(moreEmails ?? [])].filter(Boolean).map(mail),
    ...[phone, ...(morePhones ?? [])].filter(Boolean).map(tel),
    ...(note ? [`NOTE:${escape(note)}`] : []),
    ...(source ? [`X-WAYMARK-SOURCE:${escape(source)}`] : []),
    ...(optedOutOn ? [`X-WAYMARK-OPTED-OUT:${optedOutOn} ${optOutScope ?? 'everything'}`] : []),
    `REV:${changedAt.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '')}`,
    'END:VCARD'
  ];
}
