import { indexModel } from '$lib/domain/assessment/model-index';
import type { App } from '../app';
import { executeOn } from '../db/raw';
import { findModel } from '../model/repository';
import { everyWave, packFromAnswers, putVectors, unpackedOf } from './vector-repository';

/** So many assessments a transaction: others can begin between two, and whoever is stopped has done what is committed. */
const AT_ONCE = 500;

/** Of `PRAGMA user_version`, a number of one's own in the head of the file: every assessment's answers are packed. */
const ALL_PACKED = 1;

/** `ensureVectors` until it has come to its end once: looking through a whole country takes seconds. */
export async function packOnce(app: App): Promise<number> {
  const [row] = (await executeOn(app.db.read, 'PRAGMA user_version', [])).rows;
  if (Number(row?.[0]) >= ALL_PACKED) return 0;
  const packed = await ensureVectors(app);
  await app.db.execute(`PRAGMA user_version = ${ALL_PACKED}`);
  return packed;
}

/**
 * Packs the answers of assessments that have answers and no packed ones: those of a database from before there were any.
 * May be stopped at any moment and begun again. Gives how many it packed.
 */
export async function ensureVectors(app: App): Promise<number> {
  let packed = 0;
  for (const { id: waveId, modelId, modelVersion } of await everyWave(app.db.read)) {
    const stored = await findModel(app, modelId, modelVersion);
    if (!stored) {
      app.log.error({ waveId, modelId, modelVersion }, 'the model of a wave is missing: its answers are not packed');
      continue;
    }
    const { positions } = indexModel(stored.model);
    for (;;) {
      const done = await app.db.write(async (tx) => {
        const ids = await unpackedOf(tx, waveId, AT_ONCE);
        await putVectors(tx, await packFromAnswers(tx, positions, ids));
        return ids.length;
      });
      packed += done;
      if (done < AT_ONCE) break;
    }
  }
  return packed;
}
