import { indexModel } from '$lib/domain/assessment/model-index';
import type { MaturityModel } from '$lib/domain/model/types';
import { proposeConditions } from '$lib/domain/roadmap/propose-conditions';
import { insertAssessments, insertWave } from '../assessment/repository';
import { packNew } from '../assessment/vector-repository';
import type { Tx } from '../db/client';
import { answer, answerHistory } from '../db/schema/assessment';
import { municipalitySetting } from '../db/schema/roadmap';
import { insertMany } from './insert-many';
import { type DemoMunicipality, Dice, type InventedAnswer, inventMunicipality } from './invent';

const DAY = 86_400_000;
const YEAR = 365 * DAY;

export interface NowInvented {
  place: DemoMunicipality & { id: string };
  state: 'silent' | 'started' | 'submitted';
  answers: InventedAnswer[];
}

/**
 * The wave of the year before, closed: whoever has submitted now was a little less far then, and some of them agree to be shown as
 * an example. A municipality of the demo's own people that is in the middle of answering has one too, to compare with.
 */
export async function inventEarlier(
  tx: Tx,
  from: {
    seed: number;
    networkId: string;
    model: MaturityModel;
    /** When the present wave opened. */
    opensAt: Date;
    drawn: NowInvented[];
    officerOf: (code: string) => string | undefined;
  }
): Promise<void> {
  const { networkId, model, drawn, officerOf } = from;
  // dice of its own: what was drawn before stays as it is
  const dice = new Dice(from.seed + 1);
  const opensAt = new Date(from.opensAt.getTime() - YEAR);
  const waveId = dice.id();
  await insertWave(tx, {
    id: waveId,
    networkId,
    name: String(opensAt.getUTCFullYear()),
    modelId: model.id,
    modelVersion: model.version,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 50 * DAY),
    closedAt: new Date(opensAt.getTime() + 51 * DAY)
  });
  const then = drawn.flatMap(({ place, state, answers }) => {
    if (state === 'submitted') return [{ place, id: dice.id(), answers: answers.map((now) => before(now, dice)) }];
    if (state !== 'started' || !officerOf(place.code)) return [];
    const invented = inventMunicipality(place, model, dice, { state: 'submitted', ability: -0.4 });
    return [{ place, id: dice.id(), answers: invented.answers }];
  });
  const answeredAt = new Date(opensAt.getTime() + 20 * DAY);
  await insertAssessments(
    tx,
    then.map(({ place, id }) => ({
      id,
      networkId,
      waveId,
      municipalityId: place.id,
      startedAt: answeredAt,
      submittedAt: new Date(answeredAt.getTime() + dice.below(15) * DAY),
      submittedBy: 'system',
      updatedAt: answeredAt
    }))
  );
  const rows = then.flatMap(({ place, id: assessmentId, answers }) =>
    answers.map((given) => ({
      ...given,
      assessmentId,
      note: '',
      evidence: '',
      version: 1,
      answeredBy: officerOf(place.code) ?? 'system',
      answeredAt
    }))
  );
  await insertMany(
    tx,
    answer,
    rows.map((row) => ({ id: dice.id(), ...row }))
  );
  await insertMany(
    tx,
    answerHistory,
    rows.map((row) => ({ id: dice.id(), ...row, receivedAt: answeredAt }))
  );
  await packNew(
    tx,
    indexModel(model).positions,
    rows.map((row) => ({ ...row, origin: 'own' }))
  );
  await insertMany(
    tx,
    municipalitySetting,
    drawn
      .filter(({ state }) => state === 'submitted' && dice.chance(0.4))
      .map(({ place }) => ({
        municipalityId: place.id,
        networkId,
        conditions: proposeConditions(place.population),
        target: null,
        example: true,
        version: 1,
        updatedAt: from.opensAt,
        updatedBy: officerOf(place.code) ?? 'system'
      }))
  );
}

/** One in five of what is so now was not so a year before. */
function before(now: InventedAnswer, dice: Dice): InventedAnswer {
  const took = dice.chance(0.2);
  return now.value === 'yes' && took ? { ...now, value: 'no' } : now;
}
