import type { PublishedEdition } from '$lib/domain/reporting/edition';
import type { ReleaseFacts } from '$lib/domain/reporting/release/release-facts';
import type { App } from '../app';
import { findWave } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { publicOrigin } from '../shared/origin';

/** What describes an edition that was published before these facts were kept with it. */
export async function releaseFactsOf(app: App, edition: PublishedEdition): Promise<ReleaseFacts> {
  const { id, networkId, network, publishedAt, corrects } = edition;
  const row = await findNetwork(app.db.read, networkId);
  return {
    address: reportAddress(app, id),
    network,
    country: row?.country ?? 'SE',
    publisher: { name: network },
    licence: null,
    contact: null,
    issued: publishedAt.toISOString(),
    wave: { from: null, to: null },
    corrects: corrects && reportAddress(app, corrects.id)
  };
}

/** What is frozen with publication: nothing of it is read from settings later. */
export async function releaseOf(
  app: App,
  row: { id: string; networkId: string; waveId: string; correctsId: string | null },
  now: Date
): Promise<ReleaseFacts> {
  const network = await findNetwork(app.db.read, row.networkId);
  const wave = await findWave(app.db.read, row.waveId);
  const name = network?.name ?? '';
  const day = (at: Date | null | undefined) => at?.toISOString().slice(0, 10) ?? null;
  return {
    address: reportAddress(app, row.id),
    ...{ network: name, country: network?.country ?? 'SE', publisher: { name }, licence: null, contact: null },
    issued: now.toISOString(),
    wave: { from: day(wave?.opensAt), to: day(wave?.closesAt) },
    corrects: row.correctsId === null ? null : reportAddress(app, row.correctsId)
  };
}

/** The stable address of an edition's page. */
export function reportAddress(app: App, id: string): string {
  return `${publicOrigin(app.env)}/reports/${id}`;
}
