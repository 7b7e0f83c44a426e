import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { tmpdir } from 'node:os';
import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Wording } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedReport } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { type Result, ok, refuse } from '$lib/domain/shared/result';
import template from './report.typ?raw';
import { type ReportFonts, loadReportFonts } from './report-fonts';

const REGIONS: Record<Locale, string> = { en: 'GB', sv: 'SE', nl: 'NL' };

/** Of the drawing; on paper it becomes the width of the text. */
const CHART_WIDTH = 640;

/** How many compilations ago something must have been used last to be forgotten. */
const CACHE_AGE = 10;

let kept: { compiler: NodeCompiler; fonts: ReportFonts } | undefined;

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
  kept ??= startCompiler();
  const { compiler, fonts } = kept;
  const palette = { ...PRINT_PALETTE, font: `'${fonts.family}'` };
  const report = wordReport(document, wording, { palette, width: CHART_WIDTH });
  const result = compiler.compile({
    mainFileContent: template,
    inputs: { report: JSON.stringify(toInput(report, fonts)) }
  });
  if (!result.result)
    throw new Error(`The report's layout does not compile: ${describe(compiler, result.takeDiagnostics())}`);
  try {
    const pdf = compiler.pdf(result.result, { pdfStandard: 'ua-1' });
    return ok({ pdf, font: fonts.family });
  } catch (error) {
    const missing = /the text `"?\\?"?(.+?)\\?"?"?` could not be displayed/.exec(String(error))?.[1];
    if (missing === undefined) throw error;
    return refuse(
      'no-glyph',
      'document',
      `The typeface "${fonts.family}" has no character for "${missing.replaceAll(/[\\"]/g, '')}" - write the name without it.`
    );
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

function startCompiler() {
  const fonts = loadReportFonts();
  // nothing is read from the workspace, but it must be a folder
  return { fonts, compiler: NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fonts.files }] }) };
}

function toInput(report: WordedReport, fonts: ReportFonts) {
  const date = new Date(report.date);
  return {
    ...report,
    date: {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds()
    },
    font: fonts.family,
    region: REGIONS[report.locale]
  };
}

type Diagnostics = ReturnType<ReturnType<NodeCompiler['compile']>['takeDiagnostics']>;

function describe(compiler: NodeCompiler, diagnostics: Diagnostics): string {
  return diagnostics ? JSON.stringify(compiler.fetchDiagnostics(diagnostics)) : 'no diagnostics';
}
