import { KNOWLEDGE_QUESTIONS, type KnowledgeAnswer, type KnowledgeQuestion, type PromisedBy } from './kinds';
import { nextContactId } from './next-contact';

/** What those who were there knew of one thing; null: not asked. */
export interface Knowledge {
  id: KnowledgeQuestion;
  before: KnowledgeAnswer | null;
  after: KnowledgeAnswer | null;
}

/** What the meeting reached: a step of a municipality's plan, or a line of one's own. */
export interface GoalMet {
  /** `step:MUNICIPALITY:CRITERION` of a step, so that two who tap the same one mean the same. */
  id: string;
  /** Empty for a step: its words are the model's. */
  what: string;
  municipalityId?: string | undefined;
  criterionId?: string | undefined;
}

/** A photo that goes with a meeting; its bytes are at `/api/v1/meeting-photos/ID`. */
export interface MeetingPhoto {
  id: string;
  sha256: string;
  name: string;
  /** Media type, as read from the bytes. */
  type: string;
  /** Bytes. */
  size: number;
}

/**
 * All three questions in their order, those not asked without answers: so every meeting has the same ones to compare.
 *
 * @example
 * wholeKnowledge([{ id: 'licences', before: 'none', after: 'some' }])[0] // { id: 'benefit', before: null, after: null }
 */
export function wholeKnowledge(said: readonly Knowledge[] | null | undefined): Knowledge[] {
  return KNOWLEDGE_QUESTIONS.map(
    (question) => said?.find(({ id }) => id === question) ?? { id: question, before: null, after: null }
  );
}

/** Names the same step the same way on every device. */
export const goalOfStep = (municipalityId: string, criterionId: string): GoalMet => ({
  id: `step:${municipalityId}:${criterionId}`,
  what: '',
  municipalityId,
  criterionId
});

/** A promise as a meeting carries it. */
export interface MeetingPromise {
  id: string;
  what: string;
  /** ISO date. */
  due: string;
  ownerId: string;
  promisedBy: PromisedBy;
}

/**
 * The promises made in a meeting, without the follow-up of its next contact; by date.
 *
 * @example
 * promisesOf(meeting.id, followUps)[0] // { id: '0198...', what: 'Send the paper', due: '2026-12-01', ownerId, promisedBy: 'owner' }
 */
export function promisesOf(
  meetingId: string,
  followUps: readonly {
    id: string;
    meetingId: string | null;
    what: string;
    due: string;
    ownerId: string;
    promisedBy?: PromisedBy | null | undefined;
  }[]
): MeetingPromise[] {
  return followUps
    .filter((one) => one.meetingId === meetingId && one.id !== nextContactId(meetingId))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id, what, due, ownerId, promisedBy }) => ({ id, what, due, ownerId, promisedBy: promisedBy ?? 'owner' }));
}

/**
 * A meeting with the parts that are left out where nothing is in them.
 *
 * @example
 * withLaterParts({ ...meeting, interestBefore: undefined }).interestBefore // null
 */
export function withLaterParts<T extends LaterParts>(meeting: T): T & Required<LaterParts> {
  return {
    ...meeting,
    interestBefore: meeting.interestBefore ?? null,
    interestAfter: meeting.interestAfter ?? null,
    knowledge: wholeKnowledge(meeting.knowledge),
    goalsMet: meeting.goalsMet ?? [],
    nextContactOn: meeting.nextContactOn ?? null
  };
}

interface LaterParts {
  interestBefore?: number | null | undefined;
  interestAfter?: number | null | undefined;
  knowledge?: Knowledge[] | undefined;
  goalsMet?: GoalMet[] | undefined;
  nextContactOn?: string | null | undefined;
}
