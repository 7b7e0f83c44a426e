import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '$lib/domain/assessment/comparison';
import type { Actor } from '$lib/domain/identity/actor';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { App } from '$lib/server/app';
import { comparePeers } from '$lib/server/assessment/compare-service';
import { findAssessment, updateAssessment } from '$lib/server/assessment/repository';
import { assessmentRevision } from '$lib/server/db/schema/assessment';
import { insertModel } from '$lib/server/model/repository';
import { shippedModels } from '$lib/server/model/seed';
import { toResponse } from '$lib/server/shared/to-response';
import { withEtag } from '$lib/server/shared/with-etag';
import { createPeerNetwork, type PeerNetwork } from '../support/peer-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

const HOUR = 3_600_000;
const { model, texts } = shippedModels.at(-1)!;
const clock = testClock();
let app: App;
let net: PeerNetwork;
let officer: Actor;

beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createPeerNetwork(app, 13);
  officer = await net.officerOf(0);
});
afterEach(() => disposeTestApp(app));

async function compare(actor: Actor = officer, place = 0): Promise<Comparison> {
  const result = await comparePeers(app, actor, { assessmentId: net.places[place]!.assessmentId });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** An hour later, a municipality has answered up to a level and submitted. */
async function submit(place: number, level: number): Promise<void> {
  clock.forward(HOUR);
  await net.answerUpTo(place, level);
  await net.submit(net.places[place]!.assessmentId);
}

/** The coordinator returns it for changes: the submission is kept as a revision. */
async function giveBack(place: number): Promise<void> {
  clock.forward(HOUR);
  const id = net.places[place]!.assessmentId;
  await app.db.write(async (tx) => {
    const { revision, submittedAt } = (await findAssessment(tx, id))!;
    await tx.insert(assessmentRevision).values({
      id: app.newId(),
      assessmentId: id,
      revision,
      reason: 'returned',
      submittedAt: submittedAt!,
      answers: [],
      createdAt: clock.now(),
      createdBy: 'x'
    });
    await updateAssessment(tx, id, { submittedAt: null, revision: revision + 1 });
  });
}

describe('comparison with similar municipalities', () => {
  it('gives the lower median, the middle half and the number, once enough have submitted', async () => {
    for (const [place, level] of [
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 3]
    ] as const)
      await submit(place, level);
    const { peers, threshold } = await compare();
    expect(threshold).toBe(3);
    expect(peers).toMatchObject({
      shown: true,
      compared: 4,
      group: { kinds: ['C'], sizes: ['s3'], members: 13, min: 10_000, max: 19_999 },
      overall: { level: 1, middle: [1, 1], compared: 4 }
    });
    expect(peers.shown && peers.dimensions.legal).toEqual({ level: 1, middle: [1, 1], compared: 4 });
  });

  it('leaves one’s own assessment out', async () => {
    for (const [place, level] of [
      [0, 5],
      [1, 1],
      [2, 1],
      [3, 1]
    ] as const)
      await submit(place, level);
    expect((await compare()).peers).toMatchObject({ shown: true, compared: 3, overall: { level: 1, middle: null } });
    expect((await compare(await net.officerOf(1), 1)).peers).toMatchObject({ compared: 3, overall: { level: 1 } });
  });

  it('is withheld, with its reason and nothing else of others, until a batch is complete', async () => {
    const empty = await compare();
    expect(empty.peers).toMatchObject({ shown: false, because: 'too-few' });
    for (const place of [1, 2, 3]) await submit(place, place);
    expect(await compare()).toEqual(empty);
  });

  it('is withheld where the group is no larger than the threshold, whoever has submitted', async () => {
    const small = await createPeerNetwork(app, 3);
    const result = await comparePeers(app, await small.officerOf(0), {
      assessmentId: small.places[0]!.assessmentId
    });
    expect(result).toMatchObject({ ok: true, value: { peers: { shown: false, because: 'group-small' } } });
  });

  it('counts a dimension only where it was assessed', async () => {
    for (const place of [1, 2, 3, 4]) await submit(place, 1);
    // in two of the four nobody has looked at impact
    clock.forward(HOUR);
    for (const place of [5, 6]) {
      for (const criterion of model.criteria.filter(({ dimension }) => dimension !== 'impact'))
        await net.answer(net.places[place]!.assessmentId, criterion.id, 'no');
      await net.submit(net.places[place]!.assessmentId);
    }
    for (const place of [7, 8]) await submit(place, 1);
    const { peers } = await compare();
    expect(peers.shown && [peers.dimensions.impact?.compared, peers.dimensions.legal?.compared]).toEqual([6, 8]);
  });

  it('teaches somebody who looks after each submission nothing until a batch is full', async () => {
    const seen: string[] = [];
    // levels chosen so that each one would move the median or the middle if it were counted by itself
    const levels = [0, 5, 0, 5, 5, 5, 0, 0, 0, 5, 5, 5];
    for (const [i, level] of levels.entries()) {
      await submit(i + 1, level);
      seen.push(JSON.stringify(await compare()));
    }
    const changedAfter = seen.flatMap((now, i) => (i > 0 && now !== seen[i - 1] ? [i + 1] : []));
    expect(changedAfter).toEqual([4, 8, 12]);
  });

  it('teaches nothing when somebody changes what is submitted, or hands it in again and again', async () => {
    for (const place of [1, 2, 3, 4, 5]) await submit(place, 1);
    const before = await compare();
    clock.forward(HOUR);
    await net.answerUpTo(1, 5);
    await net.answerUpTo(2, 5);
    expect(await compare()).toEqual(before);
    await giveBack(3);
    expect(await compare()).toEqual(before);
    for (let again = 0; again < 5; again++) {
      await submit(3, again);
      expect(await compare()).toEqual(before);
      await giveBack(3);
    }
  });

  it('lets what was returned go with the next batch', async () => {
    for (const place of [1, 2, 3, 4]) await submit(place, 1);
    await giveBack(4);
    for (const place of [5, 6, 7]) await submit(place, 2);
    expect((await compare()).peers).toMatchObject({ compared: 4 });
    await submit(8, 2);
    expect((await compare()).peers).toMatchObject({ compared: 7, overall: { level: 2, compared: 7 } });
  });

  it('keeps everybody’s group whatever is answered', async () => {
    const groups = async () =>
      Promise.all(net.places.map(async (_, i) => (await compare(await net.officerOf(i), i)).peers.group));
    const before = await groups();
    for (const place of [1, 2, 3, 4, 5, 6, 7, 8]) await submit(place, place % 6);
    expect(await groups()).toEqual(before);
  });

  it('names nobody and ranks nobody', async () => {
    for (const place of [1, 2, 3, 4, 5, 6, 7, 8]) await submit(place, place % 6);
    const said = JSON.stringify(await compare());
    for (const { id, name } of net.places.slice(1)) {
      expect(said).not.toContain(name);
      expect(said).not.toContain(id);
    }
    expect(said).not.toMatch(/rank|place|score/i);
  });

  it('is for the municipality’s own officers alone', async () => {
    const other = await net.officerOf(1);
    const refused = await comparePeers(app, other, { assessmentId: net.places[0]!.assessmentId });
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'forbidden' }] });
    const unknown = await comparePeers(app, officer, { assessmentId: 'nowhere' });
    expect(unknown).toMatchObject({ ok: false, problems: [{ code: 'not-found' }] });
  });
});

describe('one’s own earlier waves', () => {
  it('come newest first, with the level of each dimension', async () => {
    for (const [days, level] of [
      [730, 0],
      [365, 1]
    ] as const) {
      const id = await net.earlierWave(0, days);
      for (const criterion of model.criteria)
        await net.answer(id, criterion.id, criterion.level <= level ? 'yes' : 'no');
    }
    const { earlier } = await compare();
    expect(earlier.map(({ overall, notCarried }) => [overall, notCarried])).toEqual([
      [1, 0],
      [0, 0]
    ]);
    expect(earlier[0]?.dimensions.legal).toBe(1);
  });

  it('are shown under the present model, with what could not be carried counted', async () => {
    // an older version without one criterion, answered in full
    const gone = model.criteria.find(({ dimension, level }) => dimension === 'legal' && level === 1)!;
    const older: MaturityModel = {
      ...model,
      version: '0.9.0',
      criteria: model.criteria.filter(({ id }) => id !== gone.id)
    };
    await app.db.write((tx) =>
      insertModel(tx, { model: older, texts: texts as ModelText[], publishedAt: new Date(0) })
    );
    const id = await net.earlierWave(0, 365, '0.9.0');
    for (const criterion of older.criteria) await net.answer(id, criterion.id, criterion.level <= 1 ? 'yes' : 'no');
    const [earlier] = (await compare()).earlier;
    expect(earlier).toMatchObject({ notCarried: 1, overall: 1 });
    expect(earlier?.dimensions).toMatchObject({ legal: 0, mandate: 1 });
  });

  it('leave out a later wave, and one that was never submitted', async () => {
    const id = await net.earlierWave(0, 365);
    await app.db.write((tx) => updateAssessment(tx, id, { submittedAt: null }));
    await net.earlierWave(0, -400);
    expect((await compare()).earlier).toEqual([]);
  });
});

describe('the answer of the API', () => {
  const ask = async (etag?: string) =>
    withEtag(
      new Request('http://127.0.0.1/', { headers: etag ? { 'if-none-match': etag } : {} }),
      toResponse(await comparePeers(app, officer, { assessmentId: net.places[0]!.assessmentId }))
    );

  it('is not sent twice to whoever has it, and stays out of caches', async () => {
    const first = await ask();
    expect(first.headers.get('cache-control')).toBe('private, no-store');
    const etag = first.headers.get('etag')!;
    const second = await ask(etag);
    expect([second.status, await second.text()]).toEqual([304, '']);
    for (const place of [1, 2, 3, 4]) await submit(place, 1);
    const third = await ask(etag);
    expect(third.status).toBe(200);
    expect(third.headers.get('etag')).not.toBe(etag);
  });

  it('gives a refusal without a validator', async () => {
    const refused = await withEtag(
      new Request('http://127.0.0.1/'),
      toResponse(await comparePeers(app, await net.officerOf(1), { assessmentId: net.places[0]!.assessmentId }))
    );
    expect([refused.status, refused.headers.get('etag')]).toEqual([403, null]);
  });
});
