import type { Aggregates } from '../aggregate-types';
import type { Block, ReportDocument, TableCell } from '../document';
import type { WordedBlock, WordedReport } from '../worded-report';
import type { MachineTable } from './describe-tables';
import { labelCategory, labelStratum, labelTable, type Names } from './label-codes';
import { PUBLIC_REPORT_SCHEMA, type PublicReport } from './public-report';
import { licenceOf, type ReleaseFacts } from './release-facts';
import type { Code } from './write-codebook';

export interface ReportParts {
  number: number;
  software: string;
  document: ReportDocument;
  /** The document in the language of `names`. */
  worded: WordedReport;
  aggregates: Aggregates;
  tables: readonly MachineTable[];
  codebook: readonly Code[];
  names: Names;
  facts: ReleaseFacts;
}

/**
 * The public part of an edition for programs, after `publicReportSchema`. Drawings are left out: their numbers stand in
 * the table that each names.
 *
 * @example
 * makePublicReport(parts).blocks[0] // { kind: 'heading', id: 'summary', level: 2, text: 'In short' }
 */
export function makePublicReport(parts: ReportParts): PublicReport {
  const { aggregates, document, worded, names, facts } = parts;
  return {
    $schema: new URL(PUBLIC_REPORT_SCHEMA, facts.address).href,
    format: 'waymark-report',
    formatVersion: 1,
    edition: parts.number,
    address: facts.address,
    corrects: facts.corrects,
    issued: facts.issued,
    network: facts.network,
    country: facts.country,
    publisher: facts.publisher.name,
    licence: licenceOf(facts),
    language: worded.locale,
    title: worded.title,
    subtitle: worded.subtitle,
    demo: worded.demo,
    software: parts.software,
    model: { ...document.model, name: names.model.name },
    disclosure: {
      status: aggregates.status,
      threshold: aggregates.threshold,
      roundedTo: (aggregates.status === 'ready' && aggregates.roundedTo) || null
    },
    blocks: worded.blocks.map((block, i) => publicBlock(block, document.blocks[i]!)),
    tables: parts.tables.map((table) => publicTable(table, names)),
    codebook: parts.codebook.map((code) => ({ ...code }))
  };
}

type PublicBlock = PublicReport['blocks'][number];

function publicBlock(block: WordedBlock, source: Block): PublicBlock {
  switch (block.kind) {
    case 'table':
      return {
        kind: 'table',
        id: block.id,
        caption: block.caption,
        columns: block.columns,
        rows: block.rows.map(({ header, cells }, row) => ({
          header,
          cells: cells.map(({ text, withheld }, column) => ({ text, withheld, number: numberAt(source, row, column) }))
        })),
        notes: block.notes
      };
    case 'chart': {
      const { id, title, summary, table } = block;
      return { kind: 'chart', id, title, summary, table };
    }
    case 'proposal':
      return { ...block, measure: source.kind === 'proposal' ? source.measure : '' };
    case 'prose':
      return {
        ...block,
        parts: block.parts.map((part) => (part.part === 'heading' ? { part: 'heading', text: part.text } : part))
      };
    default:
      return block;
  }
}

function numberAt(source: Block, row: number, column: number) {
  const cell: TableCell | undefined = source.kind === 'table' ? source.rows[row]?.cells[column] : undefined;
  return typeof cell === 'object' && 'ref' in cell ? cell : null;
}

function publicTable({ id, about, unit, withheld, rows }: MachineTable, names: Names): PublicReport['tables'][number] {
  return {
    id,
    title: labelTable(about, names),
    subject: about.subject,
    of: about.of ?? null,
    by: about.by ?? null,
    level: about.level ?? null,
    unit,
    withheld,
    cells: rows.map(({ cell, stratum, category, status, value }) => ({
      cell,
      stratum: stratum === '' ? null : stratum,
      category,
      label: [labelStratum(stratum, about.by, names), labelCategory(category, about, unit, names)]
        .filter((part) => part !== '')
        .join(': '),
      status,
      value
    }))
  };
}
