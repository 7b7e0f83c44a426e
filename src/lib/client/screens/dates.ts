import { readerLocale } from '$lib/ui/reader-locale';

/** A day in words of the reader's language: 12 November 2026. */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(readerLocale(), { dateStyle: 'long' });
}

/** Day and time: 12 Nov 2026, 14:02. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString(readerLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** Clock time: 14:02. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(readerLocale(), { hour: '2-digit', minute: '2-digit' });
}

/** A month in words: March 2026. From a day or from 2026-03. */
export function formatMonth(iso: string): string {
  return new Date(iso).toLocaleDateString(readerLocale(), { month: 'long', year: 'numeric' });
}

/** This moment by the device's clock, ISO. */
export const momentNow = (): string => new Date().toISOString();
