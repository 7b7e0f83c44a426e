import { ok, type Result } from '../shared/result';
import { assignTotal, type TotalAssignment } from './assign-total';
import { explainMatch, type MatchExplanation } from './explain-match';
import type { RuleOptions } from './hard-rules';
import { solveMatch } from './match-edges';
import { compareIds, pairKey, type MatchPair, type PairIds } from './match-problem';
import { poseProblem, type PosedRound } from './pose-problem';
import type { MenteeProfile, MentorProfile } from './profile';
import type { Unhelped } from './propose';
import type { Reason } from './score-factors';
import type { Objective, Unmatched } from './unmatched';
import type { Factor } from './weights';
import { weighByHand } from './weigh-by-hand';

export interface Decisions {
  objective: Objective;
  /** Where they differ from `DEFAULT_WEIGHTS`. */
  weights: Partial<Record<Factor, number>>;
  pins: readonly PairIds[];
  forbids: readonly PairIds[];
}

/** A draft with all it was made of: enough to try in a browser what other decisions would do. */
export interface Board {
  mentees: MenteeProfile[];
  mentors: MentorProfile[];
  rules: RuleOptions;
  /** As they were when the draft was computed. */
  decisions: Decisions;
  /** The draft's pairs, `[mentee, mentor or group offer]`. */
  pairs: PairIds[];
}

export interface TriedRound {
  pairs: (MatchPair & { dimension: string; reasons: Reason[] })[];
  /** With the cost of load, whatever the objective, so that both can be compared. */
  total: number;
  /** The bound equals the total: no better one exists. */
  proven: boolean;
  /** What the draft's pairs are worth by these weights; null where these decisions do not allow them. */
  keeping: number | null;
  blocking: PairIds[];
  unmatched: Unmatched[];
  unhelped: Unhelped[];
  /** Pairs the draft does not have, and those it loses. */
  added: PairIds[];
  dropped: PairIds[];
}

/** Questions about a board and their answers: plain data, so that both can cross to a worker. */
export type BoardQuestion =
  | { ask: 'try'; decisions: Decisions }
  | { ask: 'explain'; pair: PairIds; decisions: Decisions }
  | { ask: 'choices'; mentee: string; decisions: Decisions };
export type BoardAnswer =
  | { ask: 'try'; tried: Result<TriedRound> }
  | { ask: 'explain'; why: Result<MatchExplanation> }
  /** Mentors the rules allow, the best fit first. */
  | { ask: 'choices'; mentors: { mentor: string; score: number; dimension: string }[] };

/**
 * The round as it would be computed under other decisions, with as few changes to the draft as its objective allows.
 *
 * Codes: those of `proposePairs` and `checkProblem`; a path such as `pin.2` names the third of `decisions.pins`.
 *
 * @example
 * tryRound(board, { ...board.decisions, forbids: [['a', 'x']] });
 * // value: { total: 4, proven: true, added: [['a', 'y']], dropped: [['a', 'x']], ... }
 */
export function tryRound(board: Board, decisions: Decisions): Result<TriedRound> {
  const posed = poseBoard(board, decisions);
  return posed.ok ? ok(solveBoard(board, decisions, posed.value)) : posed;
}

function poseBoard({ mentees, mentors, rules, pairs }: Board, { weights, pins, forbids }: Decisions) {
  return poseProblem(mentees, mentors, rules, { weights, pins, forbids, previous: pairs });
}

function solveBoard(board: Board, { objective }: Decisions, { problem, edges, unhelped }: PosedRound): TriedRound {
  const solved = solveMatch(problem, objective);
  const proposed = new Map(edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge]));
  const pairs = solved.pairs.map((pair) => {
    const { dimension, reasons } = proposed.get(pairKey(pair.mentee, pair.mentor))!;
    return { ...pair, dimension, reasons };
  });
  const now = pairs.map(({ mentee, mentor }): PairIds => [mentee, mentor]);
  const kept = weighByHand(problem, solved, board.pairs);
  return {
    pairs,
    total: weighByHand(problem, solved, now).total,
    proven: solved.bound !== null && solved.optimal,
    keeping: kept.broken.length ? null : kept.total,
    blocking: solved.blocking,
    unmatched: solved.unmatched,
    unhelped,
    added: listOthers(now, board.pairs),
    dropped: listOthers(board.pairs, now)
  };
}

/**
 * Answers questions about one board. What a set of decisions was posed and solved as is kept until others are asked about.
 *
 * @example
 * const answer = openBoard(board);
 * answer({ ask: 'explain', pair: ['a', 'x'], decisions: board.decisions });
 */
export function openBoard(board: Board): (question: BoardQuestion) => BoardAnswer {
  const mentees = new Map(board.mentees.map((mentee) => [mentee.id, mentee]));
  const mentors = new Map(board.mentors.map((mentor) => [mentor.id, mentor]));
  let posed: { key: string; round: Result<PosedRound>; best: TotalAssignment | null } | null = null;

  function pose(decisions: Decisions) {
    const key = JSON.stringify([decisions.weights, decisions.pins, decisions.forbids]);
    if (posed?.key !== key) posed = { key, round: poseBoard(board, decisions), best: null };
    return posed;
  }

  function explain([menteeId, mentorId]: PairIds, decisions: Decisions): Result<MatchExplanation> {
    const found = pose(decisions);
    if (!found.round.ok) return found.round;
    const { problem, options } = found.round.value;
    const [mentee, mentor] = [mentees.get(menteeId), mentors.get(mentorId)];
    if (!mentee || !mentor) throw new Error(`The pair ${menteeId}, ${mentorId} is not of this board`);
    return ok(explainMatch(mentee, mentor, options, problem, (found.best ??= assignTotal(problem))));
  }

  return (question) => {
    const { decisions } = question;
    if (question.ask === 'explain') return { ask: 'explain', why: explain(question.pair, decisions) };
    const { round } = pose(decisions);
    if (question.ask === 'try')
      return { ask: 'try', tried: round.ok ? ok(solveBoard(board, decisions, round.value)) : round };
    const edges = round.ok ? round.value.edges.filter((edge) => edge.mentee === question.mentee) : [];
    return {
      ask: 'choices',
      mentors: edges
        .map(({ mentor, score, dimension }) => ({ mentor, score, dimension }))
        .sort((a, b) => b.score - a.score || compareIds(a.mentor, b.mentor))
    };
  };
}

/** Pairs of the first list that the second one lacks. */
function listOthers(pairs: readonly PairIds[], others: readonly PairIds[]): PairIds[] {
  const keys = new Set(others.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  return pairs.filter(([mentee, mentor]) => !keys.has(pairKey(mentee, mentor)));
}
