import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import type { App } from '../app';
import { answersOf, assessmentsOfWave, listWaves, type WaveRow } from '../assessment/repository';
import { today } from '../shared/today';
import { readSubmissions } from './pairing-repository';

type Levels = Record<string, number | null>;
/** Months since each level was first reached, by dimension and level. */
export type Climbed = Record<string, Record<string, number>>;

const MONTH_MS = (365.25 / 12) * 86_400_000;

interface Found {
  levels: Map<string, Levels>;
  climbed: Map<string, Climbed>;
}

/** What was found last for a wave: a submitted assessment does not change, and there are tens of thousands of answers. */
const kept = new WeakMap<App, Map<string, { of: string; found: Found }>>();

/**
 * Levels by municipality from a wave's submitted assessments, and how long ago each was climbed: where an earlier wave on
 * the same model had the municipality below a level that this or a later one has, the level was reached by the later one's
 * submission. What was never below in any wave is not known, and left out.
 */
export async function gatherLevels(app: App, wave: WaveRow, model: MaturityModel): Promise<Found> {
  const waves = kept.get(app) ?? new Map<string, { of: string; found: Found }>();
  kept.set(app, waves);
  // months since a climb are counted anew every day
  const of = `${today(app)} ${model.version} ${await readSubmissions(app.db.read, wave.networkId)}`;
  const known = waves.get(wave.id);
  if (known?.of === of) return known.found;
  const found = await gatherAll(app, wave, model);
  waves.set(wave.id, { of, found });
  return found;
}

async function gatherAll(app: App, wave: WaveRow, model: MaturityModel): Promise<Found> {
  const waves = (await listWaves(app.db.read, wave.networkId))
    .filter((one) => one.modelId === wave.modelId && one.modelVersion === wave.modelVersion)
    .sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
  const climbed = new Map<string, Climbed>();
  const before = new Map<string, Levels>();
  let levels = new Map<string, Levels>();
  for (const one of waves) {
    const found = await levelsOfWave(app, one, model);
    for (const [id, { levels: now, at }] of found) {
      const months = Math.max(0, Math.floor((app.now().getTime() - at.getTime()) / MONTH_MS));
      noteClimbs(climbed, id, before.get(id), now, months);
      before.set(id, now);
    }
    if (one.id === wave.id) levels = new Map([...found].map(([id, { levels: now }]) => [id, now]));
  }
  return { levels, climbed };
}

function noteClimbs(climbed: Map<string, Climbed>, id: string, from: Levels | undefined, to: Levels, months: number) {
  if (!from) return;
  const known = climbed.get(id) ?? {};
  for (const [dimension, level] of Object.entries(to)) {
    const last = from[dimension] ?? null;
    if (level === null || last === null) continue;
    for (let reached = last + 1; reached <= level; reached++)
      known[dimension] = { ...known[dimension], [reached]: months };
  }
  climbed.set(id, known);
}

async function levelsOfWave(
  app: App,
  wave: WaveRow,
  model: MaturityModel
): Promise<Map<string, { levels: Levels; at: Date }>> {
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
      const levels = Object.fromEntries(
        model.dimensions.map(({ id }) => [id, scoreDimension(model, id, sheet)?.level ?? null])
      );
      return [assessment.municipalityId, { levels, at: assessment.submittedAt! }];
    })
  );
}
