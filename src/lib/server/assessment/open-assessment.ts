import { answerLock, deadlineOf, type Lock, type LockTimes } from '$lib/domain/assessment/answer-lock';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { Reader, Tx } from '../db/client';
import { type AssessmentRow, findAssessment, type WaveRow } from './repository';

export type Found = AssessmentRow & { wave: WaveRow };
type Refusal = { ok: false; problems: Problem[] };

/** The assessment and its wave as the domain asks about them. */
export const lockTimes = ({ mode, submittedAt, approvedAt, closesAt, wave }: Found): LockTimes => ({
  ...{ mode, submittedAt, approvedAt, closesAt },
  wave: { opensAt: wave.opensAt, closesAt: wave.closesAt, closed: wave.closedAt !== null }
});

const day = (at: number | Date) => new Date(at).toISOString().slice(0, 10);

/** Why answers cannot be changed, with whom to ask. */
export function refuseLock(lock: Lock, found: Found): Refusal {
  const name = `"${found.wave.name}"`;
  const last = day(deadlineOf(found) - 1);
  const said: Record<Lock, string> = {
    'wave-closed': `The wave ${name} is closed and its answers no longer change - ask your coordinator.`,
    'wave-not-open': `The wave ${name} opens on ${day(found.wave.opensAt)} - answer from that day on.`,
    'wave-over': `The last day to answer was ${last} - ask your coordinator for more time.`,
    'assessment-approved': 'This assessment is approved and locked - ask your coordinator to open it again.',
    'not-assisted': 'This assessment is the municipality’s own - begin to fill it in together first.',
    confirmed: 'The municipality has confirmed these answers - return the assessment before you change one.'
  };
  return refuse(lock, 'assessmentId', said[lock]);
}

export async function findExisting(db: Reader | Tx, id: string): Promise<Result<Found>> {
  const found = await findAssessment(db, id);
  return found
    ? ok(found)
    : refuse('not-found', 'assessmentId', 'This assessment does not exist on the server - fetch your data again.');
}

/** The assessment unless its wave is closed: from then on nothing about it changes. */
export async function findOpen(db: Reader | Tx, id: string): Promise<Result<Found>> {
  const found = await findExisting(db, id);
  return found.ok && found.value.wave.closedAt ? refuseLock('wave-closed', found.value) : found;
}

/** Its own officers, and a coordinator who fills it in with them. */
export function authorizeAnswer(actor: Actor, found: Found): Refusal | null {
  const refused = authorize(actor, 'assessment:answer', found);
  return refused && found.mode === 'assisted' ? authorize(actor, 'assessment:assist', found) : refused;
}

/** Why this assessment's answers cannot be changed now, if so. `given`: when the answer was given, by the device's clock. */
export function refuseLocked(
  found: Found,
  who: 'officer' | 'coordinator',
  at: { now: Date; given: Date }
): Refusal | null {
  const lock = answerLock(lockTimes(found), who, { now: at.now.getTime(), given: at.given.getTime() });
  return lock && refuseLock(lock, found);
}

/** Before the assessment has been read: officers answer, and coordinators where they fill it in with a municipality. */
export function mayAnswerAnywhere(actor: Actor): Refusal | null {
  const refused = authorize(actor, 'assessment:answer');
  return refused && authorize(actor, 'assessment:assist') ? refused : null;
}

/** The assessment, and as whom, if this actor may answer in it at all: whether it is locked now is another question. */
export async function authorizeAnswerable(
  db: Reader | Tx,
  actor: Actor,
  id: string
): Promise<Result<{ found: Found; who: 'officer' | 'coordinator' }>> {
  const refused = mayAnswerAnywhere(actor);
  if (refused) return refused;
  const found = await findExisting(db, id);
  if (!found.ok) return found;
  const coordinates = authorize(actor, 'assessment:answer', found.value) !== null;
  if (coordinates) {
    const refusedHere = authorize(actor, 'assessment:assist', found.value);
    if (refusedHere) return refusedHere;
    if (found.value.mode !== 'assisted')
      return refuse('forbidden', 'assessmentId', refuseLock('not-assisted', found.value).problems[0]!.message);
  }
  return ok({ found: found.value, who: coordinates ? 'coordinator' : 'officer' });
}

/**
 * The assessment if this actor may change its answers now; else why not.
 *
 * @param given when the answer was given, by the device's clock
 */
export async function findAnswerable(
  db: Reader | Tx,
  actor: Actor,
  id: string,
  at: { now: Date; given: Date }
): Promise<Result<Found>> {
  const allowed = await authorizeAnswerable(db, actor, id);
  if (!allowed.ok) return allowed;
  const { found, who } = allowed.value;
  return refuseLocked(found, who, at) ?? ok(found);
}

/** Its own officers; the network's people once it is submitted, or where a coordinator fills it in with them. */
export function authorizeReading(actor: Actor, found: AssessmentRow): { ok: false; problems: Problem[] } | null {
  const refused = authorize(actor, 'assessment:read', found);
  if (refused && found.submittedAt) return authorize(actor, 'assessment:read-submitted', found);
  return refused && found.mode === 'assisted' ? authorize(actor, 'assessment:assist', found) : refused;
}
