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
const OWN_IDS = ['commentId', 'fileId', 'checkId', 'meetingId', 'followUpId', 'conflictId'];

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
    case 'answer.set':
      return { ...about, gives: [`answers ${text('assessmentId')}`] };
    case 'assessment.submit':
    case 'assessment.ready':
      return { ...about, needs: [`answers ${id}`] };
    case 'meeting.log': {
      const promises: unknown[] = Array.isArray(fields.followUps) ? fields.followUps.slice(0, MOST_FOLLOW_UPS) : [];
      const ids = promises.map((promise) => (promise as { id?: unknown } | null)?.id);
      return { ...about, gives: ids.filter((it) => typeof it === 'string').map((it) => `follow-up ${it}`) };
    }
    case 'follow-up.done':
      return { ...about, needs: [`follow-up ${id}`] };
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
