import words from '$lib/content/mail/words.json';
import type { MemberRole } from '$lib/domain/identity/actor';
import type { Locale } from '$lib/domain/shared/locale';

/** English dates as Europe writes them. */
const TAGS: Record<Locale, string> = { en: 'en-GB', sv: 'sv', nl: 'nl' };

/** @example roleWords('nl', 'officer', 'Ljusdal') // 'contactpersoon voor Ljusdal' */
export function roleWords(locale: Locale, role: MemberRole, municipality: string | null): string {
  return words[locale][role].replace('{municipality}', municipality ?? '');
}

/** Who invites, where no person does: the command line. */
export function somebody(locale: Locale): string {
  return words[locale].somebody;
}

export function dayWords(locale: Locale, at: Date): string {
  return at.toLocaleDateString(TAGS[locale], { dateStyle: 'long' });
}

export function momentWords(locale: Locale, at: Date): string {
  return at.toLocaleString(TAGS[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short'
  });
}

/** @example dueWords('en', true, '31 January 2027') // 'Was due on 31 January 2027' */
export function dueWords(locale: Locale, late: boolean, date: string): string {
  return words[locale][late ? 'overdue' : 'due'].replace('{date}', date);
}

/** Headings of the week's mail. */
export function digestWords(locale: Locale): (typeof words)['en']['digest'] {
  return words[locale].digest;
}

/** @example deviceWords('en', 'Firefox, Android', '16 November 2026') // 'Firefox, Android: last in touch on 16 November 2026' */
export function deviceWords(locale: Locale, device: string | null, date: string): string {
  return `${device ?? words[locale].device}: ${words[locale].seen.replace('{date}', date)}`;
}

/** Where somebody who signed up for a visit comes from, and what their follow-up begins with. */
export function visitWords(locale: Locale): { source: string; lead: string } {
  return { source: words[locale].publicPage, lead: words[locale].visitAsked };
}

/**
 * When a meeting is, by the clocks of its own zone.
 *
 * @example
 * meetingTimeWords('en', Date.parse('2027-03-29T08:00:00Z'), 60, 'Europe/Stockholm')
 * // 'Monday 29 March 2027, 10:00–11:00 (Europe/Stockholm)'
 */
export function meetingTimeWords(locale: Locale, at: number, minutes: number, timeZone: string): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const format = new Intl.DateTimeFormat(TAGS[locale], { ...day, timeZone });
  const clock = new Intl.DateTimeFormat(TAGS[locale], { hour: '2-digit', minute: '2-digit', timeZone });
  return `${format.format(at)}, ${clock.format(at)}–${clock.format(at + minutes * 60_000)} (${timeZone})`;
}
