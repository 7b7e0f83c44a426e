import words from '$lib/content/mail/calendar.json';
import type { Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { sha256 } from '../auth/secrets';
import type { PersonRow } from '../identity/repository';
import { type CalendarEntry, writeCalendar } from '../render/write-calendar';
import { meetingEntries, promiseEntries } from '../outreach/meeting-entries';
import { visitEntries } from '../mentoring/visit-entries';
import { findFeedByToken } from './calendar-repository';
import { dueEntries } from './due-entries';

/** What a person's calendar is made of, in this order. Another kind of date is another function in this list. */
const SOURCES: ((app: App, person: PersonRow) => Promise<CalendarEntry[]>)[] = [
  dueEntries,
  visitEntries,
  promiseEntries
];

/** The calendar a token opens: calendars cannot sign in. Reads only. */
export async function readCalendar(
  app: App,
  _actor: Actor,
  input: { token: string; address: string }
): Promise<Result<{ file: string }>> {
  const { token, address } = input;
  const tokenHash = sha256(token);
  const found = /^[\w-]{43}$/.test(token) ? await findFeedByToken(app.db.read, tokenHash) : undefined;
  const tooMany = await takeTry(
    app,
    found ? [['calendar-feed', tokenHash]] : [['calendar-address', addressKey(address)]]
  );
  if (tooMany) return tooMany;
  if (!found)
    return refuse('not-found', 'token', 'This calendar address opens nothing - make a new one in your account.');
  const { person } = found;
  const entries: CalendarEntry[] = [];
  for (const source of SOURCES) entries.push(...(await source(app, person)));
  return ok({ file: writeCalendar(words[person.locale].name, entries, await meetingEntries(app, person)) });
}
