import { meansNoValue } from './clean-cell';
import { fitContent, type ContentFit } from './content-fit';
import type { ColumnValues } from './propose-mapping';
import type { Mapping, RegisterField } from './types';

interface FoundField {
  field: RegisterField;
  column: number;
  message: string;
  facts: ContentFit['facts'];
}

/**
 * Looks among the columns no field was found for by header: codes and names are different in every row, the code of a
 * municipality begins with that of its county, groups are A1 to C9.
 *
 * @example
 * proposeByContent([{ index: 0, values: ['0114', '0115'], ... }, { index: 1, values: ['Ale', 'Alvesta'], ... }], {})
 * // [{ field: 'code', column: 0, message: 'all 2 values are 4 digits, each different' }, { field: 'name', ... }]
 */
export function proposeByContent(columns: ColumnValues[], mapping: Mapping): FoundField[] {
  const found: FoundField[] = [];
  const isFree = ({ index }: ColumnValues) =>
    !Object.values(mapping).includes(index) && !found.some(({ column }) => column === index);
  const look = (field: RegisterField, holds: (column: ColumnValues) => boolean, and: string) => {
    if (mapping[field] !== undefined) return;
    const column = columns.find((one) => isFree(one) && fitContent(field, one).complete && holds(one));
    if (!column) return;
    const { message, facts } = fitContent(field, column);
    found.push({ field, column: column.index, message: `${message}${and}`, facts });
  };

  look('code', ({ values }) => areDifferent(values), ', each different');
  look('name', ({ values }) => areDifferent(values), ', each different');
  const codeColumn = mapping.code ?? found.find(({ field }) => field === 'code')?.column;
  const codes = columns.find(({ index }) => index === codeColumn)?.values ?? [];
  look('countyCode', ({ values }) => beginCodes(values, codes), ' and begin the code of their row');
  look('group', () => true, '');
  return found;
}

function areDifferent(values: string[]): boolean {
  return values.length > 1 && new Set(values).size === values.length;
}

function beginCodes(values: string[], codes: string[]): boolean {
  const beginning = values.every((value, i) => {
    const code = codes[i] ?? '';
    return !meansNoValue(value) && value.length < code.length && code.startsWith(value);
  });
  return beginning && new Set(values).size > 1;
}
