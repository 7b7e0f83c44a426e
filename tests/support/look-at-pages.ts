import { execFileSync, spawnSync } from 'node:child_process';
import { unescapeXml } from './read-report-files';

/** Whether the programs that read PDFs are here, and what a skipped test says where they are not. */
export const POPPLER = spawnSync('pdfinfo', ['-v']).error === undefined;
export const NO_POPPLER = POPPLER ? '' : ' (skipped: poppler-utils is not installed, apt-get install poppler-utils)';

interface Word {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}
interface Page {
  width: number;
  height: number;
  words: Word[];
}

const MM = 72 / 25.4;
/** As the templates have it, with the breadth of a hair. */
const MARGIN = { side: 20 * MM - 1, top: 22 * MM - 2, bottom: 20 * MM - 2 };
/** Boxes of running text are lower than this, in points, and those of headings higher. */
const LINE = 15;

function run(tool: string, ...words: string[]): string {
  return execFileSync(tool, words, { encoding: 'utf8', maxBuffer: 64_000_000, stdio: ['ignore', 'pipe', 'ignore'] });
}

function readPages(file: string): Page[] {
  const numbers = (text: string) => [...text.matchAll(/"([\d.-]+)"/g)].map(([, number]) => Number(number));
  return [...run('pdftotext', '-bbox', file, '-').matchAll(/<page ([^>]*)>(.*?)<\/page>/gs)].map(([, size, inside]) => {
    const [width = 0, height = 0] = numbers(size!);
    const words = [...inside!.matchAll(/<word ([^>]*)>([^<]*)<\/word>/g)].map(([, place, text]) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = numbers(place!);
      return { text: unescapeXml(text!), left, top, right, bottom };
    });
    return { width, height, words };
  });
}

/**
 * Looks at every page of a report as a reader does: nothing runs out of the page or into something else, no page is
 * nearly empty, no heading stands alone at the foot of one. Returns what is wrong, page by page.
 */
export function lookAtPages(file: string): { pages: number; wrong: string[] } {
  const pages = readPages(file);
  const wrong = pages.flatMap((page, i) => {
    const body = page.words.filter(
      ({ top, bottom }) => top > MARGIN.top - 2 && bottom < page.height - MARGIN.bottom + 4
    );
    const last = Math.max(0, ...body.map(({ bottom }) => bottom));
    const foot = body.filter(({ bottom }) => bottom > last - 4);
    return [
      ...outside(page),
      ...collisions(page.words),
      ...(body.length < 30 && i < pages.length - 1 ? [`holds ${body.length} words`] : []),
      ...(i < pages.length - 1 && foot.length > 0 && foot.every(({ top, bottom }) => bottom - top > LINE)
        ? [`ends with the heading "${foot.map(({ text }) => text).join(' ')}"`]
        : [])
    ].map((what) => `page ${i + 1} ${what}`);
  });
  return { pages: pages.length, wrong };
}

function outside({ width, height, words }: Page): string[] {
  return words
    .filter(
      ({ left, right, top, bottom }) =>
        left < MARGIN.side || right > width - MARGIN.side || top < 0 || bottom > height - 10
    )
    .map(({ text }) => `has "${text}" outside its margins`);
}

/** Boxes of lines touch; where a third of a word lies under another, neither can be read. */
function collisions(words: readonly Word[]): string[] {
  const found: string[] = [];
  const sorted = [...words].sort((a, b) => a.top - b.top);
  for (const [i, one] of sorted.entries())
    for (let j = i + 1; j < sorted.length && sorted[j]!.top < one.bottom; j++) {
      const other = sorted[j]!;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      const size = ({ left, right, top, bottom }: Word) => (right - left) * (bottom - top);
      if (across > 0 && down > 0 && across * down > Math.min(size(one), size(other)) / 3)
        found.push(`has "${one.text}" on "${other.text}"`);
    }
  return found;
}

/** The bookmarks of a PDF: what each says, how deep it stands and to which page it leads. */
export function readBookmarks(file: string): { depth: number; text: string; page: number }[] {
  const xml = run('pdftohtml', '-xml', '-i', '-stdout', '-l', '1', file);
  const found: { depth: number; text: string; page: number }[] = [];
  let depth = 0;
  for (const [, open, close, page, text] of xml.matchAll(
    /(<outline>)|(<\/outline>)|<item page="(\d+)">([^<]*)<\/item>/g
  )) {
    if (open) depth += 1;
    else if (close) depth -= 1;
    else found.push({ depth, text: unescapeXml(text!), page: Number(page) });
  }
  return found;
}

/** What a screen reader reads aloud, in its order: text of tags, drawings by the text beside them. */
export function readAloud(file: string): string {
  const said: string[] = [];
  let figure: number | null = null;
  for (const line of run('pdfinfo', '-struct-text', file).split('\n')) {
    const depth = line.length - line.trimStart().length;
    const text = /^\s*"(.*)"$/.exec(line)?.[1];
    if (figure !== null && text === undefined && depth <= figure) figure = null;
    if (/^\s*Figure\b/.test(line)) figure = depth;
    if (text !== undefined && figure === null) said.push(text);
  }
  return said.join('');
}
