import type { VisitProgress } from '$lib/domain/visits/visit-problem';

/** A line at most so often: whoever waits wants a sign of life, not a roll. */
const EVERY_MS = 1000;

/**
 * Says how far planning visits is, in lines. Nothing within the first second, unless somebody asked for it.
 *
 * @example
 * tellVisits((line) => process.stderr.write(`${line}\n`), { asked: false, now: () => performance.now() });
 */
export function tellVisits(
  tell: (line: string) => void,
  { asked, now }: { asked: boolean; now: () => number }
): (progress: VisitProgress) => void {
  let next = asked ? -Infinity : now() + EVERY_MS;
  return ({ stage, trips, open, value, bound }) => {
    if (now() < next) return;
    next = now() + EVERY_MS;
    if (stage === 'listing') tell('Listing the possible trips');
    else
      tell(
        `${trips.toLocaleString('en')} possible trips, ${open} parts open, ${value / 1000} points so far` +
          (bound === null || !Number.isFinite(bound) ? '' : `, at most ${(bound / 1000).toFixed(3)}`)
      );
  };
}
