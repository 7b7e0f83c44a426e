import type { MeasureActor } from '../model/types';
import type en from '$lib/content/report/en.json';
import type { Locale } from '../shared/locale';
import type { LiveNumber } from './live-number';

/** Every sentence of a report is one of these templates, in each language. */
export type ReportKey = keyof typeof en;

/** Names that the model's texts give in each language. */
export type Term =
  | 'dimension'
  | 'level'
  | 'level-description'
  | 'dimension-asks'
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
  /** What somebody wrote in several languages; where not in the report's, in the first it is there in. */
  | { own: Partial<Record<Locale, string>> }
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

/**
 * What a line speaks of: those answering (exact), everybody (lowest and highest possible, or an estimate under its
 * assumption), those met, those that answered both times, those with a mentor, a comparison of two, what to do.
 */
export type Basis = 'answering' | 'all' | 'estimate' | 'met' | 'panel' | 'mentored' | 'compared' | 'proposed';

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
  | { type: 'ranking'; whole: LiveNumber; bars: { label: Param; count: LiveNumber | null }[] }
  /**
   * Shares of all, each with its interval; a null is withheld, an interval without ends is known exactly. Beside them
   * what is exact among those answering, and the lowest and highest that are possible among all.
   */
  | {
      type: 'profile';
      bars: {
        label: Param;
        share: LiveNumber | null;
        low: LiveNumber | null;
        high: LiveNumber | null;
        answering?: LiveNumber | null;
        least?: LiveNumber | null;
        most?: LiveNumber | null;
      }[];
    }
  /** Shares by row and column: the further on the ramp the more; every cell says its number. */
  | {
      type: 'heat';
      /** What a share says. */ measure: Param;
      columns: Param[];
      rows: { label: Param; cells: (LiveNumber | null)[] }[];
    }
  /** The same municipalities before and now. */
  | {
      type: 'change';
      before: Param;
      after: Param;
      bars: { label: Param; before: LiveNumber | null; after: LiveNumber | null }[];
    }
  /** Areas as tiles of one size, at their place on a grid (column, row from the top left). */
  | {
      type: 'tiles';
      /** What a share says. */ measure: Param;
      areas: { id: string; label: Param; short: string; place: [number, number]; share: LiveNumber | null }[];
    }
  /** Areas in their shape. Points only of municipalities that publish themselves. */
  | {
      type: 'map';
      measure: Param;
      /** Of the drawing the shapes are in. */ width: number;
      height: number;
      areas: { id: string; label: Param; path: string; share: LiveNumber | null }[];
      points: { label: Param; x: number; y: number; level: number }[];
      /** Who made the boundaries. */ source: Param;
    };

export type Block =
  | { kind: 'heading'; id: string; level: 1 | 2 | 3; text: Phrase }
  | {
      kind: 'finding';
      id: string;
      basis: Basis;
      text: Phrase;
      /** What an analyst says instead, where it is written; the drafted sentence stays elsewhere. */
      own?: Partial<Record<Locale, ProseWord[]>>;
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
      /** From what is proposed back to what was counted. Editions frozen before they were kept have no findings, who and effect. */
      chain: {
        measure: Phrase[];
        findings?: Phrase[];
        barriers: Phrase[];
        criteria: Phrase[];
        numbers: Phrase[];
        who?: Phrase[];
        effect?: Phrase[];
      };
      sources: string[];
    }
  /** What an analyst wrote, in each language it was written in; numbers in it are live. */
  | { kind: 'prose'; id: string; parts: Partial<Record<Locale, ProsePart[]>> }
  /** Words of somebody met, said with consent; never a name. */
  | { kind: 'quote'; id: string; text: Partial<Record<Locale, string>>; by: Phrase }
  /** `sha256` names the bytes kept with the edition. */
  | {
      kind: 'picture';
      id: string;
      sha256: string;
      type: 'image/jpeg' | 'image/png';
      width: number;
      height: number;
      alt: Partial<Record<Locale, string>>;
      caption: Partial<Record<Locale, string>>;
    };

/** Markdown taken apart: no HTML, no addresses but https ones. */
export type ProsePart =
  | { part: 'heading'; level: 3; text: ProseWord[] }
  | { part: 'paragraph'; text: ProseWord[] }
  | { part: 'list'; ordered: boolean; items: ProseWord[][] };

export type ProseWord = {
  text: string | LiveNumber;
  strong?: boolean;
  emphasis?: boolean;
  /** An https address. */ href?: string;
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
