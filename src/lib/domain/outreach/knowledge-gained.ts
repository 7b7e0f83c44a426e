import type { MeetingRecord } from '../sync/records';
import { KNOWLEDGE_ANSWERS, KNOWLEDGE_QUESTIONS, type KnowledgeQuestion } from './kinds';
import { withLaterParts } from './meeting-parts';

export type GainQuestion = 'interest' | KnowledgeQuestion;

/** Means are of the meetings with both answers; null where there is none. */
export interface Gain {
  question: GainQuestion;
  /** Meetings with an answer from before and from after. */
  both: number;
  before: number | null;
  after: number | null;
  change: number | null;
  rose: number;
  same: number;
  fell: number;
}

export interface KnowledgeGained {
  meetings: number;
  /** Meetings with both answers to at least one question. */
  withBoth: number;
  gains: Gain[];
}

/** Below this many meetings a mean says more of the one or other meeting than of all. */
export const LEAST_MEETINGS = 10;

/**
 * What changed from before to after the meetings: interest from 1 to 5, knowledge from 0 (nothing) to 2 (enough to
 * explain it to a colleague). Only meetings with both answers count, paired, as in a one-group pretest-posttest design
 * (Campbell and Stanley 1963, design 2): it describes these meetings, and proves nothing of why.
 *
 * @example
 * knowledgeGained([{ ...meeting, interestBefore: 2, interestAfter: 4 }]).gains[0]
 * // { question: 'interest', both: 1, before: 2, after: 4, change: 2, rose: 1, same: 0, fell: 0 }
 */
export function knowledgeGained(meetings: readonly MeetingRecord[]): KnowledgeGained {
  const questions: GainQuestion[] = ['interest', ...KNOWLEDGE_QUESTIONS];
  const pairs = meetings.map((meeting) => new Map(questions.flatMap((question) => pairOf(meeting, question))));
  return {
    meetings: meetings.length,
    withBoth: pairs.filter(({ size }) => size > 0).length,
    gains: questions.map((question) =>
      gainOf(
        question,
        pairs.flatMap((of) => [...(of.has(question) ? [of.get(question)!] : [])])
      )
    )
  };
}

type Pair = readonly [before: number, after: number];

function pairOf(meeting: MeetingRecord, question: GainQuestion): [GainQuestion, Pair][] {
  const whole = withLaterParts(meeting);
  const known = whole.knowledge.find(({ id }) => id === question);
  const grade = (answer: (typeof KNOWLEDGE_ANSWERS)[number] | null | undefined) =>
    answer ? KNOWLEDGE_ANSWERS.indexOf(answer) : null;
  const [before, after] =
    question === 'interest' ? [whole.interestBefore, whole.interestAfter] : [grade(known?.before), grade(known?.after)];
  return before === null || after === null ? [] : [[question, [before, after]]];
}

function gainOf(question: GainQuestion, pairs: readonly Pair[]): Gain {
  const mean = (of: (pair: Pair) => number) =>
    pairs.length === 0 ? null : pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const count = (is: (change: number) => boolean) => pairs.filter(([before, after]) => is(after - before)).length;
  return {
    question,
    both: pairs.length,
    before: mean(([before]) => before),
    after: mean(([, after]) => after),
    change: mean(([before, after]) => after - before),
    rose: count((change) => change > 0),
    same: count((change) => change === 0),
    fell: count((change) => change < 0)
  };
}
