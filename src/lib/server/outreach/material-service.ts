import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { cleanFileName, MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  type Audience,
  keepTitled,
  LATELY_DAYS,
  materialInput,
  type MaterialTexts,
  MAX_LIBRARY_BYTES
} from '$lib/domain/outreach/material';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import { addDays } from '$lib/domain/roadmap/reminder-due';
import type { App } from '../app';
import { checkFile } from '../assessment/evidence-keeping';
import type { Tx } from '../db/client';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import {
  downloadsOf,
  findMaterial,
  insertVersion,
  libraryBytes,
  type MaterialRow,
  materialsOf,
  type MaterialVersionRow,
  versionsOf,
  writeMaterial
} from './material-repository';

export interface MaterialListed {
  id: string;
  texts: MaterialTexts;
  audience: Audience;
  withdrawn: boolean;
  /** Stays the same for every version. */
  address: string;
  versions: Pick<MaterialVersionRow, 'number' | 'name' | 'mediaType' | 'size' | 'addedAt'>[];
  downloads: { ever: number; lately: number };
}

export async function listMaterials(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<MaterialListed[]>> {
  const refused = authorize(actor, 'public:edit') ?? authorize(actor, 'public:edit', { networkId: input.networkId });
  if (refused) return refused;
  const rows = await materialsOf(app.db.read, input.networkId, true);
  const counts = await downloadsOf(app.db.read, input.networkId, addDays(today(app), -LATELY_DAYS));
  return ok(
    rows.map((row) => ({
      ...{ id: row.id, texts: row.texts, audience: row.audience, withdrawn: row.withdrawnAt !== null },
      address: `${publicOrigin(app.env)}/materials/${row.id}`,
      versions: row.versions.map(({ number, name, mediaType, size, addedAt }) => ({
        ...{ number, name, mediaType, size, addedAt }
      })),
      downloads: counts.get(row.id) ?? { ever: 0, lately: 0 }
    }))
  );
}

interface FileGiven {
  fileName: string;
  bytes: Uint8Array;
}

/**
 * Puts something new into the library.
 *
 * Errors: `title-missing`; those of a file (`file-empty`, `file-too-large`, `file-type-refused`, `file-lies`,
 * `file-not-text`); `quota-full`.
 */
export async function addMaterial(
  app: App,
  actor: Actor,
  input: z.input<typeof materialInput> & FileGiven
): Promise<Result<{ materialId: string }>> {
  const refused = authorize(actor, 'public:edit') ?? authorize(actor, 'public:edit', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(materialInput, input);
  if (!given.ok) return given;
  const texts = keepTitled(given.value.texts as MaterialTexts);
  if (!texts.ok) return texts;
  const file = await readFile(input);
  if (!file.ok) return file;
  const { networkId, audience } = given.value;
  const materialId = app.newId();
  return change(app, actor, { action: 'material:add', networkId, subject: materialId }, async ({ tx, now }) => {
    const full = await refuseFull(tx, networkId, file.value.size);
    if (full) return full;
    const by = { createdAt: now, createdBy: actorId(actor), updatedAt: now, withdrawnAt: null };
    await writeMaterial(tx, { id: materialId, networkId, texts: texts.value, audience, ...by });
    await insertVersion(
      tx,
      { materialId, number: 1, ...file.value, addedAt: now, addedBy: actorId(actor) },
      input.bytes
    );
    return ok({ materialId });
  });
}

/** A new version under the same address; the older ones stay reachable by their number. */
export async function addMaterialVersion(
  app: App,
  actor: Actor,
  input: { materialId: string } & FileGiven
): Promise<Result<{ number: number }>> {
  const opened = await openMaterial(app, actor, input.materialId);
  if (!opened.ok) return opened;
  const file = await readFile(input);
  if (!file.ok) return file;
  const { id: materialId, networkId } = opened.value;
  return change(app, actor, { action: 'material:version', networkId, subject: materialId }, async ({ tx, now }) => {
    const [newest] = await versionsOf(tx, materialId);
    const number = newest?.number ?? 0;
    // the same file once more is no new version
    if (newest?.sha256 === file.value.sha256) return ok({ number });
    const full = await refuseFull(tx, networkId, file.value.size);
    if (full) return full;
    const row = { materialId, number: number + 1, ...file.value, addedAt: now, addedBy: actorId(actor) };
    await insertVersion(tx, row, input.bytes);
    await writeMaterial(tx, { ...((await findMaterial(tx, materialId)) ?? opened.value), updatedAt: now });
    return ok({ number: number + 1 });
  });
}

const wordsInput = z.omit(z.extend(materialInput, { materialId: id }), { networkId: true });

/** Title, description, and for whom it is. */
export async function saveMaterial(app: App, actor: Actor, input: z.input<typeof wordsInput>): Promise<Result<null>> {
  const opened = await openMaterial(app, actor, input.materialId);
  if (!opened.ok) return opened;
  const given = check(wordsInput, input);
  if (!given.ok) return given;
  const texts = keepTitled(given.value.texts as MaterialTexts);
  if (!texts.ok) return texts;
  const { id: materialId, networkId } = opened.value;
  return change(app, actor, { action: 'material:save', networkId, subject: materialId }, async ({ tx, now }) => {
    const fresh = (await findMaterial(tx, materialId)) ?? opened.value;
    await writeMaterial(tx, { ...fresh, texts: texts.value, audience: given.value.audience, updatedAt: now });
    return ok(null);
  });
}

/** Takes it out of the library, or puts it back; its address answers again then. */
export async function withdrawMaterial(
  app: App,
  actor: Actor,
  input: { materialId: string; withdrawn: boolean }
): Promise<Result<null>> {
  const opened = await openMaterial(app, actor, input.materialId);
  if (!opened.ok) return opened;
  const { id: materialId, networkId } = opened.value;
  const action = input.withdrawn ? 'material:withdraw' : 'material:restore';
  return change(app, actor, { action, networkId, subject: materialId }, async ({ tx, now }) => {
    const fresh = (await findMaterial(tx, materialId)) ?? opened.value;
    const withdrawnAt = input.withdrawn ? (fresh.withdrawnAt ?? now) : null;
    await writeMaterial(tx, { ...fresh, withdrawnAt, updatedAt: now });
    return ok(null);
  });
}

async function openMaterial(app: App, actor: Actor, materialId: string): Promise<Result<MaterialRow>> {
  const refused = authorize(actor, 'public:edit');
  if (refused) return refused;
  const found = await findMaterial(app.db.read, String(materialId));
  if (!found) return refuse('not-found', 'materialId', 'This material is not here any more.');
  const { networkId } = found;
  return authorize(actor, 'public:edit', { networkId }) ?? ok(found);
}

type FileFacts = Pick<MaterialVersionRow, 'name' | 'mediaType' | 'size' | 'sha256'>;

async function readFile({ fileName, bytes }: FileGiven): Promise<Result<FileFacts>> {
  const name = cleanFileName(String(fileName));
  if (name === '') return refuse('file-missing', 'file', 'Choose a file first.');
  const type = await checkFile(name, bytes);
  if (!type.ok) return type;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ok({ name, mediaType: type.value, size: bytes.length, sha256 });
}

async function refuseFull(tx: Tx, networkId: string, size: number) {
  if ((await libraryBytes(tx, networkId)) + size <= MAX_LIBRARY_BYTES) return null;
  const megabytes = MAX_LIBRARY_BYTES / (1024 * 1024);
  const message = `All files of the library together may have ${megabytes} MB, one at most ${MAX_EVIDENCE_BYTES / (1024 * 1024)}.`;
  return refuseAll([{ code: 'library-full', path: 'file', message, facts: { megabytes } }]);
}
