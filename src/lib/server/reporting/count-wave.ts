import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { FrozenEdition } from '$lib/domain/reporting/edition';
import { freezeInput } from '$lib/domain/reporting/freeze-input';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave, type WaveRow } from '../assessment/repository';
import type { OffloadOptions } from '../heavy/tasks';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { boundariesOf } from '../register/boundary-repository';
import { today } from '../shared/today';
import { latestCursor } from '../sync/repository';
import { readFrozenEdition } from './edition-store';
import { gatherWave } from './gather';
import { gatherMaterial } from './gather-material';
import { publishedOfWave } from './repository';

/** Everything a report of a wave is written from. */
export interface Counted {
  network: NonNullable<Awaited<ReturnType<typeof findNetwork>>>;
  wave: WaveRow;
  model: MaturityModel;
  texts: ModelText[];
  /** Confidential. */
  input: AggregateInput;
  material: ReportMaterial;
  aggregates: Aggregates;
}

/** What is being done, and how far it is. */
export interface CountStage {
  stage: 'reading' | 'counting';
  done: number;
  of: number;
}
export type CountOptions = OffloadOptions<CountStage>;

// Counting and auditing take seconds; while nothing in the network has changed the numbers are the same.
interface Kept {
  state: string;
  counted: Promise<Result<Counted>>;
  signal: AbortSignal | undefined;
}
const kept = new WeakMap<App, Map<string, Kept>>();

/**
 * The network's current wave, counted and protected. Callers authorise.
 *
 * Errors: `no-wave`, those of `aggregate`, `cancelled`.
 */
export async function countWave(app: App, networkId: string, options: CountOptions = {}): Promise<Result<Counted>> {
  const all = kept.get(app) ?? new Map<string, Kept>();
  kept.set(app, all);
  const wave = await currentWave(app.db.read, networkId);
  const published = wave ? await publishedOfWave(app.db.read, wave.id) : [];
  // boundaries are no news for anybody's device, but they are drawn
  const drawn = (await boundariesOf(app.db.read, networkId)).map(({ sha256 }) => sha256).join();
  const state = `${await latestCursor(app.db.read, networkId)} ${today(app)} ${published.at(-1)?.id ?? ''} ${drawn}`;
  const known = all.get(networkId);
  if (known?.state === state && !known.signal?.aborted) return known.counted;
  const counted = count(app, networkId, options);
  all.set(networkId, { state, counted, signal: options.signal });
  const forget = () => all.get(networkId)?.counted === counted && all.delete(networkId);
  // what was stopped is begun anew by whoever asks next
  counted.then((result) => result.ok || result.problems[0]?.code !== 'cancelled' || forget(), forget);
  return counted;
}

async function count(app: App, networkId: string, { onProgress, signal }: CountOptions): Promise<Result<Counted>> {
  const network = await findNetwork(app.db.read, networkId);
  const wave = network && (await currentWave(app.db.read, networkId));
  if (!network || !wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of wave ${wave.id} is missing`);
  const told = (stage: CountStage['stage']) => (done: number, of: number) => onProgress?.({ stage, done, of });
  const gathered = await gatherWave(app, wave, stored.model, network.threshold, {
    onProgress: told('reading'),
    signal
  });
  if (signal?.aborted) return refuse('cancelled', 'signal', 'Counting was cancelled - begin it again.');
  const last = await readLast(app, wave.id);
  if (!last.ok) return last;
  const materialOf = (input: AggregateInput) => gatherMaterial(app, { network, model: stored.model, input });
  // the same answers give the same tables: a correction of words is never held up by them
  if (last.value && said(last.value.input) === said(gathered)) {
    const { input, aggregates } = last.value;
    return ok({ network, wave, ...stored, input, material: await materialOf(input), aggregates });
  }
  const input = { ...gathered, ...earlierIn(last.value) };
  const counting = told('counting');
  const aggregates = await app.offload('aggregate', input, {
    onProgress: ({ done, of }) => counting(done, of),
    signal
  });
  if (!aggregates.ok) return aggregates;
  return ok({ network, wave, ...stored, input, material: await materialOf(input), aggregates: aggregates.value });
}

/** The wave's last edition, with what it was counted from. */
async function readLast(app: App, waveId: string): Promise<Result<FrozenEdition | null>> {
  const row = (await publishedOfWave(app.db.read, waveId)).findLast(({ manifest }) => manifest !== null);
  return row ? readFrozenEdition(app, row) : ok(null);
}

/** What was counted, as text: not what an edition took over from the one before it, and not the wave's model, which never changes. */
function said(input: AggregateInput): string {
  const frozen = freezeInput(input) as { earlierEdition?: unknown; model?: unknown };
  const { earlierEdition: _before, model: _model, ...counted } = frozen;
  return JSON.stringify(counted);
}

/** The next edition keeps the classes of the last, and what it withheld. */
function earlierIn(last: FrozenEdition | null): Pick<AggregateInput, 'earlierEdition'> {
  if (last?.aggregates.status !== 'ready') return {};
  const { strata, tables } = last.aggregates;
  return { earlierEdition: { strata, tables } };
}
