import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { assessment } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { newestBooklet, readBooklet, readBookletPdf } from '$lib/server/model/public-booklet-service';
import {
  addMaterial,
  addMaterialVersion,
  listMaterials,
  saveMaterial,
  withdrawMaterial
} from '$lib/server/outreach/material-service';
import { savePublicSide } from '$lib/server/outreach/page-service';
import { fetchMaterial } from '$lib/server/outreach/public-material-service';
import { readPublicPage } from '$lib/server/outreach/public-page-service';
import { readWidget } from '$lib/server/outreach/public-widget-service';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const clock = testClock('2026-11-22T09:00:00Z');
let app: App;
let net: TestNetwork;
let coordinator: Actor;
let officer: Actor;
let stranger: Actor;
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  coordinator = await net.enlist('coordinator');
  officer = await net.enlist('officer');
  stranger = await (await createTestNetwork(app, 'Andra')).enlist('coordinator');
  const page = { networkId: net.networkId, version: 0, slug: 'testnatet', ownerId: null, texts: {} };
  await savePublicSide(app, await net.enlist('administrator'), { ...page, pageOn: true, widgetOn: true });
});
afterAll(() => disposeTestApp(app));

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const bytes = (text: string) => new TextEncoder().encode(text);
const titled = { sv: { title: 'Faktablad', description: 'En sida' } };
const add = (change: object = {}) =>
  addMaterial(app, coordinator, {
    ...{ networkId: net.networkId, texts: titled, audience: 'public' as const, fileName: 'fact.txt' },
    bytes: bytes('Open data in five lines\n'),
    ...change
  });

const firefox = { method: 'GET', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0', purpose: '' };
const fetched = (
  materialId: string,
  change: Partial<Parameters<typeof fetchMaterial>[2]> = {},
  actor: Actor = ANONYMOUS
) => fetchMaterial(app, actor, { materialId, known: [], request: firefox, ...change });
const textOf = async (result: Promise<Result<{ bytes: Uint8Array | null }>>) =>
  new TextDecoder().decode(value(await result).bytes ?? undefined);
const countsOf = async (materialId: string) =>
  value(await listMaterials(app, coordinator, { networkId: net.networkId })).find(({ id }) => id === materialId)!
    .downloads;

describe('a material', () => {
  it('is for everybody, and stays at its address when a new version comes; the older one by its number', async () => {
    const { materialId } = value(await add());
    expect(await textOf(fetched(materialId))).toBe('Open data in five lines\n');
    const newer = { materialId, fileName: 'fact-2.txt', bytes: bytes('In six lines\n') };
    expect(value(await addMaterialVersion(app, coordinator, newer))).toEqual({ number: 2 });
    // the same file again is no third one
    expect(value(await addMaterialVersion(app, coordinator, newer))).toEqual({ number: 2 });
    expect(await textOf(fetched(materialId))).toBe('In six lines\n');
    expect(await textOf(fetched(materialId, { version: 1 }))).toBe('Open data in five lines\n');
    for (const version of [0, 3, -1, 1.5, NaN])
      expect(codeOf(await fetched(materialId, { version }))).toBe('not-found');
  });

  it('is counted by day for people, and for nobody else; what somebody has already is not counted', async () => {
    const { materialId } = value(await add());
    const { sha256 } = value(await fetched(materialId));
    await fetched(materialId);
    for (const request of [
      { ...firefox, method: 'HEAD' },
      { ...firefox, userAgent: 'Googlebot/2.1' },
      { ...firefox, userAgent: '' },
      { ...firefox, purpose: 'prefetch' }
    ])
      await fetched(materialId, { request });
    expect(value(await fetched(materialId, { known: [sha256] })).bytes).toBeNull();
    expect(await countsOf(materialId)).toEqual({ ever: 2, lately: 2 });
    clock.forward(40 * 86_400_000);
    await Promise.all([fetched(materialId), fetched(materialId), fetched(materialId)]);
    expect(await countsOf(materialId)).toEqual({ ever: 5, lately: 3 });
  });

  it('for members is for whoever belongs to the network', async () => {
    const { materialId } = value(await add({ audience: 'members' }));
    expect(codeOf(await fetched(materialId))).toBe('not-signed-in');
    expect(codeOf(await fetched(materialId, {}, stranger))).toBe('forbidden');
    expect(codeOf(await fetched(materialId, {}, officer))).toBe('ok');
    const shown = async (actor: Actor) =>
      value(await readPublicPage(app, actor, { slug: 'testnatet', locale: 'en' })).materials.map(({ id }) => id);
    expect(await shown(ANONYMOUS)).not.toContain(materialId);
    expect(await shown(stranger)).not.toContain(materialId);
    expect(await shown(officer)).toContain(materialId);
    await saveMaterial(app, coordinator, { materialId, texts: titled, audience: 'public' });
    expect(await shown(ANONYMOUS)).toContain(materialId);
  });

  it('that was withdrawn is gone for everybody, and comes back', async () => {
    const { materialId } = value(await add());
    await withdrawMaterial(app, coordinator, { materialId, withdrawn: true });
    for (const actor of [ANONYMOUS, officer, coordinator])
      expect(codeOf(await fetched(materialId, {}, actor))).toBe('not-found');
    await withdrawMaterial(app, coordinator, { materialId, withdrawn: false });
    expect(codeOf(await fetched(materialId))).toBe('ok');
  });

  it.each<[string, object, string]>([
    ['a page under another name', { fileName: 'fact.pdf', bytes: bytes('<html><script>1</script>') }, 'file-lies'],
    ['a drawing', { fileName: 'map.svg', bytes: bytes('<svg/>') }, 'file-type-refused'],
    ['nothing in it', { bytes: new Uint8Array() }, 'file-empty'],
    ['more than 10 MB', { bytes: new Uint8Array(10 * 1024 * 1024 + 1) }, 'file-too-large'],
    ['no name', { fileName: '../..' }, 'file-missing'],
    ['no title', { texts: {} }, 'title-missing'],
    ['a title of two lines', { texts: { sv: { title: 'a\nb', description: '' } } }, 'invalid'],
    ['nobody it is for', { audience: 'all' }, 'invalid']
  ])('with %s is refused', async (_case, change, code) => {
    expect(codeOf(await add(change))).toBe(code);
  });
});

describe('figures for other sites', () => {
  it('are those of the morning, after disclosure control, and only where switched on', async () => {
    const now = clock.now();
    const place = (i: number) => ({ id: app.newId(), networkId: net.networkId, code: `9${i}`, name: `P${i}` });
    const places = Array.from({ length: 38 }, (_, i) => place(100 + i));
    await app.db.write(async (tx) => {
      await tx.insert(municipality).values(places.map((one) => ({ ...one, updatedAt: now })));
      await tx.insert(assessment).values(
        places.map(({ id: municipalityId }, i) => ({
          ...{ id: app.newId(), networkId: net.networkId, waveId: net.waveId, municipalityId, updatedAt: now },
          ...{ startedAt: i < 20 ? now : null, submittedAt: i < 2 ? now : null }
        }))
      );
    });
    const figures = async () => value(await readWidget(app, ANONYMOUS, { slug: 'testnatet' })).coverage;
    expect(await figures()).toMatchObject({ population: { n: 40 }, takingPart: { n: 0 }, assessed: { n: 0 } });
    clock.forward(86_400_000);
    expect(await figures()).toMatchObject({
      ...{ population: { status: 'published', n: 40 }, takingPart: { status: 'published', n: 20 } },
      ...{ assessed: { status: 'withheld' }, threshold: 5 }
    });
    expect(codeOf(await readWidget(app, ANONYMOUS, { slug: 'nowhere' }))).toBe('not-found');
  });
});

describe('the booklet', () => {
  it('is that of a published model in a language; its PDF is made once and is the same', async () => {
    const model = await newestBooklet(app, ANONYMOUS);
    expect(value(await readBooklet(app, ANONYMOUS, { model, locale: 'sv' })).criteria).toBeGreaterThan(50);
    const [one, other] = await Promise.all([
      readBookletPdf(app, ANONYMOUS, { model, locale: 'nl' }),
      readBookletPdf(app, ANONYMOUS, { model, locale: 'nl' })
    ]);
    expect(value(one).pdf).toBe(value(other).pdf);
    expect(value(one).fileName).toBe('roadmap-1.0.0-nl.pdf');
  });

  it.each(['roadmap', 'roadmap-9.9.9', '../x-1.0.0', 'roadmap-1.0.0/..', ''])('"%s" is not found', async (model) => {
    expect(codeOf(await readBooklet(app, ANONYMOUS, { model, locale: 'sv' }))).toBe('not-found');
  });
});
