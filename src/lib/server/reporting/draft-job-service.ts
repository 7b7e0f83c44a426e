import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Problem, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type CountStage, countWave } from './count-wave';

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

interface Of {
  networkId: string;
}

/** Begins counting the wave for its report and does not wait for it; where it has begun already, that goes on. */
export async function startDraft(app: App, actor: Actor, { networkId }: Of): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const running = jobsOf(app).get(networkId);
  if (running?.progress.state === 'running') return ok(running.progress);
  const job: Job = { progress: { state: 'running', stage: 'reading', done: 0, of: 1 }, stop: new AbortController() };
  jobsOf(app).set(networkId, job);
  const onProgress = (at: CountStage) => {
    if (job.progress.state === 'running') job.progress = { state: 'running', ...at };
  };
  countWave(app, networkId, { onProgress, signal: job.stop.signal }).then(
    (counted) => (job.progress = ended(counted)),
    (error: unknown) => {
      app.log.error({ error, networkId }, 'counting for a report failed');
      jobsOf(app).delete(networkId);
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
export async function draftProgress(app: App, actor: Actor, { networkId }: Of): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  return ok(jobsOf(app).get(networkId)?.progress ?? { state: 'none' });
}

/** Stops counting; what was counted so far is thrown away. */
export async function cancelDraft(app: App, actor: Actor, { networkId }: Of): Promise<Result<DraftProgress>> {
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const job = jobsOf(app).get(networkId);
  if (job?.progress.state === 'running') {
    job.stop.abort();
    job.progress = { state: 'cancelled' };
  }
  return ok(job?.progress ?? { state: 'none' });
}
