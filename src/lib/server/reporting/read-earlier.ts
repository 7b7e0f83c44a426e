import { planCarry } from '$lib/domain/assessment/carry-packed';
import type { MaturityModel } from '$lib/domain/model/types';
import type { EarlierWave } from '$lib/domain/reporting/packed-wave';
import type { App } from '../app';
import { listWaves, type WaveRow } from '../assessment/repository';
import { findBridge } from '../model/find-bridge';
import { findModel } from '../model/repository';
import { readFrozenEdition } from './edition-store';
import { type GatheredWave, readWave } from './read-wave';
import { publishedOfWave } from './repository';

/** A report looks back over so many waves before its own. */
const MOST_EARLIER = 4;

export interface GatheredEarlier {
  wave: EarlierWave;
  gathered: GatheredWave;
}

/** The waves before this one under the report's model, the newest first. One that nobody submitted in is passed over. */
export async function readEarlier(
  app: App,
  wave: WaveRow,
  model: MaturityModel,
  given: { places: ReadonlyMap<string, number>; onWave?: (done: number) => void; signal?: AbortSignal | undefined }
): Promise<GatheredEarlier[]> {
  const before = (await listWaves(app.db.read, wave.networkId)).filter(
    ({ id, opensAt }) => id !== wave.id && opensAt < wave.opensAt
  );
  const found: GatheredEarlier[] = [];
  for (const one of before.slice(0, MOST_EARLIER)) {
    if (given.signal?.aborted) break;
    const { modelId, modelVersion } = one;
    const same = modelId === model.id && modelVersion === model.version;
    const stored = await findModel(app, modelId, modelVersion);
    if (!stored) throw new Error(`Model ${modelId} ${modelVersion} of wave ${one.id} is missing`);
    const bridge = same ? null : await findBridge(app, { id: modelId, version: modelVersion }, model);
    const carry = same ? null : planCarry(stored.model, model, bridge?.carries ?? []);
    const gathered = await readWave(app, { waveId: one.id, model: stored.model, carry, ...given });
    given.onWave?.(found.length + 1);
    if (!gathered.packed.mode.length) continue;
    const common = carry?.common ?? new Uint8Array(model.criteria.length).fill(1);
    const { id, name, opensAt, threshold } = one;
    const said = { id, name, opensAt: opensAt.toISOString(), common, ...(threshold === null ? {} : { threshold }) };
    // changes are from the newest one
    const published = found.length === 0 ? await readPublished(app, id) : {};
    found.push({ wave: { ...said, ...gathered.packed, ...published }, gathered });
  }
  return found;
}

/** What a wave's last edition shows; one that cannot be read shows nothing that could be held against it. */
async function readPublished(app: App, waveId: string): Promise<Pick<EarlierWave, 'published'>> {
  const row = (await publishedOfWave(app.db.read, waveId)).at(-1);
  if (!row) return {};
  const frozen = row.manifest ? await readFrozenEdition(app, row) : null;
  const aggregates = frozen?.ok ? frozen.value.aggregates : null;
  if (aggregates?.status !== 'ready') return { published: { tables: {} } };
  const { tables, roundedTo } = aggregates;
  return { published: { tables, ...(roundedTo === undefined ? {} : { roundedTo }) } };
}
