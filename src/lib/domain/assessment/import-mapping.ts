import { foldText, proposeAnswer } from './import-words';
import type { ImportColumn, ImportMapping, ImportTable } from './import-types';

/** Headers that name a column for certain, folded; the first are those of an exported assessment. */
const HEADERS: Record<ImportColumn, readonly string[]> = {
  criterion: [
    'criterion',
    'criterion id',
    'question',
    'statement',
    'kriterium',
    'fråga',
    'påstående',
    'criterium',
    'vraag',
    'stelling'
  ],
  answer: ['answer', 'answer_text', 'response', 'svar', 'antwoord'],
  note: ['note', 'comment', 'remark', 'kommentar', 'anteckning', 'opmerking', 'toelichting'],
  evidence: ['evidence', 'proof', 'link', 'underlag', 'länk', 'bewijs'],
  answeredAt: ['answered_at', 'answered on', 'date', 'datum', 'timestamp'],
  model: ['model']
};
const SAMPLE_ROWS = 500;

/**
 * Proposes which column holds what: by its header, and for criterion and answer by what its cells say, which goes before.
 *
 * @param isCriterion whether a text names a criterion, by id or statement
 * @example
 * proposeColumns(table, isCriterion) // { criterion: 0, answer: 4, note: 6 }
 */
export function proposeColumns(table: ImportTable, isCriterion: (text: string) => boolean): ImportMapping {
  const mapping: ImportMapping = {};
  const free = () => table.columns.filter(({ index }) => !Object.values(mapping).includes(index));
  const byHeader = (column: ImportColumn) =>
    HEADERS[column]
      .map((name) => free().find(({ header }) => foldText(header) === name)?.index)
      .find((index) => index !== undefined);
  const byContent = (fits: (text: string) => boolean) => {
    const scored = free().map(({ index }) => ({ index, share: shareOf(table, index, fits) }));
    const best = scored.reduce((one, other) => (other.share > one.share ? other : one), { index: -1, share: 0.5 });
    return best.index < 0 ? undefined : best.index;
  };
  const set = (column: ImportColumn, index: number | undefined) => {
    if (index !== undefined) mapping[column] = index;
  };
  const named = byHeader('criterion');
  set(
    'criterion',
    named !== undefined && shareOf(table, named, isCriterion) > 0 ? named : (byContent(isCriterion) ?? named)
  );
  set('answer', byHeader('answer') ?? byContent((text) => proposeAnswer(text) !== undefined));
  for (const column of ['note', 'evidence', 'answeredAt', 'model'] as const) set(column, byHeader(column));
  return mapping;
}

/** Share of the filled cells of a column that fit, 0 to 1. */
function shareOf({ rows }: ImportTable, index: number, fits: (text: string) => boolean): number {
  const filled = rows.slice(0, SAMPLE_ROWS).flatMap(({ cells }) => cells[index]?.trim() || []);
  return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
}

/**
 * Whether the questions stand in the header and not in a column: more headers than cells of any column name a criterion.
 *
 * @example
 * isTurned(table, isCriterion) // true for the columns 'Municipality', 'legal-licence', 'legal-release-check'
 */
export function isTurned(table: ImportTable, isCriterion: (text: string) => boolean): boolean {
  const inHeader = table.columns.filter(({ header }) => isCriterion(header)).length;
  if (inHeader < 2) return false;
  return table.columns.every(
    ({ index }) =>
      table.rows.slice(0, SAMPLE_ROWS).filter(({ cells }) => isCriterion(cells[index] ?? '')).length < inHeader
  );
}
