import type { EditionPart } from '$lib/domain/reporting/edition';
import type { App } from '$lib/server/app';
import type { edition } from '$lib/server/db/schema/reporting';
import { hashManifest, manifestOf, packPart } from '$lib/server/reporting/edition-parts';
import { writeParts } from '$lib/server/reporting/edition-repository';
import { insertEdition } from '$lib/server/reporting/repository';

/** A published edition of a few parts, stored and hashed as every other: enough to take something out of it. */
export async function publishSmallEdition(
  app: App,
  { networkId, waveId }: { networkId: string; waveId: string },
  said: Partial<Record<EditionPart, unknown>>,
  more: Partial<typeof edition.$inferInsert> = {}
): Promise<string> {
  const names = Object.keys(said) as EditionPart[];
  const parts = await Promise.all(names.map((name) => packPart(name, said[name])));
  const manifest = manifestOf('test', parts);
  const [id, at] = [app.newId(), app.now()];
  await app.db.write(async (tx) => {
    await insertEdition(tx, {
      ...{ id, networkId, waveId, number: 1, document: {}, manifest, sha256: hashManifest(manifest), sha256Now: null },
      ...{ createdAt: at, createdBy: 'x', publishedAt: at, publishedBy: 'y' },
      ...{ correctsId: null, correction: null, release: null, ...more }
    });
    await writeParts(tx, id, parts);
  });
  return id;
}
