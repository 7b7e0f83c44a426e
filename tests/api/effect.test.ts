import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, OPERATOR } from '$lib/domain/identity/actor';
import { effectRows } from '$lib/domain/mentoring/write-effect';
import type { App } from '$lib/server/app';
import { network } from '$lib/server/db/schema/identity';
import { createDemo } from '$lib/server/demo/create-demo';
import { type EffectShown, readEffect } from '$lib/server/mentoring/effect-service';
import { shippedModels } from '$lib/server/model/seed';
import { GET } from '../../src/routes/api/v1/mentoring/effect/+server';
import { createPeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { actorOf, createMember } from '../support/test-people';

const criterion = shippedModels.at(-1)!.model.criteria[0]!;

let app: App;
let networkId: string;
let shown: EffectShown;

beforeAll(async () => {
  app = await createTestApp({ now: testClock().now });
  const made = await createDemo(app, { seed: 2026 });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  networkId = (await app.db.read.select({ id: network.id }).from(network))[0]!.id;
  const read = await readEffect(app, OPERATOR, { networkId });
  if (!read.ok) throw new Error(read.problems[0]!.message);
  shown = read.value;
}, 120_000);
afterAll(() => disposeTestApp(app));

describe('the effect of mentoring in the demo network', () => {
  it('is measured between its two waves, with enough pairs for figures', () => {
    expect(shown.period).toMatchObject({ from: { name: '2025', open: false }, to: { name: '2026', open: true } });
    expect(shown.result.kind).toBe('measured');
    if (shown.result.kind !== 'measured') return;
    expect(shown.result.pairs).toBeGreaterThanOrEqual(20);
    const { asked, similar } = shown.result;
    expect(asked.others).toBeGreaterThanOrEqual(10);
    expect(similar.others).toBeGreaterThanOrEqual(10);
    for (const { outcomes } of [asked, similar])
      expect(Object.values(outcomes).map(({ kind }) => kind)).toEqual(Array(4).fill('estimated'));
    // of some of those that asked in vain only the round knows, not on which dimension
    expect(asked.outcomes['dimension-score']).toMatchObject({ others: { n: 18 } });
  });

  it('shows no effect, as none was invented', () => {
    expect(shown.finding.kind).toBe('unclear');
  });

  it('finds neighbours more alike than all that had not asked', () => {
    if (shown.result.kind !== 'measured') throw new Error('stories only');
    for (const { covariate, before, after } of shown.result.similar.balance)
      if (covariate !== 'group')
        expect(Math.abs(after ?? 0), covariate).toBeLessThan(Math.max(0.25, Math.abs(before ?? 0)));
  });

  it('says whom it leaves out, and tells the stories both sides agree to', () => {
    expect(shown.leftOut!['no-follow-up']).toBeGreaterThanOrEqual(1);
    expect(shown.leftOut!.mentor).toBeGreaterThan(20);
    expect(shown.stories.length).toBeGreaterThanOrEqual(4);
    expect(shown.stories.every(({ mentee, mentor }) => mentee && mentor)).toBe(true);
  });

  it('refuses a wave that has none before it', async () => {
    const { from } = shown.period!;
    expect(await readEffect(app, OPERATOR, { networkId, to: from.id })).toMatchObject({
      ok: false,
      problems: [{ code: 'not-found', path: 'to' }]
    });
  });

  it('puts periods together, nobody twice: with one period it says the same', async () => {
    const read = await readEffect(app, OPERATOR, { networkId, to: 'all' });
    if (!read.ok) throw new Error(read.problems[0]!.message);
    const { pooled, period, result, leftOut, finding } = read.value;
    expect(pooled).toEqual({ periods: 1, countedBefore: 0 });
    expect(period).toEqual(shown.period);
    expect(leftOut).toEqual(shown.leftOut);
    expect(finding.kind).toBe(shown.finding.kind);
    if (result.kind !== 'measured' || shown.result.kind !== 'measured') throw new Error('stories only');
    expect(result.similar).toEqual(shown.result.similar);
  });
});

describe('the effect of mentoring over several periods', () => {
  it('takes every two waves that follow each other, the earliest first, and counts whom each leaves out', async () => {
    const net = await createPeerNetwork(app, 3);
    const ago = [400, 200].map((days) => net.earlierWave(0, days));
    const [first, second] = [await ago[0]!, await ago[1]!];
    for (const assessmentId of [first, second]) await net.answer(assessmentId, criterion.id, 'yes');
    await net.answerUpTo(0, 1);
    await net.submit(net.places[0]!.assessmentId);
    const read = await readEffect(app, OPERATOR, { networkId: net.networkId, to: 'all' });
    if (!read.ok) throw new Error(read.problems[0]!.message);
    const { pooled, period, periods, result, leftOut, rows } = read.value;
    expect(periods).toHaveLength(2);
    expect(pooled).toEqual({ periods: 2, countedBefore: 0 });
    expect([period?.from.id, period?.to.id]).toEqual([periods[1]?.from.id, periods[0]?.to.id]);
    expect(result).toEqual({ kind: 'stories-only', pairs: 0 });
    // two of the three were measured in no wave, in either period
    expect(leftOut?.['not-measured']).toBe(4);
    expect(rows).toEqual([]);
  });
});

describe('the effect of mentoring through the API', () => {
  const get = async (actor: Actor, query: string) => {
    const event = { locals: { app, actor }, url: new URL(`http://x.example.org/api/v1/mentoring/effect?${query}`) };
    const response = await GET(event as never);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('gives the figures of the page’s files, and the row its heading speaks of', async () => {
    const { status, body } = await get(OPERATOR, `network=${networkId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'figures',
      threshold: shown.threshold,
      pooled: null,
      period: { from: { name: '2025' }, to: { name: '2026' } },
      finding: { kind: 'unclear', against: 'asked', outcome: 'dimension-score' }
    });
    expect(body.rows).toEqual(effectRows(shown.result, shown.threshold));
    expect((body.rows as unknown[]).length).toBe(8);
    const together = await get(OPERATOR, `network=${networkId}&to=all`);
    expect(together.body).toMatchObject({ kind: 'figures', pooled: { periods: 1 } });
  });

  it('holds back groups under the threshold, and what is said of them', async () => {
    await app.db.write(
      async (tx) => void (await tx.update(network).set({ threshold: 19 }).where(eq(network.id, networkId)))
    );
    const { body } = await get(OPERATOR, `network=${networkId}`);
    await app.db.write(
      async (tx) => void (await tx.update(network).set({ threshold: shown.threshold }).where(eq(network.id, networkId)))
    );
    // of 18 that asked in vain the dimension is known
    expect(body.finding).toBeNull();
    const rows = body.rows as { against: string; outcome: string; matched: number; others: number }[];
    expect(rows.length).toBeGreaterThan(0);
    for (const { matched, others } of rows) expect(Math.min(matched, others)).toBeGreaterThanOrEqual(19);
    expect(JSON.stringify(body)).not.toMatch(/"(pairs|leftOut|balance|stories|withoutNeighbour)"/);
  });

  it('is for coordinators, and names the wave that has none before it', async () => {
    const officer = await actorOf(app, (await createMember(app, { networkId, role: 'analyst' })).personId);
    expect((await get(officer, `network=${networkId}`)).status).toBe(403);
    expect(await get(OPERATOR, `network=${networkId}&to=${shown.period!.from.id}`)).toMatchObject({
      status: 404,
      body: { errors: [{ path: 'to' }] }
    });
  });
});
