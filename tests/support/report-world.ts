import type { AnswerValue } from '$lib/domain/model/types';
import type { App } from '$lib/server/app';
import { ensureVectors } from '$lib/server/assessment/ensure-vectors';
import { insertRows } from '$lib/server/db/insert-rows';
import { answer, assessment } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';
import { createTestNetwork, type TestNetwork } from './test-network';

const VALUES: readonly AnswerValue[] = ['yes', 'yes', 'partly', 'no', 'dont-know'];

/** A network in which so many municipalities have submitted: enough for a report. */
export async function createReportNetwork(app: App, answering = 40, name?: string): Promise<TestNetwork> {
  const net = await createTestNetwork(app, name);
  await addAnswering(app, net, { from: 0, count: answering });
  return net;
}

/**
 * Further municipalities that have submitted; the same ones every time.
 *
 * @param like whose answers, size and group each has: its own unless said
 */
export async function addAnswering(
  app: App,
  { networkId, waveId }: Pick<TestNetwork, 'networkId' | 'waveId'>,
  { from, count, like = (i) => i }: { from: number; count: number; like?: (i: number) => number }
): Promise<void> {
  const at = app.now();
  const { model } = shippedModels.at(-1)!;
  const places = Array.from({ length: count }, (_, i) => ({
    ...{ i: like(from + i), number: from + i, id: app.newId(), assessmentId: app.newId() }
  }));
  await app.db.write(async (tx) => {
    await insertRows(
      tx,
      municipality,
      places.map(({ i, number, id }) => ({
        ...{ id, networkId, code: `20${String(number).padStart(2, '0')}`, name: `Ort ${number}`, updatedAt: at },
        ...{ population: 4_000 + (i % 3) * 8_000, groupCode: ['A1', 'B2', 'C3'][i % 3]! }
      }))
    );
    await insertRows(
      tx,
      assessment,
      places.map(({ id: municipalityId, assessmentId: id }) => ({
        ...{ id, networkId, waveId, municipalityId, submittedAt: at, updatedAt: at }
      }))
    );
    await insertRows(
      tx,
      answer,
      places.flatMap(({ i, assessmentId }) =>
        model.criteria.map(({ id: criterionId, level }, place) => ({
          ...{ id: app.newId(), assessmentId, criterionId, version: 1, answeredBy: 'test', answeredAt: at },
          value: level <= i % 4 ? 'yes' : VALUES[(i * 7 + place * 3) % VALUES.length]!
        }))
      )
    );
  });
  await ensureVectors(app);
}
