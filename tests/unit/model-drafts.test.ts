import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, OPERATOR } from '$lib/domain/identity/actor';
import { readCriterion } from '$lib/domain/model/draft';
import type { AnswerValue } from '$lib/domain/model/types';
import type { Problem, Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { insertAssessments, insertWave } from '$lib/server/assessment/repository';
import { closeWave, listNetworkWaves, openWave } from '$lib/server/assessment/service';
import { answer } from '$lib/server/db/schema/assessment';
import {
  addCriterion,
  copyModel,
  discardDraft,
  type DraftView,
  listDrafts,
  markReviewed,
  publishDraft,
  readDraft,
  removeCriterion,
  restoreCriterion,
  saveCriterion,
  saveTexts
} from '$lib/server/model/draft-service';
import { readEffect } from '$lib/server/model/effect-service';
import { findBridge } from '$lib/server/model/find-bridge';
import { findModel } from '$lib/server/model/repository';
import { listNetworkModels, listPublishedModels } from '$lib/server/model/service';
import { shippedModels } from '$lib/server/model/seed';
import { listOlderAssessments, showAssessmentUnder } from '$lib/server/model/under-service';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';

const { id, version: shipped } = shippedModels.at(-1)!.model;
const CRITERION = 'legal-first-licence';

let app: App;
let networkId: string;
let administrator: Actor;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));
beforeEach(async () => {
  networkId = await createNetwork(app);
  administrator = await actorOf(app, (await createMember(app, { networkId, role: 'administrator' })).personId);
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value;
}
const problems = (result: { ok: boolean; problems?: Problem[] }) => result.problems?.map((p) => [p.code, p.path]);

async function copy(version = shipped): Promise<string> {
  return must(await copyModel(app, administrator, { networkId, id, version })).draftId;
}
const read = async (draftId: string): Promise<DraftView> => must(await readDraft(app, administrator, { draftId }));

/** A wave of `n` municipalities that submitted, and one that did not, all with these answers. */
async function invent(n: number, answers: Record<string, AnswerValue>): Promise<string[]> {
  const waveId = app.newId();
  const now = app.now();
  const rows: { id: string; submittedAt: Date | null; municipalityId: string }[] = [];
  for (let i = 0; i <= n; i++) {
    const municipalityId = await createMunicipality(app, networkId, `9${String(i).padStart(3, '0')}`, `Kommun ${i}`);
    rows.push({ id: app.newId(), municipalityId, submittedAt: i < n ? now : null });
  }
  await app.db.write(async (tx) => {
    await insertWave(tx, {
      ...{ id: waveId, networkId, name: '2026', modelId: id, modelVersion: shipped },
      ...{ opensAt: now, closesAt: new Date(now.getTime() + 1e9) }
    });
    await insertAssessments(
      tx,
      rows.map((row) => ({ ...row, networkId, waveId, updatedAt: now }))
    );
    for (const { id: assessmentId } of rows) {
      await tx.insert(answer).values(
        Object.entries(answers).map(([criterionId, value]) => ({
          ...{ id: app.newId(), assessmentId, criterionId, value, version: 1, answeredBy: 'x', answeredAt: now }
        }))
      );
    }
  });
  return rows.map((row) => row.id);
}

describe('a draft', () => {
  it('begins without faults, proposes the next minor version and is listed until it is published', async () => {
    const draftId = await copy();
    const draft = await read(draftId);
    expect(draft).toMatchObject({ version: 1, published: false, faults: [] });
    expect(draft.proposedVersion).toMatch(/^\d+\.\d+\.0$/);
    expect(must(await listDrafts(app, administrator, { networkId })).map((one) => one.id)).toEqual([draftId]);
    must(await publishDraft(app, administrator, { draftId, version: 1, as: draft.proposedVersion }));
    expect(must(await listDrafts(app, administrator, { networkId }))).toEqual([]);
  });

  it('refuses a save over somebody else’s, and keeps theirs', async () => {
    const draftId = await copy();
    const edit = readCriterion(await read(draftId), CRITERION)!;
    const mine = { ...edit, criterion: { ...edit.criterion, effort: 'months' } };
    const theirs = { ...edit, criterion: { ...edit.criterion, effort: 'weeks' } };
    must(await saveCriterion(app, administrator, { draftId, version: 1, edit: theirs }));
    const refused = await saveCriterion(app, administrator, { draftId, version: 1, edit: mine });
    expect(problems(refused)).toEqual([['draft-changed', 'version']]);
    expect(readCriterion(await read(draftId), CRITERION)?.criterion.effort).toBe('weeks');
  });

  it('keeps faults, says where they are, and cannot be published with them', async () => {
    const draftId = await copy();
    const draft = await read(draftId);
    const edit = readCriterion(draft, 'legal-release-check')!;
    const circle = { ...edit.criterion, dependsOn: [CRITERION] };
    const other = readCriterion(draft, CRITERION)!;
    const back = { ...other.criterion, dependsOn: ['legal-release-check'] };
    must(await saveCriterion(app, administrator, { draftId, version: 1, edit: { ...edit, criterion: circle } }));
    must(await saveCriterion(app, administrator, { draftId, version: 2, edit: { ...other, criterion: back } }));
    const faults = (await read(draftId)).faults;
    expect(faults.map(({ code }) => code)).toEqual(['dependency-cycle']);
    expect(faults[0]?.message).toContain(`legal-release-check → ${CRITERION} → legal-release-check`);
    const published = await publishDraft(app, administrator, { draftId, version: 3, as: '99.0.0' });
    expect(problems(published)).toEqual([['dependency-cycle', faults[0]!.path]]);
    expect(must(await readEffect(app, administrator, { draftId }))).toEqual({ kind: 'withheld', because: 'faults' });
  });

  it('refuses what has the wrong shape and stores nothing of it', async () => {
    const draftId = await copy();
    const before = await read(draftId);
    const edit = readCriterion(before, CRITERION)!;
    const wrong = { ...edit, criterion: { ...edit.criterion, freshMonths: 0, level: 'two' } };
    const refused = await saveCriterion(app, administrator, { draftId, version: 1, edit: wrong });
    expect(problems(refused)?.map(([, path]) => path)).toEqual(['criterion.level', 'criterion.freshMonths']);
    expect(await read(draftId)).toEqual(before);
  });

  it('takes a removed criterion back, adds new ones, and never reuses an id', async () => {
    const draftId = await copy();
    const before = await read(draftId);
    const { value: removed } = must(
      await removeCriterion(app, administrator, { draftId, version: 1, criterionId: CRITERION })
    );
    const edit = readCriterion(before, CRITERION)!;
    const again = await addCriterion(app, administrator, { draftId, version: 2, edit });
    expect(problems(again)).toEqual([['id-used', 'criterion.id']]);
    const sent: unknown = JSON.parse(JSON.stringify(removed));
    must(await restoreCriterion(app, administrator, { draftId, version: 2, removed: sent }));
    expect((await read(draftId)).model.criteria.map((one) => one.id)).toEqual(
      before.model.criteria.map((one) => one.id)
    );
    expect((await read(draftId)).faults).toEqual([]);
    const fresh = { ...edit, criterion: { ...edit.criterion, id: 'legal-new' }, from: [] };
    must(await addCriterion(app, administrator, { draftId, version: 3, edit: fresh }));
    const after = await read(draftId);
    expect(after.model.criteria).toHaveLength(before.model.criteria.length + 1);
    expect(after.bridge.carries.some(({ to }) => to === 'legal-new')).toBe(false);
  });

  it('keeps which languages have been read over', async () => {
    const draftId = await copy();
    must(await markReviewed(app, administrator, { draftId, version: 1, locale: 'sv', reviewed: true }));
    const reviewed = async () => (await read(draftId)).texts.find(({ locale }) => locale === 'sv')?.reviewed;
    expect(await reviewed()).toBe(true);
    const texts = { en: {}, sv: { name: 'Vår färdplan' }, nl: {} };
    must(await saveTexts(app, administrator, { draftId, version: 2, edit: { texts } }));
    expect(await reviewed()).toBe(false);
    const unknown = await markReviewed(app, administrator, { draftId, version: 3, locale: 'fi', reviewed: true });
    expect(problems(unknown)).toEqual([['locale-unknown', 'locale']]);
  });

  it('can be thrown away', async () => {
    const draftId = await copy();
    must(await discardDraft(app, administrator, { draftId, version: 1 }));
    expect(problems(await readDraft(app, administrator, { draftId }))).toEqual([['not-found', 'draftId']]);
  });
});

describe('publishing', () => {
  it('makes a version that never changes, and leaves the one it came from as it was', async () => {
    const old = structuredClone((await findModel(app, id, shipped))!);
    const draftId = await copy();
    must(
      await removeCriterion(app, administrator, { draftId, version: 1, criterionId: 'publishing-machine-readable' })
    );
    const as = (await read(draftId)).proposedVersion;
    must(await publishDraft(app, administrator, { draftId, version: 2, as }));
    const published = structuredClone((await findModel(app, id, as))!);
    expect(published.model).toMatchObject({ id, version: as });
    const edit = readCriterion(await read(draftId), CRITERION)!;
    const input = { draftId, version: 3 };
    const removed = { ...edit, at: 0, neededBy: [], measures: [] };
    for (const refused of [
      await saveCriterion(app, administrator, { ...input, edit }),
      await addCriterion(app, administrator, { ...input, edit }),
      await removeCriterion(app, administrator, { ...input, criterionId: CRITERION }),
      await restoreCriterion(app, administrator, { ...input, removed }),
      await saveTexts(app, administrator, { ...input, edit: { texts: { en: {}, sv: {}, nl: {} } } }),
      await markReviewed(app, administrator, { ...input, locale: 'sv', reviewed: true }),
      await publishDraft(app, administrator, { ...input, as: '99.0.0' }),
      await discardDraft(app, administrator, input)
    ]) {
      expect(problems(refused)).toEqual([['draft-published', 'draftId']]);
    }
    // not what the process remembers, but what is on the disk
    const disk = await createTestApp({ env: { DATABASE_URL: app.env.DATABASE_URL } });
    expect(await findModel(disk, id, as)).toEqual(published);
    expect(await findModel(disk, id, shipped)).toEqual(old);
    await disk.db.close();
  });

  it('has no statement that changes a published model', () => {
    for (const file of ['repository', 'draft-repository', 'seed', 'change-draft']) {
      expect(readFileSync(`src/lib/server/model/${file}.ts`, 'utf8')).not.toMatch(/(update|delete)\(modelVersion\)/);
    }
  });

  it('asks for a number above all versions of the model, those of other networks too', async () => {
    const draftId = await copy();
    const publish = (as: string) => publishDraft(app, administrator, { draftId, version: 1, as });
    expect(problems(await publish('next'))).toEqual([['version-form', 'as']]);
    expect(problems(await publish(shipped))).toEqual([['version-low', 'as']]);
    expect(problems(await publish('0.9.9'))).toEqual([['version-low', 'as']]);
    expect((await read(draftId)).published).toBe(false);
  });

  it('is what new waves of this network begin with, and no other network sees it', async () => {
    await createMunicipality(app, networkId, '0114', 'Upplands Väsby');
    const draftId = await copy();
    const as = (await read(draftId)).proposedVersion;
    must(await publishDraft(app, administrator, { draftId, version: 1, as }));
    const wave = { name: '2027', opensOn: '2027-01-15', closesOn: '2027-03-31' };
    const { waveId } = must(await openWave(app, administrator, { networkId, wave }));
    const modelOf = async (wanted: string) =>
      must(await listNetworkWaves(app, administrator, { networkId })).find((one) => one.id === wanted)?.modelVersion;
    expect(await modelOf(waveId)).toBe(as);
    expect(must(await listNetworkModels(app, administrator, { networkId }))).toEqual([
      `${id}@${as}`,
      `${id}@${shipped}`
    ]);
    must(await closeWave(app, administrator, { waveId }));
    const unknown = await openWave(app, administrator, { networkId, wave, model: 'roadmap@98.0.0' });
    expect(problems(unknown)).toEqual([['model-unknown', 'model']]);
    const chosen = must(await openWave(app, administrator, { networkId, wave, model: `${id}@${shipped}` }));
    expect(await modelOf(chosen.waveId)).toBe(shipped);

    const elsewhere = await createNetwork(app, 'Elsewhere');
    await createMunicipality(app, elsewhere, '0114', 'Upplands Väsby');
    const stranger = await actorOf(
      app,
      (await createMember(app, { networkId: elsewhere, role: 'administrator' })).personId
    );
    const visible = must(await listPublishedModels(app, stranger)).map(({ version }) => version);
    expect(visible).toEqual([shipped]);
    const theirs = await openWave(app, stranger, { networkId: elsewhere, wave, model: `${id}@${as}` });
    expect(problems(theirs)).toEqual([['model-unknown', 'model']]);
    const copied = await copyModel(app, stranger, { networkId: elsewhere, id, version: as });
    expect(problems(copied)).toEqual([['not-found', 'model']]);
  });

  it('stores a bridge that leads back over several versions', async () => {
    const publish = async (base: string, edits: (draft: DraftView) => Promise<unknown>) => {
      const draftId = await copy(base);
      await edits(await read(draftId));
      const draft = await read(draftId);
      must(await publishDraft(app, administrator, { draftId, version: draft.version, as: draft.proposedVersion }));
      return draft.proposedVersion;
    };
    const second = await publish(shipped, async (draft) => {
      const edit = readCriterion(draft, CRITERION)!;
      const joined = { ...edit, from: [CRITERION, 'legal-standard-licence'] };
      must(await saveCriterion(app, administrator, { draftId: draft.id, version: 1, edit: joined }));
    });
    const third = await publish(second, async (draft) => {
      const edit = { ...readCriterion(draft, CRITERION)!, from: [CRITERION] };
      must(await saveCriterion(app, OPERATOR, { draftId: draft.id, version: 1, edit }));
    });
    const bridge = await findBridge(app, { id, version: shipped }, { id, version: third });
    expect(bridge?.carries.find(({ to }) => to === CRITERION)?.from).toEqual([CRITERION, 'legal-standard-licence']);
    expect(bridge).toMatchObject({ from: { version: shipped }, to: { version: third } });
    const back = await findBridge(app, { id, version: third }, { id, version: shipped });
    expect(back?.carries.find(({ to }) => to === CRITERION)?.from).toEqual([CRITERION]);
    expect(await findBridge(app, { id, version: '98.0.0' }, { id, version: shipped })).toBeNull();
  });
});

describe('the effect on what was answered before', () => {
  const answers: Record<string, AnswerValue> = {
    'legal-knows-whom-to-ask': 'yes',
    'legal-release-check': 'yes',
    [CRITERION]: 'yes'
  };

  it('counts submitted assessments only, by dimension, with the cause', async () => {
    await invent(5, answers);
    const draftId = await copy();
    const edit = readCriterion(await read(draftId), CRITERION)!;
    const harder = { ...edit, criterion: { ...edit.criterion, id: 'legal-harder' }, from: [] };
    must(await addCriterion(app, administrator, { draftId, version: 1, edit: harder }));
    must(await removeCriterion(app, administrator, { draftId, version: 2, criterionId: CRITERION }));
    const effect = must(await readEffect(app, administrator, { draftId }));
    expect(effect).toMatchObject({ kind: 'shown', wave: '2026', effect: { assessments: 5, losing: 5 } });
    const legal = effect.kind === 'shown' && effect.effect.dimensions.find(({ dimension }) => dimension === 'legal');
    expect(legal).toMatchObject({ down: 5, up: 0, causes: [{ criterion: 'legal-harder', count: 5 }] });
  });

  it('says nothing about fewer than the network publishes about', async () => {
    await invent(4, answers);
    expect(must(await readEffect(app, administrator, { draftId: await copy() }))).toEqual({
      kind: 'withheld',
      because: 'too-few',
      threshold: 5
    });
  });

  it('can be seen for one submitted assessment, with what could not be carried', async () => {
    const assessments = await invent(2, { ...answers, 'publishing-machine-readable': 'yes' });
    const draftId = await copy();
    must(
      await removeCriterion(app, administrator, { draftId, version: 1, criterionId: 'publishing-machine-readable' })
    );
    const version = (await read(draftId)).proposedVersion;
    must(await publishDraft(app, administrator, { draftId, version: 2, as: version }));
    const older = must(await listOlderAssessments(app, administrator, { networkId, id, version }));
    expect(older.map((one) => [one.municipality, one.wave, one.modelVersion])).toEqual([
      ['Kommun 0', '2026', shipped],
      ['Kommun 1', '2026', shipped]
    ]);
    const shown = must(await showAssessmentUnder(app, administrator, { assessmentId: older[0]!.id, version }));
    expect(shown.notCarried).toEqual(['publishing-machine-readable']);
    expect(shown.answers).toEqual(answers);
    expect(shown.result.dimensions.legal?.level).toBe(shown.old.result.dimensions.legal?.level);
    const draft = await showAssessmentUnder(app, administrator, { assessmentId: assessments[2]!, version });
    expect(problems(draft)).toEqual([['not-submitted', 'assessmentId']]);
  });
});
