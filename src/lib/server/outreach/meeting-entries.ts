import words from '$lib/content/mail/calendar.json';
import type { CalendarMeeting } from '$lib/domain/outreach/write-invitation';
import type { App } from '../app';
import { activeMemberships } from '../auth/repository';
import type { PersonRow } from '../identity/repository';
import { listMunicipalities } from '../register/repository';
import type { CalendarEntry } from '../render/write-calendar';
import { publicOrigin } from '../shared/origin';
import { openFollowUpsOfPerson, plansOfPerson } from './plan-repository';
import { uidOf } from './send-invitations';

/** How far back a calendar goes: what was before is in the meetings. */
const BACK_MS = 90 * 24 * 60 * 60 * 1000;

const networksOf = async (app: App, person: PersonRow) => [
  ...new Set((await activeMemberships(app.db.read, person.id)).map(({ networkId }) => networkId))
];

/**
 * The meetings a person organises or is invited to, at their hours: title, place and link. Not who else comes, and not what
 * is to be talked about: a calendar lies with whoever keeps it.
 */
export async function meetingEntries(app: App, person: PersonRow): Promise<CalendarMeeting[]> {
  const from = new Date(app.now().getTime() - BACK_MS).toISOString().slice(0, 16);
  const plans = await plansOfPerson(app.db.read, person.id, await networksOf(app, person), from);
  const origin = publicOrigin(app.env);
  return plans
    .filter(({ state }) => state !== 'cancelled')
    .map((plan) => ({
      ...{ uid: uidOf(app, plan.id), sequence: plan.sequence, state: plan.state, title: plan.title },
      ...{ place: plan.place, startsAt: plan.startsAt, minutes: plan.minutes, timeZone: plan.timeZone },
      ...{ description: '', stampedAt: plan.stampedAt.getTime(), link: `${origin}/app/meetings/planned/${plan.id}` }
    }));
}

/** What a person is to see to after meetings and has not done yet, on its day. */
export async function promiseEntries(app: App, person: PersonRow): Promise<CalendarEntry[]> {
  const rows = await openFollowUpsOfPerson(app.db.read, person.id, await networksOf(app, person));
  const ids = [...new Set(rows.flatMap(({ municipalityId }) => municipalityId ?? []))];
  const places = new Map((await listMunicipalities(app.db.read, { ids })).map(({ id, name }) => [id, name]));
  const origin = publicOrigin(app.env);
  return rows.map((row) => ({
    uid: `promise-${row.id}@${new URL(origin).hostname}`,
    day: row.due,
    title: row.what,
    description: words[person.locale].promised.replace(
      '{municipality}',
      () => places.get(row.municipalityId ?? '') ?? '-'
    ),
    link: `${origin}/app/follow-ups`,
    changedAt: row.updatedAt
  }));
}
