import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  BOUNDARY_LEVELS,
  type BoundaryLevel,
  type BoundaryReading
} from '$lib/domain/register/boundaries/read-boundaries';
import { check } from '$lib/domain/shared/check';
import { line } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { type BoundaryRow, boundariesOf, deleteBoundary, writeBoundary } from './boundary-repository';
import { listMunicipalities } from './repository';

/** A country's boundaries as they are published; finer ones say nothing more on a page. */
export const MOST_BOUNDARY_BYTES = 30_000_000;

const importSchema = z.object({
  source: line(200),
  level: z.optional(z.nullable(z.enum(BOUNDARY_LEVELS, 'must be county or municipality')))
});

export interface BoundaryFile {
  networkId: string;
  bytes: Uint8Array;
  /** Left out: whichever more of the file's areas belong to. */
  level?: BoundaryLevel | null;
}

/** What a file of boundaries is and would draw; writes nothing. */
export async function previewBoundaries(app: App, actor: Actor, file: BoundaryFile): Promise<Result<BoundaryReading>> {
  const refused = authorize(actor, 'register:import', { networkId: file.networkId });
  return refused ?? readFile(app, file);
}

export type BoundaryImported = Omit<BoundaryReading, 'drawn'> & { dryRun: boolean };

/** Takes a file's shapes as the network's, in place of those of the same level. */
export async function importBoundaries(
  app: App,
  actor: Actor,
  input: BoundaryFile & { fileName: string; source: string; dryRun?: boolean }
): Promise<Result<BoundaryImported>> {
  const { networkId } = input;
  const refused = authorize(actor, 'register:import', { networkId });
  if (refused) return refused;
  const checked = check(importSchema, { source: input.source, level: input.level });
  if (!checked.ok) return checked;
  const read = await readFile(app, input);
  if (!read.ok) return read;
  const { drawn, ...said } = read.value;
  if (input.dryRun) return ok({ ...said, dryRun: true });
  const subject = `${networkId}/${said.level}`;
  return change(app, actor, { action: 'register:boundaries', networkId, subject }, async ({ tx, now }) => {
    await writeBoundary(tx, {
      ...{ networkId, level: said.level, drawing: drawn.drawing, areas: drawn.areas, source: checked.value.source },
      ...{ fileName: input.fileName.slice(0, 200), sha256: createHash('sha256').update(input.bytes).digest('hex') },
      ...{ createdAt: now, createdBy: actorId(actor) }
    });
    return ok({ ...said, dryRun: false });
  });
}

export type BoundaryKept = Pick<BoundaryRow, 'level' | 'source' | 'fileName' | 'createdAt'> & { areas: number };

/** Which shapes the network has. */
export async function listBoundaries(
  app: App,
  actor: Actor,
  { networkId }: { networkId: string }
): Promise<Result<BoundaryKept[]>> {
  const refused = authorize(actor, 'register:read', { networkId });
  if (refused) return refused;
  const rows = await boundariesOf(app.db.read, networkId);
  return ok(
    rows.map(({ level, source, fileName, createdAt, areas }) => ({
      ...{ level, source, fileName, createdAt, areas: areas.length }
    }))
  );
}

/** Reports then show counties as tiles again. */
export async function removeBoundaries(
  app: App,
  actor: Actor,
  { networkId, level }: { networkId: string; level: string }
): Promise<Result<null>> {
  const refused = authorize(actor, 'register:import', { networkId });
  if (refused) return refused;
  const known = BOUNDARY_LEVELS.find((one) => one === level);
  if (!known) return refuse('level-unknown', 'level', `Level must be county or municipality - got "${level}".`);
  const subject = `${networkId}/${known}`;
  return change(app, actor, { action: 'register:remove-boundaries', networkId, subject }, async ({ tx }) => {
    await deleteBoundary(tx, networkId, known);
    return ok(null);
  });
}

async function readFile(app: App, { networkId, bytes, level }: BoundaryFile): Promise<Result<BoundaryReading>> {
  if (bytes.length > MOST_BOUNDARY_BYTES)
    return refuse('file-too-large', 'file', 'The file has more than 30 MB - choose a coarser one.');
  const municipalities = await listMunicipalities(app.db.read, { networkId, on: today(app) });
  const counties = new Map(
    municipalities.flatMap(({ countyCode, countyName }) => (countyCode ? [[countyCode, countyName ?? countyCode]] : []))
  );
  const places = {
    county: [...counties].map(([code, name]) => ({ code, name })),
    municipality: municipalities.map(({ code, name, nameSecond }) => ({ code, name, nameSecond }))
  };
  return app.offload('readBoundaries', { bytes, places, level: level ?? null });
}
