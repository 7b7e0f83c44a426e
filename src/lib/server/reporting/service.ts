import { createHash } from 'node:crypto';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { ModelText } from '$lib/domain/model/types';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave, type WaveRow } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { change } from '../shared/change';
import { gatherWave } from './gather';
import { insertEdition, listPublishedEditions, nextNumber, publishedOfWave } from './repository';

export interface Drafted {
  document: ReportDocument;
  texts: ModelText[];
  wave: WaveRow;
  /** The edition of this wave, once published: it stays as it is. */
  published: string | null;
}

/** The report as it would be published now: every number in it has been through disclosure control. */
export async function draftReport(app: App, actor: Actor, input: { networkId: string }): Promise<Result<Drafted>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return draft(app, input.networkId);
}

/**
 * Freezes the report of the network's current wave and publishes it. One edition a wave: a second one, with a few
 * more answers in it, would let anybody subtract the two and read what a single municipality answered.
 */
export async function publishReport(app: App, actor: Actor, input: { networkId: string }): Promise<Result<{ editionId: string; number: number }>> {
  const refused = authorize(actor, 'report:publish', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await draft(app, input.networkId);
  if (!drafted.ok) return drafted;
  const { document, wave } = drafted.value;
  if (document.blocks.some((block) => block.id === 'too-few')) {
    return refuse('too-few', 'wave', 'Too few municipalities have answered for a report that says nothing about any one of them - wait for more.');
  }
  const editionId = app.newId();
  const sha256 = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  return change(app, actor, { action: 'report:publish', networkId: input.networkId, subject: editionId }, async ({ tx, now }) => {
    const earlier = await publishedOfWave(tx, wave.id);
    if (earlier) {
      return refuse('published-already', 'wave', `Edition ${earlier.number} of this wave is published - a second one beside it could reveal single answers. Publish the next wave.`);
    }
    const number = await nextNumber(tx, input.networkId);
    await insertEdition(tx, { id: editionId, networkId: input.networkId, waveId: wave.id, number, document, sha256, createdAt: now, createdBy: actorId(actor), publishedAt: now });
    return ok({ editionId, number });
  });
}

export async function listReports(app: App, actor: Actor, input: { networkId: string }) {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listPublishedEditions(app.db.read, input.networkId));
}

async function draft(app: App, networkId: string): Promise<Result<Drafted>> {
  const network = await findNetwork(app.db.read, networkId);
  const wave = network && (await currentWave(app.db.read, networkId));
  if (!network || !wave) return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of wave ${wave.id} is missing`);
  const counted = await app.offload('aggregate', await gatherWave(app, wave, stored.model, network.threshold));
  if (!counted.ok) return counted;
  const document = buildReport(stored.model, counted.value, { network: network.name, wave: wave.name, date: app.now().toISOString(), demo: network.demo });
  const published = await publishedOfWave(app.db.read, wave.id);
  return ok({ document, texts: stored.texts, wave, published: published?.id ?? null });
}
