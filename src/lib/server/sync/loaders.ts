import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerSheet } from '$lib/domain/model/types';
import type { Change, Entity } from '$lib/domain/sync/records';
import type { App } from '../app';
import { today } from '../shared/today';
import {
  answersOf,
  assessmentsOfWave,
  countAnswers,
  currentWave,
  listWaves,
  openConflicts
} from '../assessment/repository';
import { findNetwork, peopleNames } from '../identity/directory-repository';
import { pairingsOfMunicipalities, profilesOf } from '../mentoring/repository';
import { findModel } from '../model/repository';
import { followUpsOf, meetingsOf } from '../outreach/repository';
import { listMunicipalities } from '../register/repository';
import { stepsOf } from '../roadmap/repository';
import type { Sight } from './visible';

/** Reads what one person may keep of one kind of thing: all of it (`ids` null) or those named. */
type Loader = (app: App, sight: Sight, ids: string[] | null) => Promise<Change[]>;

const wanted = (ids: string[] | null) => {
  const set = ids && new Set(ids);
  return (id: string) => !set || set.has(id);
};

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

  async wave(app, sight, ids) {
    const rows = await listWaves(app.db.read, sight.networkId);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, name, modelId, modelVersion, opensAt, closesAt, closedAt }) => ({
        entity: 'wave',
        id,
        data: {
          id,
          name,
          modelId,
          modelVersion,
          opensAt: opensAt.toISOString(),
          closesAt: closesAt.toISOString(),
          closed: closedAt !== null
        }
      }));
  },

  async assessment(app, sight, ids) {
    const wave = await currentWave(app.db.read, sight.networkId);
    if (!wave) return [];
    const keep = wanted(ids);
    const rows = (await assessmentsOfWave(app.db.read, wave.id)).filter(
      ({ assessment }) => keep(assessment.id) && (sight.seesProgress || sight.own.includes(assessment.municipalityId))
    );
    const counts = await countAnswers(app.db.read, wave.id);
    const levels = await levelsOfSubmitted(
      app,
      wave,
      rows.map((row) => row.assessment)
    );
    return rows.map(({ assessment: { id, waveId, municipalityId, startedAt, submittedAt } }) => ({
      entity: 'assessment',
      id,
      data: {
        id,
        waveId,
        municipalityId,
        startedAt: startedAt?.toISOString() ?? null,
        submittedAt: submittedAt?.toISOString() ?? null,
        answered: counts.get(id) ?? 0,
        level: levels.get(id) ?? null
      }
    }));
  },

  async answer(app, sight, ids) {
    const own = await ownAssessments(app, sight);
    const keep = wanted(ids);
    const rows = await answersOf(app.db.read, own);
    return rows
      .map((row) => ({ ...row, key: `${row.assessmentId}/${row.criterionId}` }))
      .filter((row) => keep(row.key))
      .map(({ key, assessmentId, criterionId, value, note, evidence, version, answeredBy, answeredAt }) => ({
        entity: 'answer',
        id: key,
        data: {
          id: key,
          assessmentId,
          criterionId,
          value,
          note,
          evidence,
          version,
          answeredBy,
          answeredAt: answeredAt.toISOString()
        }
      }));
  },

  async conflict(app, sight, ids) {
    const own = await ownAssessments(app, sight);
    const keep = wanted(ids);
    const rows = (await Promise.all(own.map((id) => openConflicts(app.db.read, id)))).flat();
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt }) => ({
        entity: 'conflict',
        id,
        data: { id, assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt: answeredAt.toISOString() }
      }));
  },

  async step(app, sight, ids) {
    const rows = await stepsOf(app.db.read, sight.own);
    const keep = wanted(ids);
    // the record's id is the pair, as a device knows it before the server has given a row id
    return rows
      .filter((row) => keep(`${row.municipalityId}/${row.criterionId}`))
      .map(({ municipalityId, criterionId, status, due, version }) => {
        const id = `${municipalityId}/${criterionId}`;
        return { entity: 'step', id, data: { id, municipalityId, criterionId, status, due, version } };
      });
  },

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

  async profile(app, sight, ids) {
    const rows = await profilesOf(app.db.read, sight.networkId);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.municipalityId) && (sight.coordinates || sight.own.includes(row.municipalityId)))
      .map(({ municipalityId: id, offers, capacity, wants, languages, version }) => ({
        entity: 'profile',
        id,
        data: { id, offers, capacity, wants, languages, version }
      }));
  },

  async pairing(app, sight, ids) {
    const rows = await pairingsOfMunicipalities(app.db.read, sight.own);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, menteeId, mentorId, dimension, reasons }) => ({
        entity: 'pairing',
        id,
        data: { id, menteeId, mentorId, dimension, reasons }
      }));
  },

  async person(app, sight, ids) {
    const rows = await peopleNames(app.db.read, sight.networkId, sight.seesProgress ? null : sight.own);
    const keep = wanted(ids);
    return rows.filter((row) => keep(row.id)).map(({ id, name }) => ({ entity: 'person', id, data: { id, name } }));
  }
};

async function ownAssessments(app: App, sight: Sight): Promise<string[]> {
  const wave = sight.own.length ? await currentWave(app.db.read, sight.networkId) : undefined;
  if (!wave) return [];
  const rows = await assessmentsOfWave(app.db.read, wave.id);
  return rows
    .filter(({ assessment }) => sight.own.includes(assessment.municipalityId))
    .map(({ assessment }) => assessment.id);
}

/** The overall level of those submitted; a draft's level stays inside its municipality. */
async function levelsOfSubmitted(
  app: App,
  wave: { modelId: string; modelVersion: string },
  assessments: { id: string; submittedAt: Date | null }[]
): Promise<Map<string, number | null>> {
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of a wave is missing`);
  const submitted = assessments.filter((a) => a.submittedAt).map((a) => a.id);
  const sheets = new Map<string, Record<string, AnswerSheet[string]>>();
  for (const row of await answersOf(app.db.read, submitted)) {
    if (!row.value) continue;
    const sheet = sheets.get(row.assessmentId) ?? {};
    sheet[row.criterionId] = row.value;
    sheets.set(row.assessmentId, sheet);
  }
  return new Map(submitted.map((id) => [id, scoreAssessment(stored.model, sheets.get(id) ?? {}).overall.level]));
}
