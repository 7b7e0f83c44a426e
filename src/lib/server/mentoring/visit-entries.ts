import words from '$lib/content/mail/calendar.json';
import type { App } from '../app';
import { activeMemberships } from '../auth/repository';
import type { PersonRow } from '../identity/repository';
import { listMunicipalities } from '../register/repository';
import type { CalendarEntry } from '../render/write-calendar';
import { publicOrigin } from '../shared/origin';
import { visitsOfMunicipalities } from './pairing-life-repository';

/** Visits of the pairings of a person's municipalities; one that is cancelled leaves the calendar. No purpose, no costs. */
export async function visitEntries(app: App, person: PersonRow): Promise<CalendarEntry[]> {
  const own = (await activeMemberships(app.db.read, person.id)).flatMap((m) => m.municipalityId ?? []);
  const rows = await visitsOfMunicipalities(app.db.read, own);
  const ids = rows.flatMap(({ menteeId, mentorId }) => [menteeId, mentorId]);
  const places = ids.length ? await listMunicipalities(app.db.read, { ids: [...new Set(ids)] }) : [];
  const nameOf = (id: string) => places.find((place) => place.id === id)?.name ?? '';
  const origin = publicOrigin(app.env);
  const { visit: title, visitWith } = words[person.locale];
  return rows.map(({ visit, menteeId, mentorId }) => ({
    uid: `visit-${visit.id}@${new URL(origin).hostname}`,
    day: visit.on,
    title: title.replace('{place}', () => visit.place),
    description: visitWith.replace('{other}', () => nameOf(own.includes(menteeId) ? mentorId : menteeId)),
    link: `${origin}/app/peer/${visit.pairingId}`,
    changedAt: visit.updatedAt
  }));
}
