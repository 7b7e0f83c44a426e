import type { Entity } from '$lib/domain/sync/records';
import { linksOf } from '../assessment/access-link-repository';
import { assessmentLoaders } from '../assessment/loaders';
import { findNetwork, peopleNames } from '../identity/directory-repository';
import { mentoringLoaders } from '../mentoring/loaders';
import { sessionLoaders } from '../mentoring/session-loaders';
import { storyLoader } from '../mentoring/story-loader';
import { contactLoader } from '../outreach/contact-loader';
import { mergeLoader } from '../outreach/merge-loader';
import { followUpsOf, meetingsOf } from '../outreach/repository';
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
    return [{ entity: 'network', id, data: { id, name, country, demo } }];
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

  async meeting(app, sight, ids) {
    if (!sight.coordinates) return [];
    const rows = await meetingsOf(app.db.read, sight.networkId, ids ?? undefined);
    return rows.map(
      ({
        id,
        heldOn,
        form,
        municipalityIds,
        attendees,
        background,
        workSoFar,
        exchange,
        conclusions,
        barriers,
        version
      }) => ({
        entity: 'meeting',
        id,
        data: {
          id,
          heldOn,
          form,
          municipalityIds,
          attendees,
          background,
          workSoFar,
          exchange,
          conclusions,
          barriers,
          version
        }
      })
    );
  },

  async 'follow-up'(app, sight, ids) {
    if (!sight.coordinates) return [];
    const rows = await followUpsOf(app.db.read, sight.networkId, ids ?? undefined);
    return rows.map(({ id, meetingId, municipalityId, what, ownerId, due, doneAt, version }) => ({
      entity: 'follow-up',
      id,
      data: { id, meetingId, municipalityId, what, ownerId, due, done: doneAt !== null, version }
    }));
  },

  contact: contactLoader,
  'contact-merge': mergeLoader,
  ...sessionLoaders,
  story: storyLoader,

  async person(app, sight, ids) {
    const rows = await peopleNames(app.db.read, sight.networkId, sight.seesProgress ? null : sight.own);
    // whoever answered through a link has no account, only the name they typed
    const guests = (await linksOf(app.db.read, sight.own)).flatMap(({ id, usedByName: name }) =>
      name ? [{ id: `link:${id}`, name, officerOf: [] }] : []
    );
    const keep = wanted(ids);
    return [...rows, ...guests]
      .filter((row) => keep(row.id))
      .map(({ id, name, officerOf }) => ({ entity: 'person', id, data: { id, name, officerOf } }));
  }
};
