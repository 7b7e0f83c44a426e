import type { FollowUpRecord, StepRecord } from '../sync/records';

/** Why something is worth talking about. */
export type AgendaReason =
  | { why: 'promise'; followUpId: string; what: string; due: string; late: boolean }
  | { why: 'step-late'; criterionId: string; due: string }
  | { why: 'barrier'; barrierId: string; severity: number; heldOn: string }
  | { why: 'step'; criterionId: string }
  | { why: 'next'; criterionId: string }
  | { why: 'answering'; answering: 'not-started' | 'started' };

/** What is known of one municipality on this device. */
export interface AgendaFacts {
  municipalityId: string;
  answering: 'not-started' | 'started' | 'submitted';
  /** What moves it, in order: criteria. Only where its answers may be seen. */
  next: readonly string[];
  /** Of its plan; only a municipality's own people have them. */
  steps: readonly Pick<StepRecord, 'municipalityId' | 'criterionId' | 'status' | 'due'>[];
  /** Those it has named and that stand, each as it was last spoken of. */
  barriers: readonly { barrierId: string; severity: number; heldOn: string }[];
  followUps: readonly Pick<FollowUpRecord, 'id' | 'what' | 'due' | 'done'>[];
}

/** More than this nobody gets through in an hour. */
const MOST = { promises: 4, barriers: 3, steps: 3, next: 3 };

/**
 * What to talk about with a municipality, the most pressing first: promises that are open from last time, the late ones
 * ahead; steps of its plan whose day has passed; barriers it has named, those that stop it ahead; then its plan's next steps, or
 * what would lift it to its next level; and whether it has answered at all. Answers that are not submitted are not among
 * the facts: of those a coordinator knows only that there are some.
 *
 * @param today ISO date
 * @example
 * proposeAgenda({ ...facts, followUps: [{ id: 'f', what: 'Send the licence', due: '2027-01-31', done: false }] }, '2027-03-01')[0]
 * // { why: 'promise', followUpId: 'f', what: 'Send the licence', due: '2027-01-31', late: true }
 */
export function proposeAgenda(facts: AgendaFacts, today: string): AgendaReason[] {
  const promises = facts.followUps
    .filter(({ done }) => !done)
    .sort((a, b) => order(a.due, b.due) || order(a.id, b.id))
    .slice(0, MOST.promises)
    .map(({ id, what, due }): AgendaReason => ({ why: 'promise', followUpId: id, what, due, late: due < today }));
  const planned = facts.steps
    .filter(({ municipalityId, status }) => municipalityId === facts.municipalityId && status === 'planned')
    .sort((a, b) => order(a.due ?? '9999', b.due ?? '9999') || order(a.criterionId, b.criterionId))
    .slice(0, MOST.steps)
    .map(({ criterionId, due }): AgendaReason =>
      due !== null && due < today ? { why: 'step-late', criterionId, due } : { why: 'step', criterionId }
    );
  const late = planned.filter(({ why }) => why === 'step-late');
  const named = new Set(planned.flatMap((reason) => ('criterionId' in reason ? reason.criterionId : [])));
  const next = facts.next
    .filter((id) => !named.has(id))
    .slice(0, MOST.next)
    .map((criterionId): AgendaReason => ({ why: 'next', criterionId }));
  const barriers = [...facts.barriers]
    .sort((a, b) => b.severity - a.severity || order(b.heldOn, a.heldOn) || order(a.barrierId, b.barrierId))
    .slice(0, MOST.barriers)
    .map((barrier): AgendaReason => ({ why: 'barrier', ...barrier }));
  const answering: AgendaReason[] =
    facts.answering === 'submitted' ? [] : [{ why: 'answering', answering: facts.answering }];
  return [...promises, ...late, ...barriers, ...planned.filter(({ why }) => why === 'step'), ...next, ...answering];
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
