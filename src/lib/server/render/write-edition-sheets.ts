import type { Block, ReportDocument } from '$lib/domain/reporting/document';
import { fill, type ReleaseTexts } from '$lib/domain/reporting/release/release-texts';
import type { WordedReport, WordedTable } from '$lib/domain/reporting/worded-report';
import type { CsvCell } from '$lib/domain/shared/csv';

export interface Sheet {
  name: string;
  table: CsvCell[][];
}

type TableBlock = Extract<Block, { kind: 'table' }>;

/**
 * The workbook of an edition: what it is, the report's tables one to a sheet under their numbers, every published number
 * in long form, and the codebook.
 */
export function editionSheets(
  document: ReportDocument,
  worded: WordedReport,
  facts: readonly (readonly [string, CsvCell])[],
  long: { data: CsvCell[][]; codebook: CsvCell[][] },
  { workbook }: ReleaseTexts
): Sheet[] {
  const tables = document.blocks.flatMap((block, i) => {
    const words = worded.blocks[i];
    return block.kind === 'table' && words?.kind === 'table' ? [tableSheet(block, words, workbook)] : [];
  });
  const contents = [
    ...tables.map(({ name, caption }) => [name, caption]),
    [workbook.data, workbook['data-shows']],
    [workbook.codebook, workbook['codebook-shows']]
  ];
  const about: CsvCell[][] = [
    [workbook.title, worded.title],
    ...(worded.demo === null ? [] : [['', worded.demo]]),
    ...facts.map((fact) => [...fact]),
    [workbook['withheld-mark'], workbook.withheld],
    [],
    [workbook.sheets, workbook.shows],
    ...contents
  ];
  return [
    { name: workbook.about, table: about },
    ...tables.map(({ name, table }) => ({ name, table })),
    { name: workbook.data, table: long.data },
    { name: workbook.codebook, table: long.codebook }
  ];
}

/** Numbers as numbers; a percentage says so in its column's header. Caption and notes stand below, where they disturb no sorting. */
function tableSheet(block: TableBlock, words: WordedTable, workbook: ReleaseTexts['workbook']) {
  const isPercent = (column: number) => {
    const numbers = words.rows
      .flatMap(({ cells }) => cells[column - 1] ?? [])
      .filter((cell) => cell.number && !cell.withheld && cell.text !== '');
    return numbers.length > 0 && numbers.every(({ text }) => text.includes('%'));
  };
  const header = words.columns.map((column, i) => (isPercent(i) ? fill(workbook.percent, { column }) : column));
  const rows = words.rows.map((row, i) => [
    row.header,
    ...row.cells.map((cell, j): CsvCell => {
      const source = block.rows[i]?.cells[j];
      return typeof source === 'object' && 'ref' in source ? source.value : cell.text;
    })
  ]);
  const below = [words.caption, ...words.notes].map((text) => [text]);
  return {
    name: fill(workbook.table, { number: String(block.number) }),
    caption: words.caption,
    table: [header, ...rows, [], ...below]
  };
}
