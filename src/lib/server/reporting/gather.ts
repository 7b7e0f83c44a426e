import { promisedThreshold } from '$lib/domain/disclosure/promised-threshold';
import type { MaturityModel } from '$lib/domain/model/types';
import { entryId } from '$lib/domain/outreach/corrections';
import type { AggregateInput } from '$lib/domain/reporting/aggregate-types';
import { mainGroupOf, sizeClassOf } from '$lib/domain/register/size-class';
import type { App } from '../app';
import { today } from '../shared/today';
import type { WaveRow } from '../assessment/repository';
import { takenBackIn } from '../outreach/gather-ledger';
import { gatherMentoring } from './gather-mentoring';
import { readEarlier } from './read-earlier';
import { type GatheredWave, readWave } from './read-wave';
import { readMet, readRaised, readRegister } from './report-repository';
import { periodOf, type WavePeriod } from './wave-period';

/** How far gathering is, and how it is told to stop. */
export interface GatherOptions {
  /** Waves read, of so many at most. */
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** This wave, those before it, and what is known besides. */
const PARTS = 6;

/**
 * Everything a report counts, read from the database: submitted assessments only, of municipalities valid now, from their
 * packed answers. Aborted, it ends early with less than everything: whoever aborted throws it away.
 */
export async function gatherWave(
  app: App,
  wave: WaveRow,
  model: MaturityModel,
  threshold: number,
  { onProgress, signal }: GatherOptions = {}
): Promise<AggregateInput> {
  const register = await readRegister(app.db.read, wave.networkId, today(app), signal);
  const places = new Map(register.map(({ id }, place) => [id, place]));
  const told = (done: number) => onProgress?.(done, PARTS);
  told(0);
  const gathered = await readWave(app, { waveId: wave.id, model, carry: null, places, signal });
  told(1);
  const earlier = await readEarlier(app, wave, model, { places, signal, onWave: (done) => told(1 + done) });
  const period = await periodOf(app, wave);
  const { met, barriers } = await gatherMeetings(app, {
    ...{ networkId: wave.networkId, model, period },
    codeOf: (id) => register[places.get(id) ?? -1]?.code
  });
  const mentoring = await gatherMentoring(app, { wave, period, model, register, places, gathered, earlier, signal });
  told(PARTS);
  const counties = new Map(
    register.flatMap(({ county, countyName }) => (county ? [[county, countyName ?? county]] : []))
  );
  return {
    model,
    threshold: promisedThreshold(wave.threshold, threshold),
    municipalities: register.map(({ code, population, group, county }) => ({
      code,
      sizeClass: sizeClassOf(population),
      mainGroup: mainGroupOf(group),
      county
    })),
    counties: [...counties].map(([code, name]) => ({ code, name })),
    invited: Array.from(gathered.invited, (place) => register[place]!.code),
    assessed: [],
    wave: gathered.packed,
    earlier: earlier.map((one) => one.wave),
    publishThemselves: publishing(wave, gathered).map((place) => register[place]!.code),
    met,
    barriers,
    ...mentoring
  };
}

/** Positions of those whose result is published by name: what the wave promised, or what each of them chose. */
export function publishing(wave: Pick<WaveRow, 'publish'>, { packed, named }: GatheredWave): number[] {
  if (wave.publish === 'aggregates') return [];
  const all = wave.publish === 'named';
  return Array.from(packed.municipality).filter((_, row) => all || named[row] === 1);
}

interface MeetingsWanted {
  networkId: string;
  model: MaturityModel;
  period: WavePeriod;
  codeOf: (municipalityId: string) => string | undefined;
}

async function gatherMeetings(
  app: App,
  { networkId, model, period, codeOf }: MeetingsWanted
): Promise<Pick<AggregateInput, 'met' | 'barriers'>> {
  const takenBack = await takenBackIn(app, networkId);
  const known = new Set(model.barriers.map(({ id }) => id));
  const raisedAt = new Map<string, { id: string; barrier: string; severity: number }[]>();
  for (const { meetingId, ...raised } of await readRaised(app.db.read, networkId, period)) {
    if (!known.has(raised.barrier)) continue;
    const others = raisedAt.get(meetingId);
    if (others) others.push(raised);
    else raisedAt.set(meetingId, [raised]);
  }
  const met = new Set<string>();
  const barriers: { barrier: string; municipality: string; severity: number }[] = [];
  for (const { meetingId, municipalityId } of await readMet(app.db.read, networkId, period)) {
    const municipality = codeOf(municipalityId);
    if (municipality === undefined) continue;
    met.add(municipality);
    // a barrier raised where several municipalities met counts for each of them, but not where it was taken back
    for (const { id, barrier, severity } of raisedAt.get(meetingId) ?? [])
      if (!takenBack.has(entryId(id, municipalityId))) barriers.push({ barrier, municipality, severity });
  }
  return { met: [...met], barriers };
}
