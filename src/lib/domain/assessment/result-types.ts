/** Why a criterion does not count as met: the answer that was given, or that none was. */
export type UnmetReason = 'no' | 'partly' | 'unanswered' | 'dont-know' | 'not-reached';

export interface Blocker {
  criterion: string;
  because: UnmetReason;
}

/** Lowest and highest level; null under a rule without levels. */
export type LevelRange = [low: number, high: number] | null;

export interface DimensionResult {
  /** Null under a rule without levels. */
  level: number | null;
  range: LevelRange;
  /** 0 to 100, not rounded. */
  score: number;
  assessed: boolean;
  /** What keeps the dimension from `nextLevel`, in model order. */
  blocking: Blocker[];
  /** Null at the top, and under a rule without levels. */
  nextLevel: number | null;
}

/** Answers to change to yes, in model order; effort counts hours 1, days 3, weeks 15, months 60. */
export interface Move {
  criteria: string[];
  effort: number;
}

export type ScoredDimension = Omit<DimensionResult, 'nextLevel'> & { move: Move | null };

export interface OverallResult {
  level: number | null;
  range: LevelRange;
  /** Null where no dimension has anything applicable. */
  score: number | null;
  assessed: boolean;
  move: Move | null;
}

/** The output of `waymark score --json`, key by key. */
export interface AssessmentResult {
  model: string;
  /** Every dimension of the model; null where nothing in it is applicable. */
  dimensions: Record<string, ScoredDimension | null>;
  overall: OverallResult;
}
