import { meansNoValue } from './clean-cell';
import { readDate, readDegrees, readGroup, readPopulation, readUrbanisation } from './read-values';
import type { RegisterField } from './types';

export interface ContentFit {
  /** Share of the values, 0 to 1, that can be values of the field; 0 when there are none. */
  share: number;
  /** Every row has a value and all of them fit. */
  complete: boolean;
  /** `all 290 values are 4 digits` */
  message: string;
  /** `fitting` of `total` values are of the kind; `kind` is `digits` or the field. */
  facts: { fitting: number; total: number; kind: string; digits: number };
}

const isName = (text: string) => /\p{L}/u.test(text) && !/\d/.test(text);
const FITS: Record<RegisterField, { test: (text: string) => boolean; are: string }> = {
  code: { test: (text) => /^[A-Z]{0,4}[-_.]?\d{1,10}(\.0)?[A-Z]?$/i.test(text), are: 'codes' },
  name: { test: isName, are: 'words without digits' },
  nameSecond: { test: isName, are: 'words without digits' },
  countyCode: { test: (text) => /^[A-Z]{0,3}\d{0,7}[A-Z]?\d?$/i.test(text), are: 'short codes' },
  countyName: { test: isName, are: 'words without digits' },
  group: { test: (text) => readGroup(text).ok, are: 'groups from A1 to C9' },
  urbanisation: { test: (text) => readUrbanisation(text).ok, are: '1, 2 or 3' },
  population: { test: (text) => readPopulation(text).ok, are: 'whole numbers' },
  lat: { test: (text) => readDegrees(text, 'lat').ok, are: 'degrees from -90 to 90' },
  lon: { test: (text) => readDegrees(text, 'lon').ok, are: 'degrees from -180 to 180' },
  validFrom: { test: (text) => readDate(text, 'validFrom').ok, are: 'dates' },
  validTo: { test: (text) => readDate(text, 'validTo').ok, are: 'dates' }
};

/**
 * How well the values of a column can be those of a field.
 *
 * @example
 * fitContent('code', { values: ['0114', '0115'], isSample: false })
 * // { share: 1, complete: true, message: 'all 2 values are 4 digits' }
 */
export function fitContent(field: RegisterField, column: { values: string[]; isSample: boolean }): ContentFit {
  const { values, isSample } = column;
  const present = values.filter((value) => !meansNoValue(value));
  const fitting = present.filter((value) => FITS[field].test(value));
  const share = present.length === 0 ? 0 : fitting.length / present.length;
  const of = isSample ? `the first ${present.length}` : `${present.length}`;
  const count = share === 1 ? `all ${isSample ? 'of ' : ''}${of} values` : `${fitting.length} of ${of} values`;
  return {
    share,
    complete: values.length > 0 && fitting.length >= values.length * 0.995,
    message: `${count} are ${describe(field, fitting)}`,
    facts: { fitting: fitting.length, total: present.length, ...kindOf(field, fitting) }
  };
}

function kindOf(field: RegisterField, values: string[]): { kind: string; digits: number } {
  const digits = values[0]?.length ?? 0;
  const same = digits > 0 && values.every((value) => value.length === digits && /^\d+$/.test(value));
  return (field === 'code' || field === 'countyCode') && same ? { kind: 'digits', digits } : { kind: field, digits: 0 };
}

function describe(field: RegisterField, values: string[]): string {
  const { kind, digits } = kindOf(field, values);
  if (kind !== 'digits') return FITS[field].are;
  return digits === 1 ? 'a single digit' : `${digits} digits`;
}
