import { keepComing } from '$lib/domain/mentoring/coming-months';
import { expandGroups } from '$lib/domain/mentoring/expand-groups';
import { REST_MONTHS } from '$lib/domain/mentoring/pairing-states';
import type { CurrentPairing, GroupOffer, MenteeProfile, MentorProfile, Profile } from '$lib/domain/mentoring/profile';
import type { MaturityModel } from '$lib/domain/model/types';
import type { App } from '../app';
import { listMunicipalities, type MunicipalityRow } from '../register/repository';
import { today } from '../shared/today';
import type { WaveRow } from '../assessment/repository';
import { gatherLevels } from './gather-levels';
import { unansweredByMentor } from './pairing-repository';
import { closedSince, holdingPairings, lastRound, type PairingRow, type ProfileRow, profilesOf } from './repository';

export interface Gathered {
  mentees: MenteeProfile[];
  /** With the places that running pairings leave; a group offer is a mentor of its own. */
  mentors: MentorProfile[];
  current: CurrentPairing[];
}

/**
 * Who asks and who offers, with the levels of their submitted assessments: a draft's answers stay where they are. Whoever
 * has not consented, or withdrew, is nowhere in it.
 *
 * @param asking only these ask; the places of the others count all the same. Left out: everybody
 */
export async function gatherProfiles(
  app: App,
  wave: WaveRow,
  model: MaturityModel,
  asking?: ReadonlySet<string>
): Promise<Gathered> {
  const { networkId } = wave;
  const db = app.db.read;
  const municipalities = new Map((await listMunicipalities(db, { networkId, on: today(app) })).map((m) => [m.id, m]));
  const { levels, climbed } = await gatherLevels(app, wave, model);
  const running = await holdingPairings(db, networkId);
  const unanswered = await unansweredByMentor(db, networkId);
  const resting = new Set((await closedSince(db, networkId, monthsAgo(app.now(), REST_MONTHS))).map((p) => p.mentorId));
  const last = await lastRound(db, networkId);
  const leftOut = last && new Set(last.unmatched.map((one) => one.municipalityId));
  const mentees: MenteeProfile[] = [];
  const mentors: MentorProfile[] = [];
  const groups: GroupOffer[] = [];
  for (const row of await profilesOf(db, networkId)) {
    const municipality = municipalities.get(row.municipalityId);
    if (!municipality || !row.consentedAt || row.withdrawnAt) continue;
    const base = baseOf(row, municipality, levels.get(row.municipalityId) ?? {}, today(app));
    const wants = wantsOf(row, running);
    if (wants.length && (!asking || asking.has(base.id))) {
      mentees.push({
        ...base,
        wants,
        wishes: row.wishes.map((wish) => wish.municipalityId),
        where: row.distance ?? undefined,
        unmatchedBefore: leftOut ? leftOut.has(base.id) : undefined
      });
    }
    const asMentor = running.filter((p) => p.mentorId === base.id);
    const alone = asMentor.filter((p) => p.groupId === null).length;
    const offered = row.groups.map((group) => ({
      ...group,
      mentor: base.id,
      places: group.places - asMentor.filter((p) => p.groupId === group.id).length
    }));
    const capacity = Math.max(0, row.capacity - alone);
    if ((row.offers.length && capacity > 0) || offered.some((group) => group.places > 0)) {
      mentors.push({
        ...base,
        offers: row.offers,
        capacity,
        climbed: climbed.get(base.id),
        prefers: row.prefers,
        // the next best waits for its turn in the round, so a mentor with two to answer is not overrun by it
        openInvitations: asking ? 0 : (unanswered.get(base.id) ?? 0),
        resting: row.rest && resting.has(base.id),
        running: alone
      });
      groups.push(...offered.filter((group) => group.places > 0));
    }
  }
  const expanded = expandGroups(mentors, groups);
  const current = running.map(({ menteeId, mentorId, dimension }) => ({
    mentee: menteeId,
    mentor: mentorId,
    dimension
  }));
  // two groups of one id, of different municipalities: the first keeps it, and nobody is refused a round for it
  return { mentees, mentors: expanded.mentors, current };
}

function baseOf(row: ProfileRow, municipality: MunicipalityRow, levels: Profile['levels'], start: string): Profile {
  const { population, countyCode, groupCode, lat, lon } = municipality;
  return {
    id: row.municipalityId,
    levels,
    population,
    county: countyCode,
    group: groupCode,
    languages: row.languages,
    lat,
    lon,
    vetoes: row.avoid,
    forms: row.forms.length ? row.forms : undefined,
    months: keepComing(row.months, start),
    systems: row.systems.length ? row.systems.map((name) => name.trim().toLowerCase()) : undefined
  };
}

/** Whoever has a mentor on a dimension asks for the others. */
function wantsOf(row: ProfileRow, running: readonly PairingRow[]): MenteeProfile['wants'] {
  const helped = new Set(running.filter((p) => p.menteeId === row.municipalityId).map((p) => p.dimension));
  return row.wants
    .map((dimension, i) => ({ dimension, priority: i + 1 }))
    .filter((want) => !helped.has(want.dimension));
}

function monthsAgo(now: Date, months: number): Date {
  const at = new Date(now);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at;
}
