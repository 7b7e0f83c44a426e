import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { FrozenEdition } from '$lib/domain/reporting/edition';
import { freezeInput } from '$lib/domain/reporting/freeze-input';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { WaveRow } from '../assessment/repository';
import type { OffloadOptions } from '../heavy/tasks';
import { findNetwork } from '../identity/directory-repository';
import { findModel } from '../model/repository';
import { boundariesOf } from '../register/boundary-repository';
import { today } from '../shared/today';
import { latestCursor } from '../sync/repository';
import { readFrozenEdition } from './edition-store';
import { gatherWave } from './gather';
import { piecesOf } from './editorial-repository';
import { gatherMaterial } from './gather-material';
import { type NumbersChoice, numbersOf, publishesNames } from './numbers-choice';
import { nextNumber, publishedOfWave } from './repository';
import { type ReportOf, waveOfReport } from './wave-of-report';

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
  networkId: string;
  state: string;
  counted: Promise<Result<Counted>>;
  signal: AbortSignal | undefined;
}
const kept = new WeakMap<App, Map<string, Kept>>();

/**
 * A wave of a network, counted and protected. Callers authorise.
 *
 * Errors: `no-wave`, those of `aggregate`, `cancelled`.
 */
export async function countWave(app: App, of: ReportOf, options: CountOptions = {}): Promise<Result<Counted>> {
  const { networkId } = of;
  const all = kept.get(app) ?? new Map<string, Kept>();
  kept.set(app, all);
  const wave = await waveOfReport(app, of);
  if (!wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  // boundaries are no news for anybody's device, but they are drawn
  const drawn = (await boundariesOf(app.db.read, networkId)).map(({ sha256 }) => sha256).join();
  const chosen = numbersOf(await piecesOf(app.db.read, wave.id));
  const state = `${await latestCursor(app.db.read, networkId)} ${today(app)} ${await nextNumber(app.db.read, networkId)} ${drawn} ${chosen.version}`;
  const known = all.get(wave.id);
  if (known?.state === state && !known.signal?.aborted) return known.counted;
  const counted = count(app, wave, chosen, options);
  all.delete(wave.id);
  all.set(wave.id, { networkId, state, counted, signal: options.signal });
  dropOldest(all, networkId);
  const forget = () => all.get(wave.id)?.counted === counted && all.delete(wave.id);
  // what was stopped is begun anew by whoever asks next
  counted.then((result) => result.ok || result.problems[0]?.code !== 'cancelled' || forget(), forget);
  return counted;
}

/** A network's current wave, and one of before that somebody corrects; a whole country is some megabytes. */
const MOST_KEPT = 2;

function dropOldest(all: Map<string, Kept>, networkId: string): void {
  const own = [...all].filter(([, kept]) => kept.networkId === networkId);
  for (const [waveId] of own.slice(0, -MOST_KEPT)) all.delete(waveId);
}

async function count(
  app: App,
  wave: WaveRow,
  { roundTo, keep }: NumbersChoice,
  { onProgress, signal }: CountOptions
): Promise<Result<Counted>> {
  const network = await findNetwork(app.db.read, wave.networkId);
  if (!network) throw new Error(`Network ${wave.networkId} of wave ${wave.id} is missing`);
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  if (!stored) throw new Error(`Model ${wave.modelId} ${wave.modelVersion} of wave ${wave.id} is missing`);
  const told = (stage: CountStage['stage']) => (done: number, of: number) => onProgress?.({ stage, done, of });
  const read = { onProgress: told('reading'), signal };
  const gathered = {
    ...(await gatherWave(app, wave, stored.model, network.threshold, read)),
    // chosen before this was refused: beside names counts are exact
    ...(roundTo === null || publishesNames(wave) ? {} : { roundTo })
  };
  if (signal?.aborted) return refuse('cancelled', 'signal', 'Counting was cancelled - begin it again.');
  const last = await readLast(app, wave.id);
  if (!last.ok) return last;
  const named = new Set(gathered.publishThemselves);
  // who is named is asked each time, also where the numbers are those of before
  const materialOf = (input: AggregateInput) => {
    const publishThemselves = input.publishThemselves?.filter((code) => named.has(code));
    return gatherMaterial(app, { network, model: stored.model, input: { ...input, publishThemselves } });
  };
  // the same answers give the same tables: a correction of words is never held up by them, nor by late answers where
  // the numbers are kept
  if (last.value && (keep || said(last.value.input) === said(gathered))) {
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
