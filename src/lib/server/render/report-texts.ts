import en from '$lib/content/report/en.json';
import nl from '$lib/content/report/nl.json';
import sv from '$lib/content/report/sv.json';
import type { ReportTexts } from '$lib/domain/reporting/word';
import type { Locale } from '$lib/domain/shared/locale';

/** The sentences reports are made of, in each language. */
export const REPORT_TEXTS: Readonly<Record<Locale, ReportTexts>> = { en, sv, nl };
