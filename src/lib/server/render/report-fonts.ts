import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface ReportFonts {
  family: string;
  files: Buffer[];
}

const PACKAGE = '@expo-google-fonts/source-sans-3';
const FILES = [
  '400Regular/SourceSans3_400Regular.ttf',
  '600SemiBold/SourceSans3_600SemiBold.ttf',
  '400Regular_Italic/SourceSans3_400Regular_Italic.ttf'
];

/** Comes with the PDF writer itself, so that a report can be made where the font package is not installed. */
const BUILT_IN: ReportFonts = { family: 'Libertinus Serif', files: [] };

/**
 * The typeface of documents: Source Sans 3 as TrueType, because the PDF writer reads neither WOFF nor variable fonts.
 * Where its package is not installed, the serif built into the PDF writer.
 */
export function loadReportFonts(): ReportFonts {
  const require = createRequire(import.meta.url);
  const paths = FILES.map((file) => findFile(require, `${PACKAGE}/${file}`));
  if (paths.some((path) => path === null)) return BUILT_IN;
  return { family: 'Source Sans 3', files: paths.map((path) => readFileSync(path!)) };
}

function findFile(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
