import { readerLocale } from '$lib/ui/reader-locale';

/**
 * A day without a clock, as registers and waves have them: the same day wherever one reads it.
 *
 * @example dayText('2026-12-31') // '31 dec. 2026'
 */
export function dayText(day: string | Date): string {
  return new Date(day).toLocaleDateString(readerLocale(), { dateStyle: 'medium', timeZone: 'UTC' });
}

/** A moment, in the reader's time. */
export function momentText(at: Date): string {
  return at.toLocaleString(readerLocale(), { dateStyle: 'short', timeStyle: 'short' });
}

/** @example numberText(43891) // '43 891' in Swedish */
export function numberText(value: number): string {
  return value.toLocaleString(readerLocale(), { maximumFractionDigits: 6 });
}
