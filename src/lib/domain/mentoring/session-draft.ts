import { check } from '../shared/check';
import { type Problem, refuseAll, type Result } from '../shared/result';
import type { SessionRecord } from '../sync/field-records';
import { type SessionLog, sessionLog } from './session-commands';
import { SESSION_FORMS, SESSION_SIDES, type SessionSide } from './session-kinds';

/** A session as it is being written down: everything may be empty or wrong still. */
export interface SessionDraft extends Omit<SessionLog, 'nextOn'> {
  /** The version that was on the device when correcting began; null for a session not yet on the server. */
  baseVersion: number | null;
  /** ISO date, or empty. */
  nextOn: string;
}

/** What a problem of a draft is about, for saying it in the reader's language; others come from the schema. */
export type SessionProblemCode =
  | 'date-missing'
  | 'date-later'
  | 'nobody'
  | 'done-missing'
  | 'what-missing'
  | 'owner-missing'
  | 'due-missing'
  | 'next-earlier';

export function emptyParticipant(id: string, side: SessionSide, name = ''): SessionDraft['participants'][number] {
  return { id, name, side };
}

export function emptyNextStep(id: string): SessionDraft['nextSteps'][number] {
  return { id, what: '', owner: '', due: '' };
}

/**
 * A new session: today, a call, with whoever writes it down.
 *
 * @example
 * emptySession({ sessionId, pairingId, today: '2026-11-22', participants: [] }).form // 'call'
 */
export function emptySession(start: {
  sessionId: string;
  pairingId: string;
  today: string;
  participants: SessionDraft['participants'];
}): SessionDraft {
  const { today: heldOn, ...rest } = start;
  return { ...rest, heldOn, form: 'call', done: '', nextSteps: [], nextOn: '', baseVersion: null };
}

/** A logged session opened for a correction. One that never reached the server (version 0) has no base version. */
export function sessionFromRecord(session: SessionRecord): SessionDraft {
  const { id: sessionId, pairingId, heldOn, form, participants, done, nextSteps, nextOn, version } = session;
  return {
    ...{ sessionId, pairingId, heldOn, form, done },
    participants: participants.map((row) => ({ ...row })),
    nextSteps: nextSteps.map((row) => ({ ...row })),
    nextOn: nextOn ?? '',
    baseVersion: version || null
  };
}

/**
 * A draft as it was kept on the device, however old; null where there is none to be read. A draft of another version
 * loses a field it cannot keep, never the whole text.
 *
 * @example
 * readSessionDraft({ sessionId: '0198...', pairingId: '0198...', done: 'Read the licences' })?.done // 'Read the licences'
 */
export function readSessionDraft(kept: unknown): SessionDraft | null {
  const draft = fieldsOf(kept);
  if (words(draft.sessionId) === '' || words(draft.pairingId) === '') return null;
  return {
    sessionId: words(draft.sessionId),
    pairingId: words(draft.pairingId),
    heldOn: words(draft.heldOn),
    form: oneOf(SESSION_FORMS, draft.form, 'call'),
    participants: rows(draft.participants, ({ name, side }) => ({
      name: words(name),
      side: oneOf(SESSION_SIDES, side, 'other')
    })),
    done: words(draft.done),
    nextSteps: rows(draft.nextSteps, ({ what, owner, due }) => ({
      what: words(what),
      owner: words(owner),
      due: words(due)
    })),
    nextOn: words(draft.nextOn),
    baseVersion: Number.isInteger(draft.baseVersion) ? (draft.baseVersion as number) : null
  };
}

/**
 * The session to be logged, or everything that stands in its way. Rows nobody filled in are left out; paths are places in
 * the draft, as the form shows it (`nextSteps.1.due`).
 *
 * @param today ISO date: a session that is logged has been held
 * @example
 * toSessionPayload(emptySession({ sessionId, pairingId, today, participants: [] }), today)
 * // { ok: false, problems: [{ code: 'nobody', path: 'participants', ... }, { code: 'done-missing', path: 'done', ... }] }
 */
export function toSessionPayload(draft: SessionDraft, today: string): Result<SessionLog> {
  const trimmed = {
    ...draft,
    participants: draft.participants.map((row) => ({ ...row, name: oneLine(row.name) })),
    nextSteps: draft.nextSteps.map((row) => ({ ...row, what: oneLine(row.what), owner: oneLine(row.owner) })),
    done: draft.done.trim()
  };
  const problems = findProblems(trimmed, today);
  if (problems.length > 0) return refuseAll(problems);
  const { baseVersion: _, ...content } = trimmed;
  return check(sessionLog.schema, {
    ...content,
    participants: content.participants.filter(({ name }) => name !== ''),
    nextSteps: content.nextSteps.filter((row) => !isBlank(row)),
    nextOn: content.nextOn || null
  });
}

const isBlank = ({ what, owner, due }: SessionDraft['nextSteps'][number]) => what + owner + due === '';

function findProblems(draft: SessionDraft, today: string): Problem[] {
  const problems: (Problem & { code: SessionProblemCode })[] = [];
  const say = (code: SessionProblemCode, path: string, message: string, facts?: Problem['facts']) =>
    problems.push({ code, path, message, ...(facts && { facts }) });
  const { heldOn, nextOn, done } = draft;
  if (heldOn === '') say('date-missing', 'heldOn', 'Date of the session is missing - choose a day, such as today.');
  else if (heldOn > today)
    say('date-later', 'heldOn', `Date of the session must be today or earlier - got "${heldOn}"`, { date: heldOn });
  if (draft.participants.every(({ name }) => name === ''))
    say('nobody', 'participants', 'Nobody took part - write at least one name.');
  if (done === '') say('done-missing', 'done', 'What you did is missing - a line is enough.');
  draft.nextSteps.forEach((row, i) => {
    if (isBlank(row)) return;
    const facts = { row: i + 1 };
    const at = `nextSteps.${i}`;
    const step = `Next step ${i + 1}`;
    if (row.what === '') say('what-missing', `${at}.what`, `${step} does not say what is to be done.`, facts);
    if (row.owner === '') say('owner-missing', `${at}.owner`, `${step} has nobody who does it - write a name.`, facts);
    if (row.due === '') say('due-missing', `${at}.due`, `${step} has no date - choose the day it is due.`, facts);
  });
  if (nextOn !== '' && heldOn !== '' && nextOn <= heldOn)
    say('next-earlier', 'nextOn', `Next session must be after this one - got "${nextOn}"`, { date: nextOn });
  return problems;
}

/** Pasted names bring tabs and line breaks; a line has none. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

type Fields = Partial<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const oneOf = <T>(known: readonly T[], value: unknown, other: T): T => known.find((one) => one === value) ?? other;

/** Rows without an id are none of ours. */
function rows<T>(value: unknown, read: (fields: Fields) => T): (T & { id: string })[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list
    .map(fieldsOf)
    .filter(({ id }) => words(id) !== '')
    .map((fields) => ({ id: words(fields.id), ...read(fields) }));
}
