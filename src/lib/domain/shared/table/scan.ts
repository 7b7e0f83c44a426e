import type { Delimiter, Newline } from './types';

export interface ScanEnd {
  kind: 'end' | 'stopped' | 'open-quote' | 'stray-quote';
  line: number;
  column: number;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Walks over the cells of a delimited text (RFC 4180, quotes doubled inside quotes) without copying any of them.
 *
 * `onCell` gets line and column of the cell (1 is the first) and where its text, quotes included, starts and ends; it
 * returns false to stop. The end tells the place of a quote mark that is never closed (`open-quote`) or that is
 * followed by something else than a delimiter (`stray-quote`).
 *
 * @example
 * scanCells('a,"b', ',', '\n', () => true) // { kind: 'open-quote', line: 1, column: 2 }
 */
export function scanCells(
  text: string,
  delimiter: Delimiter,
  newline: Newline,
  onCell: (line: number, column: number, start: number, end: number) => boolean
): ScanEnd {
  const separator = delimiter.charCodeAt(0);
  const lineEnd = newline.charCodeAt(0);
  let line = 1;
  let column = 1;
  let i = 0;
  for (;;) {
    const start = i;
    const startLine = line;
    if (text.charCodeAt(i) === QUOTE) {
      const close = findClosingQuote(text, i);
      if (close === -1) return { kind: 'open-quote', line, column };
      line += countLineBreaks(text, i, close);
      i = close + 1;
      while (i < text.length && !isEnd(text.charCodeAt(i), separator, lineEnd)) {
        if (!/\s/.test(text.charAt(i))) return { kind: 'stray-quote', line, column };
        if (isLineBreak(text, i)) line++;
        i++;
      }
    } else {
      while (i < text.length && !isEnd(text.charCodeAt(i), separator, lineEnd)) {
        if (isLineBreak(text, i)) line++;
        i++;
      }
    }
    if (!onCell(startLine, column, start, i)) return { kind: 'stopped', line: startLine, column };
    if (i >= text.length) return { kind: 'end', line, column };
    if (text.charCodeAt(i) === separator) column++;
    else {
      column = 1;
      line++;
    }
    i++;
  }
}

function isEnd(code: number, separator: number, lineEnd: number): boolean {
  return code === separator || code === lineEnd;
}

function findClosingQuote(text: string, open: number): number {
  let at = open;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1 || text.charCodeAt(at + 1) !== QUOTE) return at;
    at++;
  }
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (isLineBreak(text, i)) count++;
  return count;
}

/** CR LF counts once, at its LF. */
function isLineBreak(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(i + 1) !== LINE_FEED);
}
