import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { type EditionFileName, listEditionFiles } from '$lib/domain/reporting/release/list-edition-files';
import { LOCALES, type Locale } from '$lib/domain/shared/locale';

/** A file of an edition as it is listed: `locale` is null where it is the same in every language. */
export interface ListedFile extends EditionFileName {
  locale: Locale | null;
}

/** The files of an edition, those of one language or of all; nothing is made for this. */
export function listFiles({ number }: Pick<PublishedEdition, 'number'>, locale?: Locale): ListedFile[] {
  const seen = new Map<string, ListedFile>();
  for (const one of locale ? [locale] : LOCALES)
    for (const file of listEditionFiles(number, one)) {
      const shared = !file.name.includes(`-${one}.`);
      seen.set(file.name, { ...file, locale: shared ? null : one });
    }
  return [...seen.values()];
}
