import * as z from 'zod/mini';
import { isoDate, line } from '../shared/fields';
import { ok, refuse, type Result } from '../shared/result';

export const openWaveSchema = z.object({ name: line(60), opensOn: isoDate, closesOn: isoDate });
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
