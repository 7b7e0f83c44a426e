import { nextContactId } from '../outreach/next-contact';

/** What a change is about, as far as others can build on it. Read from whatever was sent, checked or not. */
interface About {
  /** The one thing it changes; null where nothing tells. */
  thing: string | null;
  /** What is there only because of it. */
  gives: string[];
  /** What it is about without making it. */
  needs: string[];
}

/** More than a meeting may have; of what was not checked yet, no more is looked at. */
const MOST_FOLLOW_UPS = 100;
const OWN_IDS = [
  'commentId',
  'mergeId',
  'fileId',
  'checkId',
  'meetingId',
  'followUpId',
  'correctionId',
  'conflictId',
  'clashId',
  'remarkId',
  'sessionId',
  'contactId',
  'storyId',
  'visitId'
];

function aboutOf(type: string, payload: unknown): About {
  const fields = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const id =
    OWN_IDS.map(text).find((found) => found) ??
    [text('assessmentId') || text('municipalityId'), text('criterionId')].filter((part) => part).join('/');
  const about: About = { thing: id ? `${type} ${id}` : null, gives: [], needs: [] };
  switch (type) {
    case 'step.set':
      // each field is a change of its own
      return { ...about, thing: about.thing && `${about.thing} ${Object.keys(fields).sort().join()}` };
    case 'mentoring.profile':
      // the same: what its author had seen names the fields
      return {
        ...about,
        thing:
          about.thing &&
          `${about.thing} ${Object.keys(fields.was ?? {})
            .sort()
            .join()}`
      };
    case 'answer.set':
      return { ...about, gives: [`answers ${text('assessmentId')}`] };
    case 'assessment.submit':
    case 'assessment.ready':
      return { ...about, needs: [`answers ${id}`] };
    case 'meeting.log': {
      const promises: unknown[] = Array.isArray(fields.followUps) ? fields.followUps.slice(0, MOST_FOLLOW_UPS) : [];
      const ids = promises.map((promise) => (promise as { id?: unknown } | null)?.id);
      const given = ids.filter((it) => typeof it === 'string').map((it) => `follow-up ${it}`);
      return { ...about, gives: [`meeting ${id}`, ...given, `follow-up ${nextContactId(id)}`] };
    }
    case 'meeting.plan':
      return { ...about, gives: [`plan ${id}`] };
    case 'meeting.cancel':
      return { ...about, needs: [`plan ${id}`] };
    // a meeting that is logged already needs no other
    case 'meeting-photo.add':
      return { ...about, gives: [`meeting-photo ${id}`], needs: [`meeting ${text('meetingId')}`] };
    case 'meeting-photo.remove':
      return { ...about, needs: [`meeting-photo ${id}`] };
    case 'barrier.correct':
      return { ...about, gives: [`correction ${id}`] };
    case 'correction.settle':
      return { ...about, needs: [`correction ${id}`] };
    case 'contact.set':
      return { ...about, gives: [`contact ${id}`] };
    case 'contact.remove':
      return { ...about, needs: [`contact ${id}`] };
    case 'contact.merge':
      return {
        ...about,
        gives: [`merge ${id}`],
        needs: [`contact ${text('keptId')}`, `contact ${text('goneId')}`]
      };
    case 'contact.unmerge':
      return { ...about, needs: [`merge ${id}`] };
    case 'session.log':
      return { ...about, gives: [`session ${id}`] };
    case 'session.remark':
      return { ...about, needs: [`session ${text('sessionId')}`] };
    case 'story.tell':
      return { ...about, gives: [`story ${id}`] };
    case 'story.consent':
      // each side's is its own
      return { ...about, thing: about.thing && `${about.thing} ${text('side')}`, needs: [`story ${id}`] };
    case 'follow-up.done':
    case 'follow-up.snooze':
      return { ...about, needs: [`follow-up ${id}`] };
    case 'evidence.add':
      return { ...about, gives: [`file ${id}`] };
    case 'evidence.remove':
      return { ...about, needs: [`file ${id}`] };
    case 'pairing-file.add':
      return { ...about, gives: [`pairing-file ${id}`] };
    case 'pairing-file.remove':
      return { ...about, needs: [`pairing-file ${id}`] };
    case 'visit.set': {
      // each field is a change of its own, and needs the one that planned the visit
      const visit = [`visit ${id}`];
      return {
        thing: about.thing && `${about.thing} ${Object.keys(fields).sort().join()}`,
        gives: visit,
        needs: visit
      };
    }
    case 'agenda.set': {
      const names = Object.keys(fields).sort().join();
      return { ...about, thing: `${type} ${text('pairingId')}/${text('itemId')} ${names}` };
    }
    case 'pairing.end':
      return { ...about, gives: [`end ${text('pairingId')}`] };
    case 'pairing.evaluate':
      return { ...about, thing: `${type} ${text('pairingId')}/${text('side')}`, needs: [`end ${text('pairingId')}`] };
    case 'comment.add':
      return { ...about, gives: [`comment ${id}`] };
    case 'comment.settle':
      return { ...about, needs: [`comment ${id}`] };
    default:
      return about;
  }
}

/** A change as the outbox and the protocol have it. */
export type Sent = { type: string; payload: unknown };

/**
 * Whether a change makes no sense, or another one, without an earlier one of the same device: ticking off a follow-up
 * of a meeting that never arrived, submitting an assessment of which an answer is missing.
 *
 * @example
 * needs({ type: 'assessment.submit', payload: { assessmentId: 'a' } },
 *       { type: 'answer.set', payload: { assessmentId: 'a', criterionId: 'c' } }) // true
 */
export function needs(later: Sent, earlier: Sent): boolean {
  const wanted = aboutOf(later.type, later.payload).needs;
  return wanted.length > 0 && aboutOf(earlier.type, earlier.payload).gives.some((given) => wanted.includes(given));
}

/** The same kind of change to the same thing, where the later one replaces what the earlier one said. */
export function isSameThing(a: Sent, b: Sent): boolean {
  const thing = aboutOf(a.type, a.payload).thing;
  return thing !== null && thing === aboutOf(b.type, b.payload).thing;
}

/** So many commands may be named as built on. */
export const MAX_BUILDS_ON = 200;
