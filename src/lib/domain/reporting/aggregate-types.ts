import type { AnswerSheet, MaturityModel } from '../model/types';
import type { SizeClassId } from '../register/size-class';

export interface ReportMunicipality {
  code: string;
  sizeClass: SizeClassId | null;
  mainGroup: 'A' | 'B' | 'C' | null;
  /** County code; not tabulated yet (county by size leaves nine cells in ten unpublishable). */
  county: string | null;
}

/** One municipality's submitted assessment, scored. Levels are null where nothing is applicable. */
export interface AssessedMunicipality {
  municipality: string;
  /** Who filled it in: the municipality, a coordinator with it, or an officer for several that share a service. */
  mode: 'self' | 'assisted' | 'shared';
  overallLevel: number | null;
  levels: Readonly<Record<string, number | null>>;
  answers: AnswerSheet;
}

export interface AggregateInput {
  model: MaturityModel;
  /** Everybody in the network's register, answered or not. */
  municipalities: readonly ReportMunicipality[];
  /** Codes of the municipalities invited to the wave. */
  invited: readonly string[];
  assessed: readonly AssessedMunicipality[];
  /** Codes of the municipalities met, once or more often. */
  met: readonly string[];
  /** Barriers coded from meetings; the same barrier may come several times for a municipality and counts once. */
  barriers: readonly { barrier: string; municipality: string }[];
  /** Codes of the municipalities that publish their own result; the threshold applies to the rest. */
  publishThemselves?: readonly string[];
  /** What was promised when the wave opened: 5 usually, never below 3. */
  threshold: number;
}

export type PublishedCount = { status: 'published'; n: number } | { status: 'suppressed' };

/** Why a whole table is withheld: too few municipalities, all of them alike, or no pattern protects it. */
export type TableWithheld = 'too-few' | 'one-sided' | 'cannot-protect';

export interface PublishedTable {
  id: string;
  cells: Record<string, PublishedCount>;
  withheld: TableWithheld | null;
}

/** All that a report may say anything about. Sentences, charts and files only select from `tables`. */
export type Aggregates =
  | { status: 'too-few'; because: 'nobody-answered' | 'below-threshold'; threshold: number }
  | {
      status: 'ready';
      threshold: number;
      /** The level whose share is the headline: the second step above the start. */
      headlineLevel: number;
      tables: Record<string, PublishedTable>;
    };

export type ReadyAggregates = Extract<Aggregates, { status: 'ready' }>;
