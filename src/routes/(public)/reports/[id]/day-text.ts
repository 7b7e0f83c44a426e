import { readerLocale } from '$lib/ui/reader-locale';

/** A day as the reader writes it, the same wherever it is read. */
export function dayText(day: string | Date): string {
  return new Date(day).toLocaleDateString(readerLocale(), { dateStyle: 'long', timeZone: 'UTC' });
}
