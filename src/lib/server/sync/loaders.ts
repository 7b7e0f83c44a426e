import { MOST_CONTACTS_ON_DEVICE } from '$lib/domain/outreach/contact-kinds';
import { zoneOfCountry } from '$lib/domain/shared/time-zones';
import type { Entity } from '$lib/domain/sync/records';
import { linksOf } from '../assessment/access-link-repository';
import { assessmentLoaders } from '../assessment/loaders';
import { findNetwork, peopleNames } from '../identity/directory-repository';
import { mentoringLoaders } from '../mentoring/loaders';
import { sessionLoaders } from '../mentoring/session-loaders';
import { storyLoader } from '../mentoring/story-loader';
import { ledgerLoaders } from '../outreach/ledger-loaders';
import { contactLoader } from '../outreach/contact-loader';
import { countContacts } from '../outreach/contact-repository';
import { planLoader } from '../outreach/plan-loader';
import { mergeLoader } from '../outreach/merge-loader';
import { followUpLoader, meetingLoader } from '../outreach/meeting-loader';
import { listMunicipalities } from '../register/repository';
import { roadmapLoaders } from '../roadmap/loaders';
import { today } from '../shared/today';
import { clashLoaders } from './clash-loader';
import { type Loader, wanted } from './loader';

export const loaders: Record<Entity, Loader> = {
  async network(app, sight) {
    const found = await findNetwork(app.db.read, sight.networkId);
    if (!found) return [];
    const { id, name, country, demo } = found;
    const timeZone = found.timeZone ?? zoneOfCountry(country);
    const contacts = sight.coordinates ? await countContacts(app.db.read, id) : 0;
    const beyond = contacts > MOST_CONTACTS_ON_DEVICE && { contacts };
    return [{ entity: 'network', id, data: { id, name, country, demo, timeZone, ...beyond } }];
  },

  async municipality(app, sight, ids) {
    const rows = await listMunicipalities(app.db.read, { networkId: sight.networkId, on: today(app) });
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, code, name, countyCode, countyName, groupCode, population, lat, lon }) => ({
        entity: 'municipality',
        id,
        data: { id, code, name, countyCode, countyName, groupCode, population, lat, lon }
      }));
  },

  ...assessmentLoaders,
  ...roadmapLoaders,
  ...mentoringLoaders,
  ...clashLoaders,

  meeting: meetingLoader,
  'follow-up': followUpLoader,
  ...ledgerLoaders,
  'planned-meeting': planLoader,
  contact: contactLoader,
  'contact-merge': mergeLoader,
  ...sessionLoaders,
  story: storyLoader,

  async person(app, sight, ids) {
    const rows = await peopleNames(app.db.read, sight.networkId, sight.seesProgress ? null : sight.own);
    // whoever answered through a link has no account, only the name they typed
    const guests = (await linksOf(app.db.read, sight.own)).flatMap(({ id, usedByName: name }) =>
      name ? [{ id: `link:${id}`, name, officerOf: [], coordinates: false }] : []
    );
    const keep = wanted(ids);
    return [...rows, ...guests]
      .filter((row) => keep(row.id))
      .map(({ id, name, officerOf, coordinates }) => ({
        entity: 'person',
        id,
        data: { id, name, officerOf, ...(coordinates && { coordinates }) }
      }));
  }
};
