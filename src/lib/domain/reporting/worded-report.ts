import type { Locale } from '../shared/locale';
import type { Segment } from './word';

export interface WordedCell {
  text: string;
  /** Withheld cells say "c"; `label` is what a screen reader says. */
  withheld: boolean;
  /** Numbers are set right, words left. */
  number: boolean;
}

export interface WordedTable {
  kind: 'table';
  id: string;
  caption: string;
  columns: string[];
  rows: { header: string; strong: boolean; cells: WordedCell[] }[];
  notes: string[];
}

export type WordedBlock =
  | { kind: 'heading'; id: string; level: 1 | 2 | 3; text: string }
  | {
      kind: 'finding';
      id: string;
      /** Whom it speaks of. */
      label: string;
      text: Segment[];
      /** "Source: Table 2", with links; empty in the summary. */
      sources: Segment[];
      about: string | null;
    }
  | { kind: 'paragraph'; id: string; text: Segment[] }
  | { kind: 'note'; id: string; tone: 'demo' | 'method' | 'withheld'; text: Segment[] }
  | WordedTable
  | { kind: 'chart'; id: string; title: string; summary: string; svg: string; table: string }
  | {
      kind: 'proposal';
      id: string;
      label: string;
      title: string;
      steps: { title: string; items: Segment[][] }[];
      sources: Segment[];
    }
  /** What an analyst wrote. `other`: the language it stands in, where it is not the report's. */
  | { kind: 'prose'; id: string; other: Locale | null; parts: WordedPart[] }
  | { kind: 'quote'; id: string; other: Locale | null; text: string; by: string }
  | {
      kind: 'picture';
      id: string;
      other: Locale | null;
      sha256: string;
      type: 'image/jpeg' | 'image/png';
      width: number;
      height: number;
      alt: string;
      caption: string;
    };

export type WordedPart =
  | { part: 'heading'; level: 3; text: WordedWord[] }
  | { part: 'paragraph'; text: WordedWord[] }
  | { part: 'list'; ordered: boolean; items: WordedWord[][] };

export interface WordedWord extends Segment {
  strong?: boolean;
  emphasis?: boolean;
  href?: string;
}

/** A report in one language, ready to be set: every renderer draws the same words, numbers and charts. */
export interface WordedReport {
  locale: Locale;
  title: string;
  subtitle: string;
  /** Stands on every page where the results are invented. */
  demo: string | null;
  /** ISO instant. */
  date: string;
  /** `link`: what a link to a block itself is called; `more`: from the summary to where it is told. */
  words: { page: string; withheld: string; link: string; more: string };
  blocks: WordedBlock[];
}
