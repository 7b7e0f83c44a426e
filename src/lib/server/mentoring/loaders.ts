import type { Entity, PairingRecord } from '$lib/domain/sync/records';
import type { App } from '../app';
import { peopleByIds } from '../identity/directory-repository';
import { type Loader, wanted } from '../sync/loader';
import type { PairingLife } from '$lib/domain/mentoring/pairing-life';
import { loadLife } from './load-life';
import { visiblePairings } from './pairing-repository';
import { type PairingRow, profilesOf } from './repository';

export const mentoringLoaders = {
  async profile(app, sight, ids) {
    const rows = await profilesOf(app.db.read, sight.networkId);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.municipalityId) && (sight.coordinates || sight.own.includes(row.municipalityId)))
      .map(({ municipalityId: id, networkId: _, updatedAt: __, consentedAt, withdrawnAt, ...shown }) => ({
        entity: 'profile',
        id,
        data: { id, ...shown, consent: consentedAt !== null && withdrawnAt === null }
      }));
  },

  async pairing(app, sight, ids) {
    const rows = await visiblePairings(
      app.db.read,
      sight.coordinates ? { networkId: sight.networkId } : { municipalityIds: sight.own }
    );
    const keep = wanted(ids);
    const kept = rows.filter((row) => keep(row.id));
    const people = await officersIn(app, kept);
    const lives = await loadLife(app, sight, kept);
    return kept.map((row) => ({ entity: 'pairing', id: row.id, data: recordOf(row, people, lives.get(row.id)) }));
  }
} satisfies Partial<Record<Entity, Loader>>;

type People = Map<string, { name: string; email: string }>;

async function officersIn(app: App, rows: readonly PairingRow[]): Promise<People> {
  const ids = rows.filter(bothKnow).flatMap((row) => [row.menteeOfficerId, row.mentorOfficerId]);
  const found = await peopleByIds(app.db.read, [...new Set(ids.filter((id) => id !== null))]);
  return new Map(found.map((person) => [person.id, person]));
}

/** Names and addresses are the other side's only once both have said yes. */
const bothKnow = (row: PairingRow) => row.status === 'active' || row.status === 'closed';

function recordOf(row: PairingRow, people: People, life: PairingLife | undefined): PairingRecord {
  const { id, menteeId, mentorId, dimension, reasons, endsOn, closedAs, goals, groupId, version } = row;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const person = (side: 'mentee' | 'mentor', officer: string | null) => {
    const found = bothKnow(row) && officer ? people.get(officer) : undefined;
    return found ? [{ side, name: found.name, email: found.email }] : [];
  };
  return {
    id,
    menteeId,
    mentorId,
    dimension,
    reasons,
    status: row.status as PairingRecord['status'],
    menteeAccepted: row.menteeAcceptedAt !== null,
    mentorAccepted: row.mentorAcceptedAt !== null,
    invitedAt: iso(row.invitedAt),
    expiresAt: iso(row.expiresAt),
    startedAt: iso(row.startedAt),
    endsOn,
    closedAs,
    closedAt: iso(row.closedAt),
    goals,
    people: [...person('mentee', row.menteeOfficerId), ...person('mentor', row.mentorOfficerId)],
    group: groupId !== null,
    ...(life && { life }),
    version
  };
}
