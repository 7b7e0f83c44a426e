import { indexModel } from '$lib/domain/assessment/model-index';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { assessmentsAfter, everyWave, packFromAnswers, putVectors, readVectors } from '../assessment/vector-repository';
import { findModel } from '../model/repository';
import { change } from '../shared/change';

export interface Repacked {
  checked: number;
  /** Those whose packed answers were not what their answers say. */
  mended: number;
}

/** So many assessments a transaction. */
const AT_ONCE = 500;

/** Packs every assessment's answers anew. May be stopped at any moment and begun again. */
export async function repackAnswers(app: App, actor: Actor): Promise<Result<Repacked>> {
  const refused = authorize(actor, 'database:maintain');
  if (refused) return refused;
  const done: Repacked = { checked: 0, mended: 0 };
  for (const { id: waveId, modelId, modelVersion } of await everyWave(app.db.read)) {
    const stored = await findModel(app, modelId, modelVersion);
    if (!stored) throw new Error(`Model ${modelId} ${modelVersion} of wave ${waveId} is missing`);
    const { positions } = indexModel(stored.model);
    for (let last: string | undefined = ''; last !== undefined;) {
      const from: string = last;
      const entry = { action: null, networkId: null };
      const page = await change(app, actor, entry, async ({ tx, audit }) => {
        const ids = await assessmentsAfter(tx, waveId, from, AT_ONCE);
        const present = await readVectors(tx, ids);
        const said = await packFromAnswers(tx, positions, ids);
        // packed and nothing answered: nothing is what it has to say
        for (const id of present.keys()) if (!said.has(id)) said.set(id, new Uint8Array(positions.size));
        const wrong = new Map([...said].filter(([id, bytes]) => !isSame(present.get(id), bytes)));
        await putVectors(tx, wrong);
        for (const id of wrong.keys()) await audit('database:repack', id);
        return ok({ checked: said.size, mended: wrong.size, last: ids.at(AT_ONCE - 1) });
      });
      if (!page.ok) return page;
      done.checked += page.value.checked;
      done.mended += page.value.mended;
      last = page.value.last;
    }
  }
  return ok(done);
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array) =>
  one !== undefined && Buffer.compare(one, other) === 0;
