import { barrierLines, type Noted } from '$lib/domain/outreach/barrier-lines';
import { municipalityTimeline } from '$lib/domain/outreach/municipality-timeline';
import type { MunicipalityRecord } from '$lib/domain/sync/records';
import { device } from '../../device.svelte';
import { readMunicipality } from '../outreach/municipality';

// Called inside `$derived`, so that pages follow every change.

/** Everything this device knows of one municipality; for an officer that is what is theirs. */
export function readPlace(municipality: MunicipalityRecord) {
  const { id } = municipality;
  const file = readMunicipality(municipality);
  // whoever coordinates, too, has the meetings themselves
  const own = device.coordinates ? undefined : device.one('noted', id);
  const noted: Noted[] = own
    ? own.barriers
    : file.meetings.flatMap(({ heldOn, municipalityIds, barriers }) =>
        barriers.map(({ id: raisedId, consent, ...barrier }) => ({
          ...{ raisedId, heldOn, several: municipalityIds.length > 1, ...barrier },
          consent: barrier.quote ? consent : null
        }))
      );
  const corrections = device.all('correction').filter((one) => one.municipalityId === id);
  const planned = device
    .all('planned-meeting')
    .filter((one) => one.state === 'planned' && one.municipalityIds.includes(id))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const pairings = device
    .all('pairing')
    .filter(({ menteeId, mentorId }) => menteeId === id || mentorId === id)
    .sort((a, b) => ((a.startedAt ?? a.invitedAt ?? '') < (b.startedAt ?? b.invitedAt ?? '') ? 1 : -1));
  const campaigns = device.one('reached', id)?.campaigns ?? [];
  const meetings = own ? own.meetings : file.meetings;
  return {
    ...file,
    barriers: barrierLines(noted, corrections, id),
    ...{ corrections, planned, pairings, campaigns },
    timeline: municipalityTimeline({
      ...{ municipalityId: id, meetings, planned, followUps: file.followUps, campaigns, corrections, pairings },
      assessment: file.assessment,
      sessions: device.all('session')
    })
  };
}
export type Place = ReturnType<typeof readPlace>;

export interface DataPerson {
  kind: 'contact' | 'person' | 'network';
  id: string;
  name: string;
}

/** Who looks after open data there, as far as this device may know. */
export function readDataPerson(municipalityId: string): DataPerson | null {
  const said = device.one('data-person', municipalityId);
  if (said?.personId) {
    const person = device.one('person', said.personId);
    return person ? { kind: 'person', id: person.id, name: person.name } : null;
  }
  let contactId = said?.contactId ?? null;
  if (contactId === null) return null;
  if (!device.coordinates) return { kind: 'network', id: contactId, name: '' };
  let contact = device.one('contact', contactId);
  // made one with another since
  for (let hops = 0; contact?.mergedInto && hops < 5; hops++) {
    contactId = contact.mergedInto;
    contact = device.one('contact', contactId);
  }
  return contact && !contact.removedAt ? { kind: 'contact', id: contactId, name: contact.name } : null;
}

/** The municipality's officers with an account, by name. */
export function officersOf(municipalityId: string) {
  return device
    .all('person')
    .filter(({ officerOf }) => officerOf?.includes(municipalityId))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
