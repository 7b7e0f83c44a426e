import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { loadReportFonts, type ReportFonts } from './report-fonts';

export const REGIONS: Record<Locale, string> = { en: 'GB', sv: 'SE', nl: 'NL' };

/** How many compilations ago something must have been used last to be forgotten. */
const CACHE_AGE = 10;

let kept: { compiler: NodeCompiler; fonts: ReportFonts } | undefined;

/** The typeface that documents are set in here. */
export function fontFamily(): string {
  return started().fonts.family;
}

/** A moment as Typst takes it. */
export function dateParts(iso: string) {
  const date = new Date(iso);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds()
  };
}

/**
 * A layout with its data as tagged PDF (PDF/UA-1); the same data gives the same bytes. Blocks the thread for a few tenths
 * of a second. Everything shown goes in as data (`sys.inputs`), never as markup; pictures go in as `files`, which the layout
 * finds by their name at the root.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 */
export function compilePdf(
  template: string,
  inputs: Record<string, unknown>,
  files: Readonly<Record<string, Uint8Array>> = {}
): Result<{ pdf: Buffer; font: string; pages: number }> {
  const { compiler, fonts } = started();
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = join(tmpdir(), name);
    compiler.mapShadow(path, Buffer.from(bytes));
    return path;
  });
  const result = compiler.compile({
    mainFileContent: template,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, JSON.stringify(value)]))
  });
  if (!result.result)
    throw new Error(`The document's layout does not compile: ${describe(compiler, result.takeDiagnostics())}`);
  try {
    const pages = result.result.numOfPages;
    const pdf = compiler.pdf(result.result, { pdfStandard: 'ua-1' });
    return ok({ pdf, font: fonts.family, pages });
  } catch (error) {
    const missing = /the text `"?\\?"?(.+?)\\?"?"?` could not be displayed/.exec(String(error))?.[1];
    if (missing === undefined) throw error;
    return refuse(
      'no-glyph',
      'document',
      `The typeface "${fonts.family}" has no character for "${missing.replaceAll(/[\\"]/g, '')}" - write the name without it.`
    );
  } finally {
    for (const path of paths) compiler.unmapShadow(path);
    compiler.evictCache(CACHE_AGE);
  }
}

function started() {
  return (kept ??= startCompiler());
}

function startCompiler() {
  const fonts = loadReportFonts();
  // nothing is read from the workspace, but it must be a folder
  return { fonts, compiler: NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fonts.files }] }) };
}

type Diagnostics = ReturnType<ReturnType<NodeCompiler['compile']>['takeDiagnostics']>;

function describe(compiler: NodeCompiler, diagnostics: Diagnostics): string {
  return diagnostics ? JSON.stringify(compiler.fetchDiagnostics(diagnostics)) : 'no diagnostics';
}
