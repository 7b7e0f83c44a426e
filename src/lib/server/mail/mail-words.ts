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

/** @example deviceWords('en', 'Firefox, Android', '16 November 2026') // 'Firefox, Android: last in touch on 16 November 2026' */
export function deviceWords(locale: Locale, device: string | null, date: string): string {
  return `${device ?? words[locale].device}: ${words[locale].seen.replace('{date}', date)}`;
}
