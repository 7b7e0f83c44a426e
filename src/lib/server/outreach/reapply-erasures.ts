import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type ErasureEntry, noteErasures, readErasures } from '../operations/erasure-list';
import { overwriteFreed } from '../operations/overwrite-freed';
import { change } from '../shared/change';
import { erasePeople, findSubject } from './erase-people';
import { allErasures, contactRows, insertErasure } from './erasure-repository';
import { writeHiddenOptOut } from './opt-out-repository';

/**
 * Whoever was erased stays so, also where an older backup has taken the database's place: the list beside the database
 * is gone through at every start. A list that was lost is written again from what the database knows.
 */
export async function reapplyErasures(app: App): Promise<number> {
  const listed = readErasures(app.env);
  const known = new Map((await allErasures(app.db.read)).map((row) => [row.id, row]));
  const back = await contactRows(
    app.db.read,
    listed.map(({ id }) => id)
  );
  const due = listed.filter(({ id }) => !known.has(id) || back.some((row) => row.id === id));
  for (const entry of due) await reapply(app, entry);
  const missing = [...known.values()].filter(({ id }) => !listed.some((entry) => entry.id === id));
  noteErasures(
    app.env,
    missing.map(({ erasedAt, erasedBy: by, ...row }) => ({ ...row, at: erasedAt.toISOString(), by }))
  );
  if (due.length) await overwriteFreed(app);
  return due.length;
}

async function reapply(app: App, { id, networkId, hashes, reason, at, by }: ErasureEntry): Promise<void> {
  const erasedAt = new Date(at);
  await change(app, SYSTEM, { action: 'contact:erase-again', networkId, subject: id }, async (context) => {
    const subject = await findSubject(context.tx, id);
    if (subject) await erasePeople(app, context, subject, { reason, by, at: erasedAt, hashes });
    await insertErasure(context.tx, { id, networkId, hashes, reason, erasedAt, erasedBy: by });
    for (const one of hashes) await writeHiddenOptOut(app, context.tx, networkId, one, at.slice(0, 10));
    return ok(null);
  });
}
