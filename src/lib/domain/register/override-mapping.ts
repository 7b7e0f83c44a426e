import { showValue } from '../shared/table/place';
import { ok, refuse, type Result } from '../shared/result';
import { REGISTER_FIELDS, type Mapping, type RegisterColumn, type RegisterField } from './types';

/** What a person says about single fields: a header, a column number from 1, or nothing for "leave it out". */
export type ColumnWishes = Partial<Record<RegisterField, string>>;

/**
 * A mapping in which the fields a person named are read from the columns they named; the others stay as they were,
 * unless their column is now taken. Headers are compared without regard to case; of a header in two languages one is enough.
 *
 * Errors: `unknown-column` when no column, or more than one, has the header; `bad-mapping` when a column is named twice.
 *
 * @example
 * overrideMapping({ code: 0, name: 1 }, columns, { name: 'municipality_FR' }) // value { code: 0, name: 2 }
 */
export function overrideMapping(
  base: Mapping,
  columns: readonly RegisterColumn[],
  wishes: ColumnWishes
): Result<Mapping> {
  const chosen: Mapping = {};
  for (const field of REGISTER_FIELDS) {
    const wish = wishes[field];
    if (wish === undefined || wish.trim() === '') continue;
    const column = findColumn(field, wish.trim(), columns);
    if (!column.ok) return column;
    const other = REGISTER_FIELDS.find((one) => chosen[one] === column.value);
    if (other) {
      const message = `${showValue(wish)} is given for both ${other} and ${field} - name another column for one of them.`;
      return refuse('bad-mapping', `mapping.${field}`, message);
    }
    chosen[field] = column.value;
  }
  const mapping: Mapping = {};
  for (const field of REGISTER_FIELDS) {
    const column = wishes[field] === undefined ? base[field] : chosen[field];
    if (column === undefined) continue;
    const taken = wishes[field] === undefined && Object.values(chosen).includes(column);
    if (!taken) mapping[field] = column;
  }
  return ok(mapping);
}

function findColumn(field: RegisterField, wish: string, columns: readonly RegisterColumn[]): Result<number> {
  const same = (text: string) => text.toLowerCase() === wish.toLowerCase();
  const byHeader = columns.filter(({ header }) => same(header));
  const found = byHeader.length > 0 ? byHeader : columns.filter(({ words }) => words.some(same));
  const byNumber =
    found.length === 0 && /^\d+$/.test(wish) ? columns.filter(({ index }) => index === Number(wish) - 1) : [];
  const [column, another] = [...found, ...byNumber];
  if (column && !another) return ok(column.index);
  const headers = columns.map(({ index, header }) => `${index + 1} ${showValue(header)}`).join(', ');
  const fault = another
    ? `${showValue(wish)} stands over columns ${found.map(({ index }) => index + 1).join(' and ')} - name the column by its number`
    : `there is no column ${showValue(wish)} for ${field} - the columns are ${headers}`;
  return refuse('unknown-column', `mapping.${field}`, `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`);
}
