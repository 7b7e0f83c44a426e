import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType
} from 'docx';
import type { WordedTable } from '$lib/domain/reporting/worded-report';
import { isNumberColumn, shareColumns } from '../share-columns';
import { xmlText } from '../xml-text';
import type { Anchors } from './anchors';
import { plainRun } from './runs';
import { LINE } from './styles';

/** Of the text on A4 with margins of 20 mm, in twentieths of a point. */
const WIDTH = 9638;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: LINE } as const;

/** A table as word processors have them: a caption, a header row that comes again on every page, notes below. */
export function writeTable(table: WordedTable, anchors: Anchors): (Paragraph | Table)[] {
  const widths = shareWidth(table);
  const cell = (column: number, paragraph: Paragraph) =>
    new TableCell({ children: [paragraph], width: { size: widths[column]!, type: WidthType.DXA } });
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((text, column) =>
      cell(column, new Paragraph({ style: 'TableHeader', ...side(table, column), children: [plainRun(text)] }))
    )
  });
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: [{ text: row.header }, ...row.cells].map(({ text }, column) =>
          cell(
            column,
            new Paragraph({
              style: 'TableText',
              ...side(table, column),
              children: [new TextRun({ text: xmlText(text), ...(row.strong ? { bold: true } : {}) })]
            })
          )
        )
      })
  );
  return [
    new Paragraph({ style: 'Caption', children: anchors.mark(table.id, [plainRun(table.caption)]) }),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: { top: NONE, left: NONE, right: NONE, insideVertical: NONE, bottom: THIN, insideHorizontal: THIN },
      tableLook: { firstRow: true, firstColumn: true },
      margins: { left: 60, right: 60 },
      rows: [header, ...rows]
    }),
    // two tables with nothing between them become one
    ...(table.notes.length > 0 ? table.notes : ['']).map(
      (note) => new Paragraph({ style: 'Source', children: [plainRun(note)] })
    )
  ];
}

function side(table: WordedTable, column: number) {
  return isNumberColumn(table, column) ? { alignment: AlignmentType.RIGHT } : {};
}

function shareWidth(table: WordedTable): number[] {
  const letters = shareColumns(table);
  const all = letters.reduce((sum, one) => sum + one, 0);
  return letters.map((one) => Math.floor((WIDTH * one) / all));
}
