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
    };

/** A report in one language, ready to be set: every renderer draws the same words, numbers and charts. */
export interface WordedReport {
  locale: Locale;
  title: string;
  subtitle: string;
  /** Stands on every page where the results are invented. */
  demo: string | null;
  /** ISO instant. */
  date: string;
  words: { page: string; withheld: string };
  blocks: WordedBlock[];
}
