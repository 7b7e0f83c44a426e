import { toAnswerSheet } from '$lib/domain/assessment/answer-sheet';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { Ask, Measured, PairingFact } from '$lib/domain/mentoring/effect-cohort';
import type { Standing } from '$lib/domain/mentoring/effect-types';
import { showUnder } from '$lib/domain/model/show-under';
import type { AnswerSheet, MaturityModel } from '$lib/domain/model/types';
import type { App } from '../app';
import { type AnswerRow, answersOf, type WaveRow } from '../assessment/repository';
import { findBridge } from '../model/find-bridge';
import { listMunicipalities } from '../register/repository';
import { pairingsWithRound, submittedOfWave } from './effect-repository';
import { listRounds, profilesOf } from './repository';

/** Two waves that follow each other. */
export interface Period {
  from: WaveRow;
  to: WaveRow;
}

/** Who was paired when, and everything that shows that somebody wanted to be. */
export async function gatherAsks(app: App, networkId: string): Promise<{ pairings: PairingFact[]; asks: Ask[] }> {
  const rows = await pairingsWithRound(app.db.read, networkId);
  const profiles = await profilesOf(app.db.read, networkId);
  const asks: Ask[] = [
    ...rows.map(({ pairing, roundAt }) => ({
      municipalityId: pairing.menteeId,
      at: pairing.invitedAt ?? roundAt,
      dimension: pairing.dimension
    })),
    ...(await listRounds(app.db.read, networkId)).flatMap(({ unmatched, createdAt }) =>
      unmatched.map(({ municipalityId }) => ({ municipalityId, at: createdAt, dimension: null }))
    ),
    // what it wants now it may have chosen by what the later wave found: a profile says nothing of the time before its last change
    ...profiles.flatMap(({ municipalityId, wants, updatedAt }) =>
      wants[0] ? [{ municipalityId, at: updatedAt, dimension: wants[0] }] : []
    )
  ];
  return { pairings: rows.map(({ pairing }) => pairing), asks };
}

/**
 * The register's municipalities with what the two waves found, both under the later wave's model, so that the same thing is measured
 * twice. Null where the waves are of different models.
 */
export async function gatherMeasured(app: App, { from, to }: Period, model: MaturityModel): Promise<Measured[] | null> {
  const same = from.modelId === to.modelId && from.modelVersion === to.modelVersion;
  const bridge = same ? null : await findBridge(app, { id: from.modelId, version: from.modelVersion }, model);
  if (!same && !bridge) return null;
  const before = await standings(app, from, model, (sheet) =>
    bridge ? showUnder(model, bridge, sheet).answers : sheet
  );
  const after = await standings(app, to, model, (sheet) => sheet);
  return (await listMunicipalities(app.db.read, { networkId: to.networkId, on: 'any' })).map(
    ({ id, groupCode, population }) => ({
      ...{ id, group: groupCode, population },
      before: before.get(id) ?? null,
      after: after.get(id) ?? null
    })
  );
}

async function standings(
  app: App,
  wave: WaveRow,
  model: MaturityModel,
  shown: (sheet: AnswerSheet) => AnswerSheet
): Promise<Map<string, NonNullable<Measured['before']>>> {
  const submitted = await submittedOfWave(app.db.read, wave.id);
  const answers = new Map<string, AnswerRow[]>();
  for (const row of await answersOf(
    app.db.read,
    submitted.map(({ id }) => id)
  )) {
    const own = answers.get(row.assessmentId);
    if (own) own.push(row);
    else answers.set(row.assessmentId, [row]);
  }
  const found = new Map<string, NonNullable<Measured['before']>>();
  for (const { id, municipalityId, submittedAt } of submitted) {
    const standing = standingOf(model, shown(toAnswerSheet(answers.get(id) ?? [])));
    if (standing && submittedAt) found.set(municipalityId, { standing, submittedAt });
  }
  return found;
}

/** What an answer sheet measures; null where nothing in it is applicable. */
export function standingOf(model: MaturityModel, sheet: AnswerSheet): Standing | null {
  const { overall, dimensions } = scoreAssessment(model, sheet);
  if (overall.score === null) return null;
  return {
    score: overall.score,
    level: overall.level,
    dimensions: Object.fromEntries(
      Object.entries(dimensions).flatMap(([id, scored]) =>
        scored ? [[id, { score: scored.score, level: scored.level }]] : []
      )
    )
  };
}
