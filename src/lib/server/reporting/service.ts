import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ModelText } from '$lib/domain/model/types';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave, type WaveRow } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { latestCursor } from '../sync/repository';
import { gatherWave } from './gather';
import { type ScreenReport, wordForScreen } from './public-service';
import { insertEdition, listPublishedEditions, nextNumber, publishedOfWave } from './repository';

export interface Drafted {
  document: ReportDocument;
  texts: ModelText[];
  wave: WaveRow;
}

/** The report as it would be published now: every number in it has been through disclosure control. */
export async function draftReport(app: App, actor: Actor, input: { networkId: string }): Promise<Result<Drafted>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return draft(app, input.networkId);
}

/** The draft as a page in one language, with what stands in the way of publishing it. */
export async function previewReport(
  app: App,
  actor: Actor,
  input: { networkId: string; locale: Locale }
): Promise<Result<ScreenReport & { published: string | null; tooFew: boolean }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await draft(app, input.networkId);
  if (!drafted.ok) return drafted;
  const { document, texts, wave } = drafted.value;
  const model = texts.find((text) => text.locale === input.locale)!;
  const published = await publishedOfWave(app.db.read, wave.id);
  return ok({
    ...wordForScreen(document, input.locale, model),
    published: published?.id ?? null,
    tooFew: isTooFew(document)
  });
}

/** The draft as PDF in one language; nobody but the network's own people sees it. */
export async function draftPdf(
  app: App,
  actor: Actor,
  input: { networkId: string; locale: Locale }
): Promise<Result<Uint8Array>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await draft(app, input.networkId);
  if (!drafted.ok) return drafted;
  const { document, texts } = drafted.value;
  return app.offload('renderReport', {
    document,
    locale: input.locale,
    model: texts.find((text) => text.locale === input.locale)!
  });
}

const isTooFew = (document: ReportDocument) => document.blocks.some((block) => block.id === 'too-few');

/**
 * Freezes the report of the network's current wave and publishes it. One edition a wave: a second one, with a few
 * more answers in it, would let anybody subtract the two and read what a single municipality answered.
 */
export async function publishReport(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<{ editionId: string; number: number }>> {
  const refused = authorize(actor, 'report:publish', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await draft(app, input.networkId);
  if (!drafted.ok) return drafted;
  const { document, wave } = drafted.value;
  if (isTooFew(document)) {
    return refuse(
      'too-few',
      'wave',
      'Too few municipalities have answered for a report that says nothing about any one of them - wait for more.'
    );
  }
  const editionId = app.newId();
  const sha256 = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  return change(
    app,
    actor,
    { action: 'report:publish', networkId: input.networkId, subject: editionId },
    async ({ tx, now }) => {
      const earlier = await publishedOfWave(tx, wave.id);
      if (earlier) {
        return refuse(
          'published-already',
          'wave',
          `Edition ${earlier.number} of this wave is published - a second one beside it could reveal single answers. Publish the next wave.`
        );
      }
      const number = await nextNumber(tx, input.networkId);
      await insertEdition(tx, {
        id: editionId,
        networkId: input.networkId,
        waveId: wave.id,
        number,
        document,
        sha256,
        createdAt: now,
        createdBy: actorId(actor),
        publishedAt: now
      });
      return ok({ editionId, number });
    }
  );
}

export async function listReports(app: App, actor: Actor, input: { networkId: string }) {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listPublishedEditions(app.db.read, input.networkId));
}

// Counting and auditing take seconds; while nothing in the network has changed the draft is the same.
const kept = new WeakMap<App, Map<string, { state: string; drafted: Promise<Result<Drafted>> }>>();

async function draft(app: App, networkId: string): Promise<Result<Drafted>> {
  const drafts = kept.get(app) ?? new Map<string, { state: string; drafted: Promise<Result<Drafted>> }>();
  kept.set(app, drafts);
  const state = `${await latestCursor(app.db.read, networkId)} ${today(app)}`;
  const known = drafts.get(networkId);
  if (known?.state === state) return known.drafted;
  const drafted = makeDraft(app, networkId);
  drafts.set(networkId, { state, drafted });
  drafted.catch(() => drafts.delete(networkId));
  return drafted;
}

async function makeDraft(app: App, networkId: string): Promise<Result<Drafted>> {
  const network = await findNetwork(app.db.read, networkId);
  const wave = network && (await currentWave(app.db.read, networkId));
  if (!network || !wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of wave ${wave.id} is missing`);
  const counted = await app.offload('aggregate', await gatherWave(app, wave, stored.model, network.threshold));
  if (!counted.ok) return counted;
  const document = buildReport(stored.model, counted.value, {
    network: network.name,
    wave: wave.name,
    date: app.now().toISOString(),
    demo: network.demo
  });
  return ok({ document, texts: stored.texts, wave });
}
