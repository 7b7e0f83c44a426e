import { ok, refuse, type Result } from '../result';
import { MAX_COLUMNS, MAX_ROWS } from './limits';
import { placePath, refuseAt, showValue } from './place';
import type { TableRow, TextTable } from './types';

const SHAPE = 'a JSON register is a list of flat objects, like [{"code": "0114", "name": "Upplands Väsby"}]';

/**
 * The table in a JSON list of flat objects: the first row holds the keys in the order they first appear.
 *
 * Numbers and booleans become their text, null and missing keys an empty cell. Each row has the line its object
 * starts on. Errors: `bad-json`, `not-a-table`, `nested-value`, `too-many-columns`, `too-many-rows`.
 *
 * @example
 * parseJsonTable('[{"kod": 114}]')
 * // { delimiter: null, headerRows: 1, rows: [{ line: 1, cells: ['kod'] }, { line: 1, cells: ['114'] }] }
 */
export function parseJsonTable(text: string): Result<TextTable> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const list = parsed.value;
  if (!Array.isArray(list))
    return refuse('not-a-table', 'file', `Line 1, column 1: the file holds no list - ${SHAPE}.`);
  if (list.length === 0)
    return refuse('empty-file', 'file', 'Line 1, column 1: the list in the file is empty - choose the file again.');

  const lines = findItems(text).map((item) => item.line);
  if (list.length > MAX_ROWS) {
    return refuseAt(
      'too-many-rows',
      lines[MAX_ROWS] ?? 1,
      1,
      `the file goes on, but at most ${MAX_ROWS.toLocaleString('en')} rows can be read.`
    );
  }
  const columns = new Map<string, number>();
  const rows: TableRow[] = [];
  for (const [i, item] of list.entries()) {
    const line = lines[i] ?? 1;
    const row = readItem(item, line, columns);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return ok({ delimiter: null, headerRows: 1, rows: [{ line: lines[0] ?? 1, cells: [...columns.keys()] }, ...rows] });
}

function readItem(item: unknown, line: number, columns: Map<string, number>): Result<TableRow> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return refuseAt('not-a-table', line, 1, `this item of the list is no object - ${SHAPE}.`);
  }
  const cells: string[] = [];
  for (const [key, value] of Object.entries(item)) {
    const column = columns.get(key) ?? columns.size;
    columns.set(key, column);
    if (column >= MAX_COLUMNS) {
      return refuseAt(
        'too-many-columns',
        line,
        column + 1,
        `at most ${MAX_COLUMNS.toLocaleString('en')} different keys can be read.`
      );
    }
    if (typeof value === 'object' && value !== null) {
      return refuseAt(
        'nested-value',
        line,
        column + 1,
        `the value of ${showValue(key)} is a list or an object - ${SHAPE}.`
      );
    }
    while (cells.length < column) cells.push('');
    cells[column] = value === null ? '' : String(value);
  }
  return ok({ line, cells });
}

function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    const line = findBrokenLine(text);
    return refuse(
      'bad-json',
      placePath(line, 1),
      `Line ${line}, column 1: the file is no valid JSON from here on - download it again or save it anew.`
    );
  }
}

/** Engines differ in whether they say where JSON breaks off, so the items are tried one by one. */
function findBrokenLine(text: string): number {
  const broken = findItems(text).find(({ start, end }) => !isJson(text.slice(start, end)));
  return broken?.line ?? text.trimEnd().split('\n').length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Item {
  line: number;
  start: number;
  end: number;
}

/** Where the items of the outermost list stand. */
function findItems(text: string): Item[] {
  const items: Item[] = [];
  let depth = 0;
  let line = 1;
  let expectsItem = false;
  const close = (at: number) => {
    const item = items.at(-1);
    if (item && item.end === -1) item.end = at;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n') line++;
    if (char <= ' ') continue;
    if (expectsItem && depth === 1 && char !== ']') {
      items.push({ line, start: i, end: -1 });
      expectsItem = false;
    }
    if (char === '"') i = endOfString(text, i);
    else if (char === '[' || char === '{') {
      depth++;
      if (depth === 1) expectsItem = true;
    } else if (char === ']' || char === '}') {
      depth--;
      if (depth === 0) close(i);
    } else if (char === ',' && depth === 1) {
      close(i);
      expectsItem = true;
    }
  }
  close(text.length);
  return items;
}

function endOfString(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text.charAt(i) !== '"') i += text.charAt(i) === '\\' ? 2 : 1;
  return i;
}
