import { refuse } from '../result';

const SHOWN = 60;

/**
 * A refusal that names where in the file it is; column is the table column, 1 is the first.
 *
 * @example
 * refuseAt('open-quote', 4, 2, 'the quote mark is never closed.').problems[0].message
 * // 'Line 4, column 2: the quote mark is never closed.'
 */
export function refuseAt(code: string, line: number, column: number, message: string) {
  return refuse(code, placePath(line, column), `Line ${line}, column ${column}: ${message}`);
}

/** @example placePath(4, 2) // 'lines.4.columns.2' */
export function placePath(line: number, column: number): string {
  return `lines.${line}.columns.${column}`;
}

/**
 * A value from a file as it can stand in a message: in quote marks, on one line, at most 60 characters.
 *
 * @example
 * showValue('Upplands\nVäsby') // '"Upplands Väsby"'
 */
export function showValue(value: string): string {
  const oneLine = value
    .slice(0, SHOWN + 1)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return oneLine.length > SHOWN ? `"${oneLine.slice(0, SHOWN)}…"` : `"${oneLine}"`;
}
