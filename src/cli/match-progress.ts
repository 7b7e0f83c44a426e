import type { MatchProgress } from '$lib/domain/mentoring/assign-at-scale';

/** A line at most so often: whoever waits wants a sign of life, not a roll. */
const EVERY_MS = 1000;

/**
 * Says how far a matching is, in lines. Nothing within the first second, unless somebody asked for it.
 *
 * @param asked from the first report on
 * @example
 * const report = tellProgress((line) => process.stderr.write(`${line}\n`), { asked: false, now: Date.now });
 */
export function tellProgress(
  tell: (line: string) => void,
  { asked, now }: { asked: boolean; now: () => number }
): (progress: MatchProgress) => void {
  let next = asked ? -Infinity : now() + EVERY_MS;
  return (progress) => {
    if (now() < next) return;
    next = now() + EVERY_MS;
    tell(wordProgress(progress));
  };
}

/**
 * One line about a matching on its way.
 *
 * @example
 * wordProgress({ stage: 'proposing', asked: 120, of: 300 }); // 'Mentees that have asked all they had to: 120 of 300'
 */
export function wordProgress(progress: MatchProgress): string {
  if (progress.stage === 'proposing')
    return `Mentees that have asked all they had to: ${progress.asked} of ${progress.of}`;
  const { round, candidates, improving, total, bound, epsilon } = progress;
  const parts = [`Round ${round}: ${candidates.toLocaleString('en')} pairs in the choice`];
  if (progress.stage === 'priced') parts.push(`${improving.toLocaleString('en')} others would improve it`);
  // total and bound come in steps of the solver, their ratio does not
  if (total !== null && bound !== null && total > 0)
    parts.push(`at most ${((100 * (bound - total)) / total).toFixed(4)} % below the best possible`);
  else if (epsilon > 0) parts.push('prices still rough');
  return parts.join(', ');
}
