import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { NO_EDITORIAL } from '$lib/domain/reporting/editorial/editorial';
import type { App } from '$lib/server/app';
import { findWave, updateAssessment } from '$lib/server/assessment/repository';
import { wave } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';
import {
  importBoundaries,
  listBoundaries,
  previewBoundaries,
  removeBoundaries
} from '$lib/server/register/boundary-service';
import { redactionsOf, updateEdition } from '$lib/server/reporting/edition-repository';
import { unpackParts } from '$lib/server/reporting/edition-store';
import { gatherWave } from '$lib/server/reporting/gather';
import { gatherMaterial } from '$lib/server/reporting/gather-material';
import { cancelDraft, draftProgress, startDraft } from '$lib/server/reporting/draft-job-service';
import { findEdition } from '$lib/server/reporting/repository';
import { pushCommands } from '$lib/server/sync/service';
import { eq } from 'drizzle-orm';
import { envelope, push } from '../support/commands';
import { publishSmallEdition } from '../support/small-edition';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const { model } = shippedModels.at(-1)!;
let app: App;
let net: TestNetwork;
let coordinator: Actor;

const area = (properties: object, west: number, south: number) => ({
  ...{ type: 'Feature', properties },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south]
      ]
    ]
  }
});
const file = (...features: object[]) =>
  new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
const municipalities = file(
  area({ id: '114' }, 17, 59),
  area({ id: '115' }, 18, 59),
  area({ id: '9', name: 'Elsewhere' }, 19, 59)
);
const material = async () => {
  const input = await gatherWave(app, (await findWave(app.db.read, net.waveId))!, model, 5);
  return gatherMaterial(app, { network: { id: net.networkId, locale: 'sv' }, model, input });
};

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  coordinator = await net.enlist('coordinator');
  await app.db.write(async (tx) => {
    for (const [i, { id }] of net.municipalities.entries()) {
      const county = { countyCode: `0${i + 1}`, countyName: `Län ${i + 1}` };
      await tx
        .update(municipality)
        .set({ ...county, lat: 59.5, lon: 17.5 + i })
        .where(eq(municipality.id, id));
    }
  });
});
afterAll(() => disposeTestApp(app));

describe('boundaries', () => {
  it('are previewed with what did not match, and nothing is written', async () => {
    const shown = await previewBoundaries(app, coordinator, { networkId: net.networkId, bytes: municipalities });
    expect(shown).toMatchObject({
      ok: true,
      value: {
        level: 'municipality',
        by: { property: 'id', holds: 'code' },
        matched: 2,
        unknown: ['Elsewhere'],
        missing: []
      }
    });
    expect(await listBoundaries(app, coordinator, { networkId: net.networkId })).toEqual({ ok: true, value: [] });
    expect((await material()).boundaries).toBeNull();
  });

  it('are refused with a reason and without a source', async () => {
    const given = { networkId: net.networkId, fileName: 'x.geojson', source: ' ' };
    const none = await importBoundaries(app, coordinator, { ...given, bytes: municipalities });
    expect(none).toMatchObject({ ok: false, problems: [{ path: 'source' }] });
    const metres = file(area({ id: '114' }, 674_032, 6_580_821));
    const wrong = await importBoundaries(app, coordinator, { ...given, source: 'Example', bytes: metres });
    expect(wrong).toMatchObject({ ok: false, problems: [{ code: 'wrong-crs' }] });
  });

  it('of municipalities make the counties of a report’s map, with points of those that publish themselves only', async () => {
    const given = { networkId: net.networkId, fileName: 'x.geojson', source: 'Example, CC0', bytes: municipalities };
    expect(await importBoundaries(app, coordinator, given)).toMatchObject({ ok: true, value: { matched: 2 } });
    const hidden = (await material()).boundaries!;
    expect(hidden).toMatchObject({ source: 'Example, CC0', points: [] });
    expect(hidden.areas.map(({ county }) => county)).toEqual(['01', '02']);
    for (const { path } of hidden.areas) expect(path).toMatch(/^M[\d.,L]+Z$/);
    const [first] = net.municipalities;
    await app.db.write(async (tx) => {
      await tx.update(wave).set({ publish: 'chosen' }).where(eq(wave.id, net.waveId));
      await updateAssessment(tx, first!.assessmentId, { submittedAt: app.now(), named: true });
    });
    const shown = await material();
    expect(shown.boundaries!.points).toMatchObject([{ name: 'Kommun 0114', level: 0 }]);
    expect(shown.tiles).toHaveLength(2);
    expect(shown.countyNames).toEqual({ '01': 'Län 1', '02': 'Län 2' });
  });

  it('lose the point of a municipality that takes its yes back, in what is published too and after the wave closed', async () => {
    const shown = await material();
    const points = shown.boundaries!.points.map(({ name, x, y, level }) => ({ label: { text: name }, x, y, level }));
    const document = { blocks: [{ kind: 'chart', id: 'chart-map', chart: { type: 'map', points } }] };
    const parts = { editorial: NO_EDITORIAL, document, material: shown };
    const earlier = app.newId();
    await app.db.write(async (tx) => {
      const old = (await tx.select().from(wave).where(eq(wave.id, net.waveId)))[0]!;
      await tx.insert(wave).values({ ...old, id: earlier, name: 'Earlier', closedAt: app.now() });
      await tx.update(wave).set({ closedAt: app.now() }).where(eq(wave.id, net.waveId));
    });
    const [id, other] = [
      await publishSmallEdition(app, net, parts),
      await publishSmallEdition(app, { ...net, waveId: earlier }, parts, { number: 2 })
    ];
    const [officer, stranger] = [await net.enlist('officer', 0), await net.enlist('officer', 1)];
    const name = async (actor: Actor, named: boolean) => {
      const payload = { assessmentId: net.municipalities[0]!.assessmentId, named };
      const sent = await pushCommands(app, actor, push([envelope('assessment.name', payload)]));
      const outcome = sent.ok ? sent.value.outcomes[0]! : null;
      return outcome?.outcome === 'rejected' ? outcome.problems[0]!.code : outcome?.outcome;
    };
    const pointsIn = async (editionId: string) => {
      const row = (await findEdition(app.db.read, editionId))!;
      const read = await unpackParts(app.db.read, row, ['material', 'document']);
      return read.ok ? (JSON.stringify([...read.value.values()]).match(/Kommun 0114/g)?.length ?? 0) : read.problems;
    };
    expect(await pointsIn(id)).toBe(2);
    expect(await name(stranger, false)).toBe('forbidden');
    expect(await name(officer, true)).toBe('wave-closed');
    expect(await pointsIn(id)).toBe(2);
    expect(await name(officer, false)).toBe('applied');
    expect(await pointsIn(id)).toBe(0);
    expect(await redactionsOf(app.db.read, id)).toMatchObject([{ block: 'chart-map', kind: 'named' }]);
    // each wave asks anew
    expect(await pointsIn(other)).toBe(2);
    expect((await material()).boundaries!.points).toEqual([]);
    // enough of an edition for this and for nothing else
    await app.db.write(async (tx) => {
      for (const one of [id, other]) await updateEdition(tx, one, { publishedAt: null });
    });
  });

  it('are removed again', async () => {
    const { networkId } = net;
    expect(await removeBoundaries(app, coordinator, { networkId, level: 'municipality' })).toMatchObject({ ok: true });
    expect((await material()).boundaries).toBeNull();
    expect(await removeBoundaries(app, coordinator, { networkId, level: 'parish' })).toMatchObject({ ok: false });
  });
});

describe('counting for a report', () => {
  const progress = async (actor = coordinator, of = net) => {
    const at = await draftProgress(app, actor, of);
    if (!at.ok) throw new Error(at.problems[0]!.message);
    return at.value;
  };
  const ended = async (actor = coordinator, of = net) => {
    for (let at = await progress(actor, of); ; at = await progress(actor, of)) {
      if (at.state !== 'running') return at;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('begins, says how far it is, and is ready', async () => {
    expect(await progress()).toEqual({ state: 'none' });
    expect(await startDraft(app, coordinator, net)).toMatchObject({
      ok: true,
      value: { state: 'running', stage: 'reading' }
    });
    // a second one goes on with the first
    expect(await startDraft(app, coordinator, net)).toMatchObject({ ok: true, value: { state: 'running' } });
    expect(await ended()).toEqual({ state: 'ready' });
  });

  it('is cancelled, and can be begun again', async () => {
    const other = await createTestNetwork(app, 'Other');
    const analyst = await other.enlist('coordinator');
    await startDraft(app, analyst, other);
    expect(await cancelDraft(app, analyst, other)).toEqual({ ok: true, value: { state: 'cancelled' } });
    await startDraft(app, analyst, other);
    expect(await ended(analyst, other)).toEqual({ state: 'ready' });
  });
});
