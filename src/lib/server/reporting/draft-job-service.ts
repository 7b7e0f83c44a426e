import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Problem, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type CountStage, countWave } from './count-wave';
import type { ReportOf } from './wave-of-report';

/** How far counting the network's wave for its report is. */
export type DraftProgress =
  | { state: 'none' }
  | ({ state: 'running' } & CountStage)
  | { state: 'ready' }
  | { state: 'cancelled' }
  | { state: 'refused'; problems: Problem[] };

interface Job {
  progress: DraftProgress;
  stop: AbortController;
}

const jobs = new WeakMap<App, Map<string, Job>>();

function jobsOf(app: App): Map<string, Job> {
  const known = jobs.get(app) ?? new Map<string, Job>();
  jobs.set(app, known);
  return known;
}

const keyOf = ({ networkId, waveId }: ReportOf) => `${networkId} ${waveId ?? ''}`;

/** Begins counting the wave for its report and does not wait for it; where it has begun already, that goes on. */
export async function startDraft(app: App, actor: Actor, of: ReportOf): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId: of.networkId });
  if (refused) return refused;
  const running = jobsOf(app).get(keyOf(of));
  if (running?.progress.state === 'running') return ok(running.progress);
  const job: Job = { progress: { state: 'running', stage: 'reading', done: 0, of: 1 }, stop: new AbortController() };
  jobsOf(app).set(keyOf(of), job);
  const onProgress = (at: CountStage) => {
    if (job.progress.state === 'running') job.progress = { state: 'running', ...at };
  };
  countWave(app, of, { onProgress, signal: job.stop.signal }).then(
    (counted) => (job.progress = ended(counted)),
    (error: unknown) => {
      app.log.error({ error, networkId: of.networkId }, 'counting for a report failed');
      jobsOf(app).delete(keyOf(of));
    }
  );
  return ok(job.progress);
}

function ended(counted: Result<unknown>): DraftProgress {
  if (counted.ok) return { state: 'ready' };
  return counted.problems[0]?.code === 'cancelled'
    ? { state: 'cancelled' }
    : { state: 'refused', problems: counted.problems };
}

/** How far it is; whoever asks need not be who began it. */
export async function draftProgress(app: App, actor: Actor, of: ReportOf): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId: of.networkId });
  if (refused) return refused;
  return ok(jobsOf(app).get(keyOf(of))?.progress ?? { state: 'none' });
}

/** Stops counting; what was counted so far is thrown away. */
export async function cancelDraft(app: App, actor: Actor, of: ReportOf): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId: of.networkId });
  if (refused) return refused;
  const job = jobsOf(app).get(keyOf(of));
  if (job?.progress.state === 'running') {
    job.stop.abort();
    job.progress = { state: 'cancelled' };
  }
  return ok(job?.progress ?? { state: 'none' });
}
