import type { Entity } from '$lib/domain/sync/records';
import type { App } from '../app';
import { type Loader, wanted } from '../sync/loader';
import type { Sight } from '../sync/visible';
import { linksOf } from './access-link-repository';
import { checksOf } from './check-repository';
import { commentsOf } from './comment-repository';
import { countAnswers } from './count-answers';
import { filesOf } from './evidence-repository';
import { allLevelsOfSubmitted } from './levels-of-submitted';
import { nextOfSubmitted } from './next-of-submitted';
import { allAnswersOf, readLastTime } from './prefill';
import {
  answersOf,
  assessmentsNear,
  assessmentsOfWave,
  currentWave,
  listWaves,
  openConflicts,
  progressOfWave
} from './repository';

export const assessmentLoaders = {
  async wave(app, sight, ids) {
    const rows = await listWaves(app.db.read, sight.networkId);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, name, modelId, modelVersion, opensAt, closesAt, closedAt, publish }) => ({
        entity: 'wave',
        id,
        data: {
          id,
          name,
          modelId,
          modelVersion,
          opensAt: opensAt.toISOString(),
          closesAt: closesAt.toISOString(),
          closed: closedAt !== null,
          publish
        }
      }));
  },

  async assessment(app, sight, ids) {
    const wave = await currentWave(app.db.read, sight.networkId);
    if (!wave) return [];
    const rows = (await progressOfWave(app.db.read, wave.id, ids)).filter(
      ({ municipalityId }) => sight.seesProgress || sight.own.includes(municipalityId)
    );
    const counts = await countAnswers(app.db.read, rows);
    const levels = await allLevelsOfSubmitted(app, wave, rows);
    const next = sight.coordinates ? await nextOfSubmitted(app, wave, rows) : null;
    const iso = (at: Date | null) => at?.toISOString() ?? null;
    return rows.map((row) => ({
      entity: 'assessment',
      id: row.id,
      data: {
        id: row.id,
        waveId: row.waveId,
        municipalityId: row.municipalityId,
        mode: row.mode,
        openedAt: iso(row.openedAt),
        startedAt: iso(row.startedAt),
        readyAt: iso(row.readyAt),
        submittedAt: iso(row.submittedAt),
        returnedAt: iso(row.returnedAt),
        approvedAt: iso(row.approvedAt),
        closesAt: iso(row.closesAt),
        revision: row.revision,
        named: row.named,
        updatedAt: row.updatedAt.toISOString(),
        answered: counts.get(row.id) ?? 0,
        level: levels.get(row.id)?.overall ?? null,
        ...(sight.seesProgress && levels.has(row.id) && { levels: levels.get(row.id)?.dimensions }),
        ...(next?.has(row.id) && { next: next.get(row.id) })
      }
    }));
  },

  async answer(app, sight, ids) {
    const own = await openToSight(app, sight);
    const keep = wantedAnswers(ids);
    const rows = await answersOf(app.db.read, own);
    return rows
      .map((row) => ({ ...row, key: `${row.assessmentId}/${row.criterionId}` }))
      .filter(keep)
      .map(({ key, assessmentId, criterionId, value, note, evidence, origin, version, answeredBy, answeredAt }) => ({
        entity: 'answer',
        id: key,
        data: {
          id: key,
          assessmentId,
          criterionId,
          value,
          note,
          evidence,
          origin,
          version,
          answeredBy,
          answeredAt: answeredAt.toISOString()
        }
      }));
  },

  async last(app, sight, ids) {
    const wave = await currentWave(app.db.read, sight.networkId);
    const open = new Set(await openToSight(app, sight));
    if (!wave || open.size === 0) return [];
    const keep = wantedAnswers(ids);
    const rows = (await assessmentsOfWave(app.db.read, wave.id)).filter(({ assessment }) => open.has(assessment.id));
    const last = await readLastTime(
      app,
      app.db.read,
      wave,
      rows.map(({ municipality }) => municipality.id)
    );
    return rows
      .flatMap(({ assessment: { id: assessmentId }, municipality }) => {
        const { again = [], waveName = '' } = last.get(municipality.id) ?? {};
        return again.map((row) => ({ ...row, assessmentId, wave: waveName, id: `${assessmentId}/${row.criterionId}` }));
      })
      .filter(keep)
      .map(({ id, assessmentId, criterionId, value, note, evidence, answeredBy, answeredAt, wave: name }) => ({
        entity: 'last',
        id,
        data: {
          ...{ id, assessmentId, criterionId, value, note, evidence, answeredBy },
          answeredAt: answeredAt.toISOString(),
          wave: name
        }
      }));
  },

  async conflict(app, sight, ids) {
    const own = await openToSight(app, sight);
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

  async comment(app, sight, ids) {
    const keep = wanted(ids);
    const rows = await commentsOf(app.db.read, await openToSight(app, sight));
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, assessmentId, criterionId, text, authorId, createdAt, settledAt }) => ({
        entity: 'comment',
        id,
        data: {
          id,
          assessmentId,
          criterionId,
          text,
          authorId,
          createdAt: createdAt.toISOString(),
          settled: settledAt !== null
        }
      }));
  },

  async file(app, sight, ids) {
    const keep = wanted(ids);
    const rows = await filesOf(app.db.read, await openToSight(app, sight));
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, assessmentId, criterionId, name, mediaType, size, addedBy, addedAt }) => ({
        entity: 'file',
        id,
        data: { id, assessmentId, criterionId, name, mediaType, size, addedBy, addedAt: addedAt.toISOString() }
      }));
  },

  async link(app, sight, ids) {
    const keep = wanted(ids);
    const rows = await linksOf(app.db.read, sight.own);
    return rows
      .filter((row) => keep(row.id))
      .map((row) => ({
        entity: 'link',
        id: row.id,
        data: {
          id: row.id,
          purpose: row.purpose,
          municipalityId: row.municipalityId,
          assessmentId: row.assessmentId,
          criterionId: row.criterionId,
          createdBy: row.createdBy,
          createdAt: row.createdAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          revoked: row.revokedAt !== null,
          usedAt: row.usedAt?.toISOString() ?? null,
          usedByName: row.usedByName
        }
      }));
  },

  async check(app, sight, ids) {
    const keep = wanted(ids);
    const rows = await checksOf(app.db.read, sight.own);
    return rows
      .filter((row) => keep(row.id))
      .map(({ id, municipalityId, modelId, modelVersion, answers, takenAt }) => ({
        entity: 'check',
        id,
        data: { id, municipalityId, modelId, modelVersion, answers, takenAt: takenAt.toISOString() }
      }));
  }
} satisfies Partial<Record<Entity, Loader>>;

/**
 * The assessments whose answers this person may keep: those of the own municipality, and for coordinators those they
 * fill in with a municipality. Other drafts stay inside their municipality.
 */
async function openToSight(app: App, sight: Sight): Promise<string[]> {
  return (await nearSight(app, sight))
    .filter(({ municipalityId, mode }) => sight.own.includes(municipalityId) || mode === 'assisted')
    .map(({ id }) => id);
}

async function nearSight(app: App, { own, coordinates, networkId }: Sight) {
  const wave = own.length || coordinates ? await currentWave(app.db.read, networkId) : undefined;
  return wave ? assessmentsNear(app.db.read, wave.id, { own, filledInByOthers: coordinates }) : [];
}

/**
 * The municipalities of which this person may hold what stays inside a municipality, or may have held it: one that was
 * filled in with a coordinator and is not any more must be taken off their device.
 */
export async function placesNear(app: App, sight: Sight): Promise<string[]> {
  const near = (await nearSight(app, sight)).map(({ municipalityId }) => municipalityId);
  return [...new Set([...sight.own, ...near])];
}

/** Those named by their own key, or by the one that stands for all answers of their assessment. */
function wantedAnswers(ids: string[] | null) {
  const keep = wanted(ids);
  return ({ assessmentId, criterionId }: { assessmentId: string; criterionId: string }) =>
    keep(`${assessmentId}/${criterionId}`) || keep(allAnswersOf(assessmentId));
}
