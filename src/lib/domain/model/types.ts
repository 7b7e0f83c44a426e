import type { Locale } from '../shared/locale';

/** How answers become levels and scores. Data, so that other frameworks fit without code. */
export type ScoringRule = { kind: 'staged' } | { kind: 'points' } | { kind: 'first-no' };

export type Effort = 'hours' | 'days' | 'weeks' | 'months';
export type Role =
  'officer' | 'manager' | 'politician' | 'it' | 'lawyer' | 'archivist' | 'procurement' | 'communication' | 'registrar';
/** A municipality's own conditions: what it has, or what it is. The plan puts steps first that its conditions make easier. */
export const CONDITIONS = ['data-staff', 'portal', 'joint-service', 'large'] as const;
export type Condition = (typeof CONDITIONS)[number];
export type EvidenceKind = 'none' | 'link' | 'document' | 'decision-number';

export interface Criterion {
  /** Stable for ever, never reused. */
  id: string;
  dimension: string;
  level: number;
  /** `required` counts for the level, `advice` only for the score. */
  kind: 'required' | 'advice';
  effort: Effort;
  role: Role;
  evidence: { kind: EvidenceKind; required: boolean };
  /** Criterion ids, never of a higher level. */
  dependsOn: string[];
  /** Not applicable can be chosen only where the text's `notApplicableWhen` is confirmed. */
  canBeNotApplicable: boolean;
  canBePartly: boolean;
  /** How long an answer stays fresh, in months. */
  freshMonths: number;
  /** Barriers this criterion, once met, removes. */
  barriers: string[];
  /** Other frameworks by their public names. */
  mapping: { framework: string; reference: string }[];
  /** Own conditions that make this step easier; without any of them it comes later in the plan. */
  helpedBy?: Condition[];
  /** Id of the figure of a catalogue check that can propose an answer. */
  metric?: string;
  /** Part of the five-minute check. */
  inCheck: boolean;
  /** Default 1. */
  weight?: number;
  /** Points per answer, only under the rule `points`. */
  points?: { yes: number; partly: number; no: number };
  /** Level given when partly stops the walk here, only under the rule `first-no`; absent: the level of the last yes before it, as for no. */
  partlyLevel?: number;
}

export interface Barrier {
  id: string;
  group: string;
}

export type MeasureActor = 'state' | 'agency' | 'association' | 'region' | 'municipality';

/** One condition over aggregates; a measure is a candidate when all of its conditions hold. */
export type MeasureCondition =
  | { kind: 'criterion-unmet'; criterion: string; minShare: number }
  | { kind: 'barrier-raised'; barrier: string; minShare: number; minCount: number };

export interface Measure {
  id: string;
  actor: MeasureActor;
  cost: 'low' | 'middle' | 'high';
  barriers: string[];
  criteria: string[];
  rule: MeasureCondition[];
}

export interface MaturityModel {
  format: 1;
  id: string;
  version: string;
  rule: ScoringRule;
  /** Level numbers, ascending, starting with the one where everybody begins. */
  levels: number[];
  dimensions: { id: string }[];
  criteria: Criterion[];
  barrierGroups: string[];
  barriers: Barrier[];
  measures: Measure[];
}

export interface CriterionText {
  statement: string;
  yesMeans: string[];
  partlyMeans: string;
  why: string;
  /** Each starts with a verb; `free` = doable this week without money, `small` = fit for no data staff. */
  tips: { text: string; free?: boolean; small?: boolean }[];
  notApplicableWhen?: string;
  template?: { title: string; body: string };
}

/** Every text of a model in one language. */
export interface ModelText {
  locale: Locale;
  /** False while nobody has read the translation over; shown in the administration. */
  reviewed: boolean;
  name: string;
  levels: Record<string, { name: string; description: string }>;
  dimensions: Record<string, { name: string; asks: string }>;
  criteria: Record<string, CriterionText>;
  barrierGroups: Record<string, string>;
  barriers: Record<string, { name: string; description: string; quote: string }>;
  measures: Record<string, { title: string; change: string }>;
}

/** The five answers an officer can give, and the one the form gives when the rest of a dimension is skipped. */
export const ANSWER_VALUES = ['yes', 'partly', 'no', 'not-applicable', 'dont-know', 'not-reached'] as const;
export type AnswerValue = (typeof ANSWER_VALUES)[number];

/** Answers by criterion id; absent means unanswered. */
export type AnswerSheet = Readonly<Record<string, AnswerValue>>;
