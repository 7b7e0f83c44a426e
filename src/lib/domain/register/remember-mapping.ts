import { REGISTER_FIELDS, type Mapping, type RegisterColumn, type RegisterField } from './types';

/** A mapping by headers, so that it also fits next year's file with its columns in another order. */
export type RememberedMapping = Partial<Record<RegisterField, string>>;

/**
 * What to keep of a mapping that was used; columns without a header can't be remembered.
 *
 * @example
 * rememberMapping({ code: 2 }, columns) // { code: 'Kommunkod / Municipality code' }
 */
export function rememberMapping(mapping: Mapping, columns: RegisterColumn[]): RememberedMapping {
  const remembered: RememberedMapping = {};
  for (const field of REGISTER_FIELDS) {
    const header = columns.find(({ index }) => index === mapping[field])?.header;
    if (header) remembered[field] = header;
  }
  return remembered;
}

/**
 * The remembered mapping for a new file, or `null` when one of its headers is not there exactly once.
 *
 * @example
 * recallMapping({ code: 'Kommunkod' }, columnsOf('Namn', 'Kommunkod')) // { code: 1 }
 */
export function recallMapping(
  remembered: RememberedMapping,
  columns: { index: number; header: string }[]
): Mapping | null {
  const mapping: Mapping = {};
  for (const field of REGISTER_FIELDS) {
    const header = remembered[field];
    if (header === undefined) continue;
    const [column, another] = columns.filter((one) => one.header === header);
    if (!column || another) return null;
    mapping[field] = column.index;
  }
  return Object.keys(mapping).length === 0 ? null : mapping;
}
