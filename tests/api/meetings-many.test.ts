import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Pull } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { findWave } from '$lib/server/assessment/repository';
import { insertRows } from '$lib/server/db/insert-rows';
import { meeting, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { shippedModels } from '$lib/server/model/seed';
import { readLedger } from '$lib/server/outreach/ledger-service';
import { gatherWave } from '$lib/server/reporting/gather';
import { pullChanges } from '$lib/server/sync/service';
import { recordStatements } from '../support/record-statements';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// More meetings than a statement may have values (32,766): what reads all of them still does.

const MANY = 33_000;
let app: App;
let net: TestNetwork;
let desk: Actor;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  desk = await net.enlist('coordinator');
  const at = app.now();
  const rows = Array.from({ length: MANY }, () => ({
    ...{ id: app.newId(), networkId: net.networkId, heldOn: '2026-05-04', form: 'call' as const, version: 1 },
    ...{ createdBy: 'x', createdAt: at, updatedAt: at }
  }));
  await app.db.write(async (tx) => {
    await insertRows(tx, meeting, rows);
    const [place] = net.municipalities;
    await insertRows(
      tx,
      meetingMunicipality,
      rows.map(({ id: meetingId }) => ({ meetingId, municipalityId: place!.id }))
    );
  });
}, 60_000);
afterAll(() => disposeTestApp(app));

it('gives a device all of them, each with its municipality', { timeout: 60_000 }, async () => {
  const pull = await pullChanges(app, desk, { since: 0 });
  const found = pull.ok ? pull.value.changes.filter(({ entity }) => entity === 'meeting') : [];
  expect(found).toHaveLength(MANY);
  expect(found.every(({ data }) => (data as { municipalityIds: string[] }).municipalityIds.length === 1)).toBe(true);
});

it('reads them once for all pages together', { timeout: 60_000 }, async () => {
  const pulls: Pull[] = [];
  const { recorded } = await recordStatements(app, async () => {
    for (let page: string | undefined = 'first'; page;) {
      const pull = await pullChanges(app, desk, { since: 0, page });
      if (!pull.ok) throw new Error(JSON.stringify(pull.problems));
      pulls.push(pull.value);
      page = pull.value.next;
    }
  });
  const found = pulls.flatMap(({ changes }) => changes.filter(({ entity }) => entity === 'meeting'));
  expect([pulls.length > 8, new Set(found.map(({ id }) => id)).size]).toEqual([true, MANY]);
  const rows = recorded.reduce((sum, one) => sum + one.rows, 0);
  // the ids for meetings and for promises, the meetings, their municipalities; what each page reads besides is little
  expect(rows).toBeLessThan(4 * MANY + pulls.length * 1500);
});

it('counts them for the ledger and for a report', { timeout: 60_000 }, async () => {
  expect((await readLedger(app, desk, { networkId: net.networkId })).ok).toBe(true);
  const wave = (await findWave(app.db.read, net.waveId))!;
  const { model } = shippedModels.at(-1)!;
  expect((await gatherWave(app, wave, model, 5)).met).toEqual(['0114']);
});
