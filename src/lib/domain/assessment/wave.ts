import * as z from 'zod/mini';
import { deadlineOf } from './answer-lock';
import { isoDate, line } from '../shared/fields';
import { ok, refuse, type Result } from '../shared/result';

/**
 * What will be published of a wave, said before it opens and never changed: results by name, sums only, or by name where a
 * municipality chooses that. Sums only where nothing is said: the most careful.
 */
export const PUBLISH = ['named', 'aggregates', 'chosen'] as const;
export type Publish = (typeof PUBLISH)[number];

export const openWaveSchema = z.object({
  name: line(60),
  opensOn: isoDate,
  closesOn: isoDate,
  publish: z._default(z.enum(PUBLISH, 'must be named, aggregates or chosen'), 'aggregates')
});
export type OpenWave = z.infer<typeof openWaveSchema>;

/**
 * A wave lasts at least a day and at most two years.
 *
 * @example
 * checkWavePeriod({ opensOn: '2026-09-01', closesOn: '2026-08-01' }).ok // false
 */
export function checkWavePeriod({ opensOn, closesOn }: { opensOn: string; closesOn: string }): Result<null> {
  const days = (Date.parse(closesOn) - Date.parse(opensOn)) / 86_400_000;
  if (days < 1)
    return refuse('period-invalid', 'closesOn', `The wave must close after it opens (${opensOn}) - got "${closesOn}".`);
  if (days > 731)
    return refuse(
      'period-invalid',
      'closesOn',
      `A wave lasts two years at most - "${closesOn}" is ${Math.round(days / 365)} years after it opens.`
    );
  return ok(null);
}

/**
 * An extension gives one municipality more time than the wave, at most a year.
 *
 * @param closesOn the municipality's own last day, ISO
 * @param today ISO
 * @example
 * checkExtension('2026-11-01', { waveClosesOn: '2026-11-30', today: '2026-11-22' }).ok // false: earlier than the wave's own
 */
export function checkExtension(closesOn: string, at: { waveClosesOn: string; today: string }): Result<null> {
  const days = (Date.parse(closesOn) - Date.parse(at.waveClosesOn)) / 86_400_000;
  if (!(days > 0))
    return refuse(
      'extension-early',
      'closesOn',
      `The wave lasts until ${at.waveClosesOn} for everybody - choose a later day than that, got "${closesOn}".`
    );
  if (closesOn < at.today)
    return refuse('extension-early', 'closesOn', `Choose a day from today (${at.today}) on - got "${closesOn}".`);
  return days > 366
    ? refuse('extension-late', 'closesOn', `An extension lasts a year at most - got "${closesOn}".`)
    : ok(null);
}

export type WavePeriod = 'upcoming' | 'running' | 'over' | 'closed';

/**
 * Where a wave is between its first day and its closing. `over` is past its last day and not closed: what was given in time
 * may still arrive.
 *
 * @param now milliseconds since 1970
 * @example
 * periodOf({ opensAt: new Date('2027-01-15'), closesAt: new Date('2027-03-31'), closedAt: null }, Date.parse('2027-04-02')); // 'over'
 */
export function periodOf(wave: { opensAt: Date; closesAt: Date; closedAt: Date | null }, now: number): WavePeriod {
  if (wave.closedAt) return 'closed';
  if (now < wave.opensAt.getTime()) return 'upcoming';
  return now < deadlineOf({ wave, closesAt: null }) ? 'running' : 'over';
}
