import type { MeasureActor } from '../model/types';
import type en from '$lib/content/report/en.json';
import type { LiveNumber } from './live-number';

/** Every sentence of a report is one of these templates, in each language. */
export type ReportKey = keyof typeof en;

/** Names that the model's texts give in each language. */
export type Term =
  | 'dimension'
  | 'level'
  | 'criterion'
  | 'barrier'
  | 'barrier-description'
  | 'barrier-group'
  | 'measure'
  | 'measure-change'
  | 'model';

/** What fills a placeholder of a template. */
export type Param =
  | LiveNumber
  /** A number that is no result: a threshold, the place of a table. */
  | { number: number }
  | { term: Term; id: string }
  /** A name people gave: the network, the wave. */
  | { text: string }
  /** An ISO date. */
  | { date: string }
  | Phrase
  /** A phrase that leads to a block. */
  | { to: string; phrase: Phrase }
  /** Several, as a list with "and" or set apart by semicolons. */
  | { list: Param[]; style: 'and' | 'parts' };

export interface Phrase {
  key: ReportKey;
  params?: Record<string, Param>;
}

/** What a line speaks of: those answering (exact), everybody (lowest and highest possible), those met, what to do. */
export type Basis = 'answering' | 'all' | 'met' | 'proposed';

export type TableCell = LiveNumber | 'withheld' | 'none' | Phrase;

export interface TableRow {
  header: Param;
  strong?: boolean;
  cells: TableCell[];
}

export interface LevelSegment {
  level: number;
  count: LiveNumber;
}

/** Charts as data; every renderer draws them from this. */
export type Chart =
  | {
      type: 'levels';
      /** Every level of the model, ascending. */
      levels: number[];
      bars: {
        label: Param;
        segments: LevelSegment[];
        /** Withheld levels, shown as one. */ together: LiveNumber | null;
      }[];
    }
  | {
      /** Of all municipalities: there, not there yet, not known because they did not answer. */
      type: 'reached';
      level: number;
      bars: {
        label: Param;
        reached: LiveNumber | null;
        notYet: LiveNumber | null;
        together: LiveNumber | null;
        silent: LiveNumber;
      }[];
    }
  | { type: 'ranking'; whole: LiveNumber; bars: { label: Param; count: LiveNumber | null }[] };

export type Block =
  | { kind: 'heading'; id: string; level: 1 | 2 | 3; text: Phrase }
  | {
      kind: 'finding';
      id: string;
      basis: Basis;
      text: Phrase;
      /** Ids of the tables it rests on. */ sources: string[];
      /** In the summary: the block it is told in. */ about?: string;
    }
  | { kind: 'paragraph'; id: string; text: Phrase }
  | { kind: 'note'; id: string; tone: 'demo' | 'method' | 'withheld'; text: Phrase }
  | {
      kind: 'table';
      id: string;
      number: number;
      caption: Phrase;
      /** The first column holds the row headers. */
      columns: Phrase[];
      rows: TableRow[];
      notes: Phrase[];
      /** The published tables whose numbers stand in it. */
      shows: string[];
    }
  | {
      kind: 'chart';
      id: string;
      number: number;
      title: Phrase;
      summary: Phrase;
      chart: Chart;
      /** The table with its numbers. */ table: string;
    }
  | {
      kind: 'proposal';
      id: string;
      number: number;
      measure: string;
      title: Phrase;
      actor: MeasureActor;
      /** From what was counted to what is proposed. */
      chain: { numbers: Phrase[]; criteria: Phrase[]; barriers: Phrase[]; measure: Phrase[] };
      sources: string[];
    };

export interface ReportMeta {
  network: string;
  wave: string;
  /** ISO instant the document was built for; the PDF carries it, so that the same document gives the same bytes. */
  date: string;
  /** Invented results: said on every page. */
  demo: boolean;
}

/** One report without a language: the same document becomes a page and a PDF in every language. */
export interface ReportDocument {
  format: 1;
  meta: ReportMeta;
  model: { id: string; version: string };
  title: Phrase;
  subtitle: Phrase;
  blocks: Block[];
}
