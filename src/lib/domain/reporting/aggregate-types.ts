import type { EffectUnit } from '../mentoring/effect-types';
import type { AnswerSheet, MaturityModel } from '../model/types';
import type { SizeClassId } from '../register/size-class';
import type { EarlierWave, PackedWave } from './packed-wave';

export interface ReportMunicipality {
  code: string;
  sizeClass: SizeClassId | null;
  mainGroup: 'A' | 'B' | 'C' | null;
  /** County code; tabulated as areas of ten answers or more, never by size. */
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
  /** Criteria whose answer came from an earlier wave and was confirmed by nobody. */
  unconfirmed?: readonly string[];
}

export interface AggregateInput {
  model: MaturityModel;
  /** Everybody in the network's register, answered or not. */
  municipalities: readonly ReportMunicipality[];
  /** Codes of the municipalities invited to the wave. */
  invited: readonly string[];
  /** The assessments that count, one by one; empty where `wave` has them. */
  assessed: readonly AssessedMunicipality[];
  /** The same in a few long arrays: a hundred thousand are counted in one pass. Levels come from the answers. */
  wave?: PackedWave;
  /** Waves before this one, the newest first; the panel of those that answered both times is of the newest. */
  earlier?: readonly EarlierWave[];
  /** Codes of the municipalities met, once or more often. */
  met: readonly string[];
  /**
   * Barriers coded from meetings; the same barrier may come several times for a municipality and counts once, by its
   * highest severity (1 to 3).
   */
  barriers: readonly { barrier: string; municipality: string; severity?: number }[];
  /** Codes of the municipalities that publish their own result; the threshold applies to the rest. */
  publishThemselves?: readonly string[];
  /** Names of counties by code. */
  counties?: readonly { code: string; name: string }[];
  /** Pairings of mentor and mentee that began, and how many steps the mentee took meanwhile. */
  pairings?: readonly { mentor: string; mentee: string; steps: number }[];
  /** Units of the effect study, the earliest period first (`poolEffect`). */
  mentoring?: readonly (readonly EffectUnit[])[];
  /** What was promised when the wave opened: 5 usually, never below 3. */
  threshold: number;
  /** Of an edition of this wave published before: its classes stay, and its pattern where data did not change. */
  earlierEdition?: { strata: Strata; tables: Readonly<Record<string, PublishedTable>> };
  /** The network's choice: counts rounded to multiples of this base instead of withheld. */
  roundTo?: number;
}

export type PublishedCount = { status: 'published'; n: number } | { status: 'suppressed' };

/**
 * Why a whole table is withheld:
 * - `too-few`: fewer municipalities than the threshold
 * - `one-sided`: a small group, nearly all alike
 * - `cannot-protect`: no pattern protects it
 * - `parts-withheld`: a derived number would need cells that are withheld
 * - `nobody`: nobody to count: no answers, nobody in both waves, no pairings
 * - `other-model`: the waves were answered under models that have no criteria in common
 * - `under-hundred`: fewer than 100 complete answers
 * - `no-spread`: everybody answers alike
 * - `dominated`: one municipality makes up nearly all of a sum
 */
export type TableWithheld =
  | 'too-few'
  | 'one-sided'
  | 'cannot-protect'
  | 'parts-withheld'
  | 'nobody'
  | 'other-model'
  | 'under-hundred'
  | 'no-spread'
  | 'dominated';

/** What a table breaks down by; `stratum` is size class by main group, thin ones together. */
export const BREAKDOWNS = ['size', 'group', 'stratum', 'area'] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

export type TableSubject =
  | 'coverage'
  | 'population'
  | 'answered'
  | 'met'
  | 'modes'
  | 'overall'
  | 'levels'
  | 'answers'
  | 'barrier'
  | 'severity'
  | 'panel'
  | 'change'
  | 'shift'
  | 'estimate'
  | 'contrast'
  | 'representativeness'
  | 'ladder'
  | 'item-rest'
  | 'mentoring'
  | 'effect';

export interface TableAbout {
  subject: TableSubject;
  /** Id of a dimension, criterion or barrier; none: overall. */
  of?: string;
  /** What a derived table is about: `overall`, `levels` of a dimension or `answers` to a criterion. */
  share?: 'overall' | 'levels' | 'answers';
  by?: Breakdown;
  /** Cells called `reached` are at this level or higher. */
  level?: number;
}

/**
 * What its numbers are. `percent` 0 to 100, `points` percentage points or points of a score, `coefficient` -1 to 1,
 * `probability` 0 to 1, `levels` steps of the roadmap.
 */
export type TableUnit = 'municipalities' | 'percent' | 'points' | 'coefficient' | 'probability' | 'levels';

export interface PublishedTable {
  id: string;
  cells: Record<string, PublishedCount>;
  withheld: TableWithheld | null;
  /** Editions frozen before this was kept have none. */
  about?: TableAbout;
  unit?: TableUnit;
}

/** One class of a breakdown: size classes, main groups, `size/group` or counties put together. */
export interface StratumClass {
  id: string;
  of: string[];
}

/** The classes of a wave, fixed once: the same in every table, so that two groupings can never be subtracted. */
export type Strata = Record<Breakdown, StratumClass[]>;

/** All that a report may say anything about. Sentences, charts and files only select from `tables`. */
export type Aggregates =
  | { status: 'too-few'; because: 'nobody-answered' | 'below-threshold'; threshold: number }
  | {
      status: 'ready';
      threshold: number;
      /** The level whose share is the headline: the second step above the start. */
      headlineLevel: number;
      strata: Strata;
      /** Counts are multiples of this, where the network chose rounding. */
      roundedTo?: number;
      tables: Record<string, PublishedTable>;
    };

export type ReadyAggregates = Extract<Aggregates, { status: 'ready' }>;
