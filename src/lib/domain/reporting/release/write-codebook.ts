import { LOCALES, type Locale } from '../../shared/locale';
import { BREAKDOWNS } from '../aggregate-types';
import type { MachineTable } from './describe-tables';
import { labelCategory, labelOf, labelStratum, labelTable, type Names } from './label-codes';

/** Columns of the tables in long form, in their order. */
export const LONG_COLUMNS = [
  'table',
  'cell',
  'subject',
  'of',
  'by',
  'stratum',
  'level',
  'category',
  'value',
  'unit',
  'status'
] as const;

/** What one code in one column means. */
export interface Code {
  column: string;
  /** What else decides the meaning: the subject of a category, what a class of municipalities is by; empty elsewhere. */
  within: string;
  /** Empty for the column itself. */
  code: string;
  labels: Record<Locale, string>;
}

/**
 * What every column and every code in the tables means, in every language: columns first, then tables, subjects, what
 * they are of, classes of municipalities, categories, units and statuses.
 *
 * @param roundedTo where the network rounds its counts: said with the unit
 * @example
 * writeCodebook(tables, names).find(({ code }) => code === 'from-2')
 * // { column: 'category', within: 'overall', code: 'from-2', labels: { en: 'Level 2 or higher', ... } }
 */
export function writeCodebook(
  tables: readonly MachineTable[],
  names: Readonly<Record<Locale, Names>>,
  roundedTo: number | null = null
): Code[] {
  const codes = new Map<string, Code>();
  const add = (column: string, code: string, within: string, say: (names: Names) => string) => {
    const key = JSON.stringify([column, within, code]);
    if (!codes.has(key)) codes.set(key, { column, within, code, labels: inAll((locale) => say(names[locale])) });
  };
  for (const column of LONG_COLUMNS)
    add(column, '', '', ({ texts }) => `${texts.columns[column].label}: ${texts.columns[column].meaning}`);
  for (const { id, about } of tables) add('table', id, '', (one) => labelTable(about, one));
  for (const { about } of tables) add('subject', about.subject, '', ({ texts }) => texts.subjects[about.subject]);
  for (const { about } of tables) if (about.of !== undefined) add('of', about.of, '', (one) => labelOf(about, one));
  for (const by of BREAKDOWNS) {
    const divided = tables.filter(({ about }) => about.by === by);
    if (divided.length > 0) add('by', by, '', ({ texts }) => texts.bys[by]);
    for (const { rows } of divided)
      for (const { stratum } of rows) add('stratum', stratum, by, (one) => labelStratum(stratum, by, one));
  }
  for (const { about, unit, rows } of tables)
    for (const { category } of rows)
      add('category', category, about.subject, (one) => labelCategory(category, about, unit, one));
  for (const { unit } of tables)
    add('unit', unit, '', ({ texts: { units, workbook } }) =>
      unit === 'municipalities' && roundedTo !== null
        ? `${units[unit]}. ${workbook.rounded} ${roundedTo}.`
        : units[unit]
    );
  for (const status of ['published', 'suppressed'] as const)
    add('status', status, '', ({ texts }) => texts.statuses[status]);
  return [...codes.values()];
}

function inAll(say: (locale: Locale) => string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, say(locale)])) as Record<Locale, string>;
}
