import { readerLocale } from '$lib/ui/reader-locale';

/** A file's size as people say it: 340 kB, 1.2 MB, 10.7 GB. */
export function formatSize(bytes: number): string {
  const [value, unit] =
    bytes < 1e6
      ? [Math.max(1, bytes / 1e3), 'kilobyte']
      : bytes < 1e9
        ? [bytes / 1e6, 'megabyte']
        : [bytes / 1e9, 'gigabyte'];
  return new Intl.NumberFormat(readerLocale(), {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1
  }).format(value);
}
