import { indexModel } from '$lib/domain/assessment/model-index';
import { packAnswers } from '$lib/domain/assessment/packed-answers';
import { seededRandom } from '$lib/domain/shared/random';
import type { App } from '$lib/server/app';
import { insertRows } from '$lib/server/db/insert-rows';
import { assessment, wave } from '$lib/server/db/schema/assessment';
import { network } from '$lib/server/db/schema/identity';
import { pairing, round } from '$lib/server/db/schema/mentoring';
import { meeting, meetingBarrier, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { municipality } from '$lib/server/db/schema/register';
import { answerVector } from '$lib/server/db/schema/vectors';
import { Dice, inventBarriers, inventMunicipality } from '$lib/server/demo/invent';
import { shippedModels } from '$lib/server/model/seed';

const YEAR = 365 * 86_400_000;
const COUNTIES = 21;
const GROUPS = ['A1', 'A2', 'B3', 'B4', 'B5', 'C6', 'C7', 'C8', 'C9'];
/** Answers are drawn for so many and dealt out: what is measured is reading and counting, not drawing. */
const SHEETS = 2000;

export interface National {
  networkId: string;
  waveIds: string[];
}

/**
 * A country of any size with waves a year apart: register, packed answers (without the rows they are packed from), a
 * meeting with every fifth municipality and a pairing for one in fifty.
 */
export async function createNational(app: App, count: number, waves: number): Promise<National> {
  const { model } = shippedModels.at(-1)!;
  const dice = new Dice(7);
  const next = seededRandom(11);
  const id = app.newId;
  const { positions } = indexModel(model);
  const [networkId, roundId] = [id(), id()];
  const now = app.now();
  const opensAt = (i: number) => new Date(now.getTime() - (waves - i) * YEAR);
  const places = Array.from({ length: count }, (_, i) => {
    const county = 1 + (i % COUNTIES);
    return {
      ...{ id: id(), networkId, code: String(100_000 + i), name: `Municipality ${i}`, nameSecond: null },
      ...{ countyCode: String(county).padStart(2, '0'), countyName: `County ${county}` },
      ...{ groupCode: GROUPS[i % GROUPS.length]!, urbanisation: 1 + (i % 3) },
      population: Math.round(Math.exp(9.6 + 0.95 * dice.normal())),
      ...{ lat: 55 + next() * 13, lon: 11 + next() * 12, validFrom: null, validTo: null, updatedAt: now }
    };
  });
  const sheets = places.slice(0, SHEETS).map((place) => {
    const { answers } = inventMunicipality(place as never, model, dice, { state: 'submitted', ability: dice.normal() });
    return Buffer.from(
      packAnswers(
        positions,
        answers.map((one) => ({ ...one, origin: 'own' }))
      ).buffer
    );
  });
  const waveIds = Array.from({ length: waves }, id);
  await app.db.write(async (tx) => {
    await insertRows(tx, network, [{ id: networkId, name: 'National', country: 'SE', locale: 'en', createdAt: now }]);
    await insertRows(tx, municipality, places);
    await insertRows(
      tx,
      wave,
      waveIds.map((waveId, i) => ({
        ...{ id: waveId, networkId, name: `Wave ${i + 1}`, modelId: model.id, modelVersion: model.version },
        ...{ opensAt: opensAt(i), closesAt: new Date(opensAt(i).getTime() + YEAR / 3) },
        closedAt: i === waves - 1 ? null : new Date(opensAt(i).getTime() + YEAR / 3)
      }))
    );
  });
  for (const [i, waveId] of waveIds.entries()) {
    const rows = places.map((place) => {
      const submittedAt = next() < 0.8 ? new Date(opensAt(i).getTime() + next() * 30 * 86_400_000) : null;
      return { id: id(), networkId, waveId, municipalityId: place.id, submittedAt, updatedAt: opensAt(i) };
    });
    const packed = rows.flatMap(({ id: assessmentId, submittedAt }) =>
      submittedAt ? [{ assessmentId, bytes: sheets[Math.floor(next() * sheets.length)]! }] : []
    );
    await app.db.write(async (tx) => {
      await insertRows(tx, assessment, rows);
      await insertRows(tx, answerVector, packed);
    });
  }
  const ids = model.barriers.map((one) => one.id);
  const met = places.filter((_, i) => i % 5 === 0).map((place) => ({ place, meetingId: id() }));
  const paired = places.slice(0, Math.floor(count / 25) * 2);
  await app.db.write(async (tx) => {
    const heldOn = now.toISOString().slice(0, 10);
    const row = {
      networkId,
      heldOn,
      form: 'visit' as const,
      version: 1,
      createdBy: 'x',
      createdAt: now,
      updatedAt: now
    };
    await insertRows(
      tx,
      meeting,
      met.map(({ meetingId }) => ({ id: meetingId, ...row }))
    );
    await insertRows(
      tx,
      meetingMunicipality,
      met.map(({ place, meetingId }) => ({ meetingId, municipalityId: place.id }))
    );
    await insertRows(
      tx,
      meetingBarrier,
      met.flatMap(({ place, meetingId }) =>
        inventBarriers(place as never, ids, dice).map((one) => ({
          id: id(),
          meetingId,
          ...one,
          consent: 'no' as const
        }))
      )
    );
    const computed = { networkId, name: 'Round', createdAt: now, createdBy: 'x', total: 0, bound: 0, unmatched: [] };
    await insertRows(tx, round, [{ id: roundId, ...computed }]);
    await insertRows(
      tx,
      pairing,
      paired.flatMap((mentee, i) => {
        const mentor = paired[i + 1];
        if (i % 2 || !mentor) return [];
        const pair = { networkId, roundId, menteeId: mentee.id, mentorId: mentor.id, score: 1, reasons: [] };
        const began = new Date(opensAt(waves - 2).getTime() + 200 * 86_400_000);
        return [{ id: id(), ...pair, dimension: model.dimensions[0]!.id, status: 'active' as const, startedAt: began }];
      })
    );
  });
  return { networkId, waveIds };
}
