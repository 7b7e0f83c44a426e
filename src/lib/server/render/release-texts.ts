import en from '$lib/content/release/en.json';
import nl from '$lib/content/release/nl.json';
import sv from '$lib/content/release/sv.json';
import type { ReleaseTexts } from '$lib/domain/reporting/release/release-texts';
import type { Locale } from '$lib/domain/shared/locale';

/** The words of files for programs, of workbooks and of what describes them, in each language. */
export const RELEASE_TEXTS: Readonly<Record<Locale, ReleaseTexts>> = { en, sv, nl };
