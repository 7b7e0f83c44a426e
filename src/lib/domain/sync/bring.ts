import type { Membership } from '../identity/actor';
import type { QueueEntry } from './queue-file';
import type { AssessmentRecord } from './records';

/**
 * How an imported change would be sent: in its author's name, as the importer's own, or not at all, and then why.
 * - `sealed-missing`: only an officer may, and nothing shows that it comes from one;
 * - `elsewhere`: it is about a municipality the importer is no officer of;
 * - `author-only`: a correction of a session that the importer did not write;
 * - `coordinator-only`: officers do not do this.
 */
export type Bringing =
  | { as: 'author' | 'own' }
  | { as: 'nobody'; because: 'sealed-missing' | 'elsewhere' | 'author-only' | 'coordinator-only' };

/** What only officers of the municipality do: a coordinator has no right to it of their own. */
const OFFICERS_ONLY: ReadonlySet<string> = new Set([
  ...['answer.set', 'assessment.open', 'assessment.name', 'assessment.submit', 'conflict.settle', 'check.keep'],
  ...['evidence.add', 'evidence.remove', 'step.set', 'setting.set'],
  ...['session.log', 'session.remark', 'story.tell', 'story.consent', 'pairing.reply', 'pairing.evaluate']
]);
/** What a coordinator filling in with a municipality does too. */
const TOGETHER: ReadonlySet<string> = new Set(['answer.set', 'conflict.settle', 'evidence.add', 'evidence.remove']);
/** What no officer does. */
const COORDINATORS_ONLY: ReadonlySet<string> = new Set([
  ...['assessment.assist', 'meeting.log', 'meeting-photo.add', 'meeting-photo.remove', 'meeting.plan'],
  ...['meeting.cancel', 'follow-up.done', 'follow-up.snooze', 'correction.settle', 'contact.set', 'contact.remove'],
  ...['contact.merge', 'contact.unmerge']
]);

/** What the importer's device knows of the things a change names. */
export interface Known {
  /** An officer of one of these may; none where it is of another network; null where this device cannot tell. */
  municipalityIds: readonly string[] | null;
  /** Of the assessment it is about. */
  mode?: AssessmentRecord['mode'] | undefined;
  /** Who wrote down the session that is already there. */
  sessionBy?: string | undefined;
}

/**
 * What to say before anything is sent. The server decides (`server/sync/author-of.ts`); `tests/api/brought-work.test.ts`
 * compares the two for every kind of change.
 *
 * @example
 * howToBring({ key: 'k', envelope: { ...envelope, type: 'step.set' } }, robin, coordinator, { municipalityIds: ['m'] })
 * // { as: 'nobody', because: 'sealed-missing' }
 */
export function howToBring(
  entry: QueueEntry,
  authorId: string,
  importer: { id: string; memberships: readonly Membership[] },
  known: Known
): Bringing {
  const { type, via } = entry.envelope;
  if ((via?.personId ?? authorId) === importer.id) return { as: 'own' };
  if (known.municipalityIds?.length === 0) return { as: 'nobody', because: 'elsewhere' };
  // what was copied from another municipality is marked as ready by an officer, all else by a coordinator
  const shared = type === 'assessment.ready' && known.mode === 'shared';
  const onlyOfficers = OFFICERS_ONLY.has(type) || shared;
  const onlyCoordinators = COORDINATORS_ONLY.has(type) || (type === 'assessment.ready' && !shared);
  const coordinates = importer.memberships.some(({ role }) => role === 'coordinator' || role === 'administrator');
  if (coordinates) {
    if (via ? via.seal : entry.seal) return { as: 'author' };
    if (known.municipalityIds && officerOfOne(importer.memberships, known)) return { as: 'own' };
    const may = !onlyOfficers || (TOGETHER.has(type) && known.mode === 'assisted');
    return may ? { as: 'own' } : { as: 'nobody', because: 'sealed-missing' };
  }
  if (onlyCoordinators) return { as: 'nobody', because: 'coordinator-only' };
  if (type === 'session.log' && known.sessionBy && known.sessionBy !== importer.id)
    return { as: 'nobody', because: 'author-only' };
  return officerOfOne(importer.memberships, known) ? { as: 'own' } : { as: 'nobody', because: 'elsewhere' };
}

function officerOfOne(memberships: readonly Membership[], { municipalityIds }: Known): boolean {
  return memberships.some(
    ({ role, municipalityId }) =>
      role === 'officer' && municipalityId !== null && (municipalityIds?.includes(municipalityId) ?? true)
  );
}
