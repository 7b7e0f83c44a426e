import type { VisitPlan } from '$lib/domain/visits/plan-visits';
import { readVisits } from '$lib/domain/visits/read-visits';
import type { VisitProblem } from '$lib/domain/visits/visit-problem';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { defineCommand } from '../command';
import { readGivenFile, readJsonText } from '../read-file';
import { tellVisits } from '../visit-progress';

interface Input {
  problem: VisitProblem;
  seconds: number | null;
  progress: boolean;
}

export const visitsCommand = defineCommand<Input, VisitPlan>({
  name: 'visits',
  summary: 'Plan day trips that cover most of what nobody has covered, with proof; needs no database',
  options: {
    input: {
      type: 'string',
      value: 'FILE',
      required: true,
      about:
        'JSON with home, days, a limit for each day and the candidates; docs/visits-format.md has all fields; - reads standard input'
    },
    seconds: {
      type: 'string',
      value: 'N',
      about: 'End after so many seconds with the best plan so far and its gap; without it, until it is proven'
    },
    progress: {
      type: 'boolean',
      about: 'Say on standard error how far it is, from the start; on a terminal it does after a second'
    }
  },
  positionals: [],
  access: 'none',
  async prepare({ options }): Promise<Result<Input>> {
    const { input, seconds, progress = false } = options as { input: string; seconds?: string; progress?: boolean };
    if (seconds !== undefined && !(Number(seconds) > 0 && Number(seconds) <= 86_400))
      return refuse('invalid', 'seconds', `seconds must be a number above 0, at most 86400 - got "${seconds}"`);
    const file = await readGivenFile(input, 'input', 50 * 1024 * 1024);
    if (!file.ok) return file;
    const json = readJsonText(file.value, 'input');
    if (!json.ok) return json;
    const problem = readVisits(json.value);
    if (!problem.ok) return problem;
    return ok({ problem: problem.value, seconds: seconds === undefined ? null : Number(seconds), progress });
  },
  run(_app, { problem, seconds, progress }, { offload, err, watched }): Promise<Result<VisitPlan>> {
    return offload('planVisits', problem, {
      ...(seconds !== null && { signal: AbortSignal.timeout(seconds * 1000) }),
      ...((progress || watched) && { onProgress: tellVisits(err, { asked: progress, now: () => performance.now() }) })
    });
  },
  print({ trips, points, bound, optimal, km, visits, outOfReach }) {
    return [
      ...trips.map(
        ({ stops, km, points, newStrata }, at) =>
          `${at + 1}. ${stops.map(({ id }) => id).join(', ')}  ${km} km, ${points} points${newStrata.length ? `, new: ${newStrata.join(', ')}` : ''}`
      ),
      `${trips.length} trips, ${visits} visits, ${km} km, ${points} points, ${optimal ? 'proven to be the best possible' : `at most ${bound} is possible`}`,
      ...(outOfReach.length ? [`Too far for a day: ${outOfReach.join(', ')}`] : [])
    ].join('\n');
  },
  examples: ['visits --input visits.json --json', 'visits --input visits.json --seconds 60']
});
