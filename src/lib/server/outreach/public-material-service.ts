import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { countsAsDownload } from '$lib/domain/outreach/material';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { describeError } from '../shared/describe-error';
import { today } from '../shared/today';
import { countDownload, findMaterial, readMaterialBytes, versionsOf } from './material-repository';

const materialLink = z.object({ materialId: id, version: z.optional(z.int()) });

export interface MaterialFile {
  name: string;
  mediaType: string;
  sha256: string;
  /** Null where the asker has this very file already. */
  bytes: Uint8Array | null;
  public: boolean;
}

/**
 * A file of the library: the newest version, or an older one by its number. Counted by day where it is a person who
 * fetches it, as far as that can be told; nothing about them is kept.
 *
 * Errors: `not-found`, also for what was withdrawn; `not-signed-in` and `forbidden` for what is for members only.
 */
export async function fetchMaterial(
  app: App,
  actor: Actor,
  input: {
    materialId: string;
    version?: number | undefined;
    known: readonly string[];
    request: { method: string; userAgent: string; purpose: string };
  }
): Promise<Result<MaterialFile>> {
  const given = check(materialLink, { materialId: input.materialId, version: input.version });
  if (!given.ok) return gone();
  const { materialId, version } = given.value;
  const found = await findMaterial(app.db.read, materialId);
  if (!found || found.withdrawnAt) return gone();
  if (found.audience === 'members') {
    const refused = authorize(actor, 'network:read', { networkId: found.networkId });
    if (refused) return refused;
  }
  const versions = await versionsOf(app.db.read, materialId);
  const wanted = version === undefined ? versions[0] : versions.find(({ number }) => number === version);
  if (!wanted) return gone();
  const { name, mediaType, sha256, number } = wanted;
  const file = { name, mediaType, sha256, public: found.audience === 'public' };
  if (input.known.includes(sha256)) return ok({ ...file, bytes: null });
  const bytes = await readMaterialBytes(app.db.read, materialId, number);
  if (!bytes) return gone();
  if (countsAsDownload(input.request)) await note(app, materialId, number);
  return ok({ ...file, bytes });
}

/** A full disk keeps nobody from reading. */
async function note(app: App, materialId: string, number: number): Promise<void> {
  try {
    await app.db.write((tx) => countDownload(tx, materialId, number, today(app)));
  } catch (error) {
    app.log.warn({ error: describeError(error) }, 'a download was not counted');
  }
}

const gone = () => refuse('not-found', 'materialId', 'There is no such file, or it was withdrawn.');
