import type { AgendaEntry } from './pairing-life';

/** A pairing runs for six months and has a session a month. */
export const AGENDA_SESSIONS = 6;
/** More than fits on anybody's phone, or in anybody's half year. */
export const MOST_AGENDA_ENTRIES = 120;

/** The plan of six months in one language. */
export interface AgendaTemplate {
  sessions: {
    /** What it is called and what it is for. */
    title: string;
    aim: string;
    items: { id: string; text: string }[];
  }[];
}

export interface AgendaRow {
  id: string;
  text: string;
  done: boolean;
  /** Added by one of the two. */
  own: boolean;
}

/**
 * Which session of the plan comes next: one more than were logged, and the last one again after that.
 *
 * @example
 * nextSession(0) // 1
 * nextSession(9) // 6
 */
export function nextSession(logged: number): number {
  return Math.min(logged + 1, AGENDA_SESSIONS);
}

/**
 * The agenda of one session: the template's items in their order without those taken off, then own items in the order
 * in which they were added (their ids sort by time).
 *
 * @param session 1 to 6
 * @example
 * agendaOf(1, template, [{ id: 's1-where', session: 1, text: '', done: true, removed: false }])
 * // [{ id: 's1-where', text: 'Say where you stand', done: true, own: false }, ...]
 */
export function agendaOf(session: number, template: AgendaTemplate, entries: readonly AgendaEntry[]): AgendaRow[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const given = template.sessions[session - 1]?.items ?? [];
  const ids = new Set(template.sessions.flatMap(({ items }) => items.map(({ id }) => id)));
  const own = entries
    .filter((entry) => entry.session === session && entry.text !== '' && !ids.has(entry.id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    ...given.map(({ id, text }) => ({ id, text, own: false })),
    ...own.map(({ id, text }) => ({ id, text, own: true }))
  ]
    .filter(({ id }) => !known.get(id)?.removed)
    .map((row) => ({ ...row, done: known.get(row.id)?.done ?? false }));
}
