import { cleanCell } from './clean-cell';
import { fitContent, type ContentFit } from './content-fit';
import { proposeByContent } from './propose-by-content';
import { matchHeaderWords, type HeaderMatch } from './header-words';
import { REGISTER_FIELDS, type Mapping, type MappingReason, type RegisterField } from './types';
import type { TableRow } from '../shared/table/types';

const SAMPLE_ROWS = 2_000;
const SAMPLE_CELLS = 200_000;

export interface ProposedMapping {
  mapping: Mapping;
  reasons: MappingReason[];
}

export interface ColumnValues {
  index: number;
  header: string;
  words: string[];
  /** Cleaned values of at most the first 2,000 rows. */
  values: string[];
  /** There are more rows than values. */
  isSample: boolean;
}

interface Candidate extends HeaderMatch {
  column: ColumnValues;
  fit: ContentFit;
  languageRank: number;
}

/**
 * Proposes which column holds which field, from the words of the headers (sv, en, nl, fr, fi) and from the values.
 *
 * Among columns that could hold the same field the order is: the header names the field and nothing else; every row
 * has a fitting value; the language comes earlier in `preferLanguages`; the more telling word; the earlier column. A
 * column whose values mostly don't fit is never proposed. A second column of names in another language becomes
 * `nameSecond`. Fields no header speaks of (code, name, county code, group) are looked for in the values.
 *
 * @example
 * proposeMapping([{ index: 0, header: 'NIS_code', words: ['NIS_code'] }, ...], rows, ['nl', 'fr'])
 * // { mapping: { code: 0, name: 1, nameSecond: 2 }, reasons: [
 * //   { field: 'code', column: 0, code: 'header', message: 'the header says "NIS_code"' },
 * //   { field: 'code', column: 0, code: 'content', message: 'all 581 values are 5 digits' }, ...] }
 */
export function proposeMapping(
  columns: { index: number; header: string; words: string[] }[],
  rows: TableRow[],
  preferLanguages: readonly string[] = []
): ProposedMapping {
  const sample = rows.slice(0, Math.max(100, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / columns.length))));
  const withValues = columns.map(({ index, header, words }) => {
    const values = sample.map((row) => cleanCell(row.cells[index] ?? '').text);
    return { index, header, words, values, isSample: sample.length < rows.length };
  });
  const candidates = withValues.flatMap((column) => findCandidates(column, preferLanguages)).sort(byMerit);

  const mapping: Mapping = {};
  const reasons: MappingReason[] = [];
  const used = new Set<number>();
  const take = (field: RegisterField, column: number, found: Omit<MappingReason, 'field' | 'column'>[]) => {
    mapping[field] = column;
    used.add(column);
    reasons.push(...found.map((reason) => ({ field, column, ...reason })));
  };
  for (const candidate of candidates) {
    if (mapping[candidate.field] !== undefined || used.has(candidate.column.index)) continue;
    take(candidate.field, candidate.column.index, explain(candidate));
  }
  const second = findSecondName(candidates, mapping.name, used);
  if (second) take('nameSecond', second.column.index, explain(second));
  for (const found of proposeByContent(withValues, mapping)) {
    take(found.field, found.column, [{ code: 'content', message: found.message, facts: found.facts }]);
  }
  const order = (reason: MappingReason) => REGISTER_FIELDS.indexOf(reason.field);
  return { mapping, reasons: reasons.sort((a, b) => order(a) - order(b)) };
}

function findCandidates(column: ColumnValues, preferLanguages: readonly string[]): Candidate[] {
  return column.words.flatMap((words) =>
    matchHeaderWords(words).flatMap((match) => {
      const fit = fitContent(match.field, column);
      const rank = match.language === null ? -1 : preferLanguages.indexOf(match.language);
      const languageRank = rank === -1 ? preferLanguages.length : rank;
      return fit.share < 0.5 ? [] : [{ ...match, column, fit, languageRank }];
    })
  );
}

function byMerit(a: Candidate, b: Candidate): number {
  return (
    b.strength - a.strength ||
    Number(b.fit.complete) - Number(a.fit.complete) ||
    a.languageRank - b.languageRank ||
    a.rank - b.rank ||
    a.column.index - b.column.index
  );
}

function findSecondName(candidates: Candidate[], nameColumn: number | undefined, used: Set<number>) {
  const names = candidates.filter(({ field, strength }) => field === 'name' && strength === 2);
  const first = names.find(({ column }) => column.index === nameColumn);
  if (!first?.language) return undefined;
  return names.find(({ column, language }) => !used.has(column.index) && language && language !== first.language);
}

function explain({ column, fit, language, field }: Candidate): Omit<MappingReason, 'field' | 'column'>[] {
  const byName = field === 'name' || field === 'nameSecond' || field === 'countyName';
  // a header in two languages, one above the other, says nothing about the language of the names below
  const oneLanguage = column.words.length === 1;
  return [
    { code: 'header', message: `the header says "${column.header}"`, facts: { header: column.header } },
    { code: 'content', message: fit.message, facts: fit.facts },
    ...(byName && language && oneLanguage
      ? [{ code: 'language' as const, message: `the header's language is ${language}`, facts: { language } }]
      : [])
  ];
}
