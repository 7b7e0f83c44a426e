/** Octets in a line of a calendar file, its CRLF not counted. RFC 5545, 3.1. */
const LONGEST = 75;

/**
 * A text that may stand in a calendar file: line breaks of every kind become LF (written as `\n` there), other control
 * characters a space. A lone CR would end the line for many readers, and whatever follows it would count as a property.
 *
 * @example
 * calendarText('Ask Eva\r\nBEGIN:VEVENT\u0000') // 'Ask Eva\nBEGIN:VEVENT'
 */
export function calendarText(text: string): string {
  return text
    .replace(/\r\n|[\r\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .toWellFormed()
    .trim();
}

/**
 * Folds the lines of a calendar file anew: at most 75 octets of UTF-8 each, never inside a character. (ts-ics counts
 * UTF-16 units and leaves out the blank that begins a continued line.)
 *
 * @param file CRLF after every line, folded in whatever way
 * @example
 * foldCalendar(`SUMMARY:${'å'.repeat(40)}\r\n`) // 'SUMMARY:' and 33 times å, CRLF, a blank and 7 times å, CRLF
 */
export function foldCalendar(file: string): string {
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(foldLine)
    .join('\r\n');
}

function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0)!);
    if (octets + size > LONGEST) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
