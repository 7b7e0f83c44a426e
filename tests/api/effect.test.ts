import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { network } from '$lib/server/db/schema/identity';
import { createDemo } from '$lib/server/demo/create-demo';
import { type EffectShown, readEffect } from '$lib/server/mentoring/effect-service';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

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
});
