import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import type { CurrentPairing, MenteeProfile, MentorProfile, Profile } from '$lib/domain/mentoring/profile';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import type { App } from '../app';
import { today } from '../shared/today';
import { answersOf, assessmentsOfWave, type WaveRow } from '../assessment/repository';
import { listMunicipalities } from '../register/repository';
import { profilesOf, holdingPairings } from './repository';

export interface Gathered {
  mentees: MenteeProfile[];
  /** With the places that running pairings leave. */
  mentors: MentorProfile[];
  current: CurrentPairing[];
}

/** Who asks and who offers, with the levels of their submitted assessments: a draft's answers stay where they are. */
export async function gatherProfiles(app: App, wave: WaveRow, model: MaturityModel): Promise<Gathered> {
  const { networkId } = wave;
  const municipalities = new Map(
    (await listMunicipalities(app.db.read, { networkId, on: today(app) })).map((m) => [m.id, m])
  );
  const levels = await levelsByMunicipality(app, wave, model);
  const running = await holdingPairings(app.db.read, networkId);
  const current = running.map(({ menteeId, mentorId, dimension }) => ({
    mentee: menteeId,
    mentor: mentorId,
    dimension
  }));
  const mentees: MenteeProfile[] = [];
  const mentors: MentorProfile[] = [];
  for (const row of await profilesOf(app.db.read, networkId)) {
    const municipality = municipalities.get(row.municipalityId);
    if (!municipality) continue;
    const { population, countyCode, groupCode, lat, lon } = municipality;
    const base: Profile = {
      id: row.municipalityId,
      levels: levels.get(row.municipalityId) ?? {},
      population,
      county: countyCode,
      group: groupCode,
      languages: row.languages,
      lat,
      lon,
      vetoes: []
    };
    // whoever has a mentor on a dimension asks for the others
    const helped = new Set(running.filter((p) => p.menteeId === row.municipalityId).map((p) => p.dimension));
    const wants = row.wants
      .map((dimension, i) => ({ dimension, priority: i + 1 }))
      .filter((want) => !helped.has(want.dimension));
    if (wants.length) mentees.push({ ...base, wants });
    const capacity = row.capacity - running.filter((p) => p.mentorId === row.municipalityId).length;
    if (row.offers.length && capacity > 0) mentors.push({ ...base, offers: row.offers, capacity });
  }
  return { mentees, mentors, current };
}

async function levelsByMunicipality(
  app: App,
  wave: WaveRow,
  model: MaturityModel
): Promise<Map<string, Record<string, number | null>>> {
  const submitted = (await assessmentsOfWave(app.db.read, wave.id)).filter(({ assessment }) => assessment.submittedAt);
  const sheets = new Map<string, Record<string, AnswerValue>>();
  for (const row of await answersOf(
    app.db.read,
    submitted.map(({ assessment }) => assessment.id)
  )) {
    if (!row.value) continue;
    const sheet = sheets.get(row.assessmentId) ?? {};
    sheet[row.criterionId] = row.value;
    sheets.set(row.assessmentId, sheet);
  }
  return new Map(
    submitted.map(({ assessment }) => {
      const sheet = sheets.get(assessment.id) ?? {};
      return [
        assessment.municipalityId,
        Object.fromEntries(model.dimensions.map(({ id }) => [id, scoreDimension(model, id, sheet)?.level ?? null]))
      ];
    })
  );
}
