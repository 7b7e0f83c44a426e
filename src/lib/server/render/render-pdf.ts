import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Wording } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import type { Result } from '$lib/domain/shared/result';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import template from './report.typ?raw';

/** Of the drawing; on paper it becomes the width of the text. */
const CHART_WIDTH = 640;

/**
 * A report as tagged PDF (PDF/UA-1): title, language, headings in order, table headers, alt texts, embedded fonts. The
 * same document in the same language gives the same bytes: its date is the document's, nothing is read from the clock.
 *
 * Blocks the thread for a few tenths of a second; callers on a server move it to a worker.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 *
 * @example
 * await renderReportPdf(document, { locale: 'sv', texts: REPORT_TEXTS.sv, model: swedishTexts })
 * // { ok: true, value: { pdf: Buffer, font: 'Source Sans 3' } }
 */
export async function renderReportPdf(
  document: ReportDocument,
  wording: Wording
): Promise<Result<{ pdf: Buffer; font: string }>> {
  const palette = { ...PRINT_PALETTE, font: `'${fontFamily()}'` };
  const report = wordReport(document, wording, { palette, width: CHART_WIDTH });
  return compilePdf(template, { report: toInput(report) });
}

function toInput(report: WordedReport) {
  return { ...report, date: dateParts(report.date), font: fontFamily(), region: REGIONS[report.locale] };
}
