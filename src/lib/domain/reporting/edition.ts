import type { MaturityModel, ModelText } from '../model/types';
import type { Locale } from '../shared/locale';
import type { AggregateInput, Aggregates } from './aggregate-types';
import type { ReportDocument, ReportMeta } from './document';
import type { Editorial } from './editorial/editorial';
import type { ReportMaterial } from './report-material';
import type { ReportTexts } from './word';

/** What the world may see of an edition, and all that pages and files are made from. */
export interface EditionContent {
  format: 2;
  /** Version of Waymark that froze it. */
  software: string;
  meta: ReportMeta;
  model: MaturityModel;
  texts: readonly ModelText[];
  reportTexts: Readonly<Record<Locale, ReportTexts>>;
  aggregates: Aggregates;
  /** Stories, areas: what a report shows besides what is counted. */
  material: ReportMaterial;
  /** With what analysts changed already in it. */
  document: ReportDocument;
}

/** Everything needed to make an edition again from nothing else. Input and editorial never leave the server. */
export interface FrozenEdition extends EditionContent {
  input: AggregateInput;
  editorial: Editorial;
}

/** The parts an edition is stored in, each with its hash; the edition's hash is the hash of the list of them. */
export const EDITION_PARTS = [
  'meta',
  'model',
  'texts',
  'report-texts',
  'input',
  'material',
  'editorial',
  'aggregates',
  'document'
] as const;
export type EditionPart = (typeof EDITION_PARTS)[number];

export interface EditionManifest {
  format: 2;
  software: string;
  parts: { name: EditionPart; sha256: string }[];
}

/** What was taken out of an edition after it was frozen, because somebody who had agreed to it no longer does. */
export interface Redaction {
  /** The block it stood in; `CORRECTION_NOTE`, or what `rejectedReason` says, where it stood beside the document. */
  block: string;
  /** A quote, a story or the choice to be named that was withdrawn, or the name of a person who was erased. */
  kind: 'quote' | 'story' | 'words' | 'named';
  /** ISO date. */
  on: string;
}

/** Where the words of a correction stand: beside the document. */
export const CORRECTION_NOTE = 'correction-note';

/** Where the reason of a rejected proposal stands: with the editorial, which nobody outside reads. */
export const rejectedReason = (measure: string) => `rejected.${measure}`;

/** Why an edition was published after another of the same wave; in each language of the report. */
export type CorrectionNote = Readonly<Record<Locale, string>>;

export interface EditionLink {
  id: string;
  number: number;
  note: CorrectionNote;
}

/** An edition as pages, files and the API read it. */
export interface PublishedEdition {
  id: string;
  number: number;
  networkId: string;
  network: string;
  waveId: string;
  demo: boolean;
  publishedAt: Date;
  /** Of what is shown now: it changes with every redaction, so it is what caches go by. */
  sha256: string;
  /** As published; the same as `sha256` where nothing was redacted. */
  sha256Published: string;
  content: EditionContent;
  redactions: readonly Redaction[];
  /** The edition that this one corrects, and what changed. */
  corrects: EditionLink | null;
  /** The edition that corrects this one: the page says so and leads there. */
  correctedBy: EditionLink | null;
}
