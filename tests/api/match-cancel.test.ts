import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchProgress } from '$lib/domain/mentoring/assign-at-scale';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { startWorker } from '$lib/server/heavy/start-worker';
import { bundleTogether } from '../support/bundle';

// The command line as released: two files side by side, the worker in a thread of its own.
let folder: string;
beforeAll(async () => {
  folder = await bundleTogether({ cli: 'src/cli/main.ts', worker: 'src/server/worker.ts' });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Products of two numbers: every mentee wants the same mentors most, which is slow to settle. */
function writeHard(mentees: number, mentors: number, objective: 'total' | 'stable'): string {
  const edges = Array.from({ length: mentees * mentors }, (_, at) => {
    const [i, j] = [at % mentees, Math.floor(at / mentees)];
    return { mentee: `e${i}`, mentor: `o${j}`, score: (i + 1) * (j + 1), menteeScore: j + 1, mentorScore: i + 1 };
  });
  return JSON.stringify({ edges, objective });
}

interface Run {
  child: ChildProcess;
  said(): { out: string; err: string };
  /** Resolves when standard error has anything. */
  heard: Promise<unknown>;
}

function start(words: string[], input: string): Run {
  const child = spawn(process.execPath, [join(folder, 'cli.js'), 'match', '--edges', '-', ...words], {
    env: { ...process.env, DATABASE_URL: join(folder, 'none.db') }
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text));
  const heard = once(child.stderr, 'data');
  child.stdin.end(input);
  return { child, said: () => said, heard };
}

describe('waymark match, as a program of its own', () => {
  it('says on standard error how far it is, and gives the result on standard output alone', async () => {
    const { child, said } = start(['--json', '--progress'], writeHard(60, 60, 'stable'));
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(0);
    expect(said().err).toBe('Mentees that have asked all they had to: 0 of 60\n');
    expect(JSON.parse(said().out)).toMatchObject({ blocking: [] });
  }, 30_000);

  it('is silent without a terminal unless asked', async () => {
    const { child, said } = start(['--json'], writeHard(60, 60, 'total'));
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, err: said().err }).toEqual({ status: 0, err: '' });
  }, 30_000);

  it.each(['total', 'stable'] as const)(
    'ends with 130 and no result when it is cancelled: %s',
    async (objective) => {
      const { child, said, heard } = start(['--json', '--progress'], writeHard(700, 600, objective));
      await heard;
      child.kill('SIGINT');
      const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect({ status, signal, out: said().out }).toEqual({ status: 130, signal: null, out: '' });
      expect(said().err).toMatch(/Cancelled: there is no result\.\n$/);
    },
    60_000
  );
});

describe('a matching in the server’s worker thread', () => {
  it.each(['total', 'stable'] as const)(
    'says how far it is and stops when told to: %s',
    async (objective) => {
      const worker = startWorker(pathToFileURL(join(folder, 'worker.js')));
      try {
        const problem = { capacity: {}, need: {}, forbid: [], pin: [], previous: [], objective };
        const { edges } = JSON.parse(writeHard(700, 600, objective)) as Pick<MatchProblem, 'edges'>;
        const controller = new AbortController();
        const told: MatchProgress[] = [];
        const onProgress = (progress: MatchProgress) => {
          told.push(progress);
          controller.abort();
        };
        const stopped = await worker.offload('match', { ...problem, edges }, { onProgress, signal: controller.signal });
        expect(told[0]).toMatchObject(
          objective === 'stable' ? { stage: 'proposing', of: 700 } : { candidates: expect.any(Number) as number }
        );
        expect(stopped).toMatchObject({ stopped: true, optimal: false });
        expect(new Set(stopped.pairs.map(({ mentor }) => mentor)).size).toBe(stopped.pairs.length);
        // the thread is there for the next
        const next = { ...problem, edges: edges.slice(0, 1) };
        expect(await worker.offload('match', next)).toMatchObject({ pairs: [{ mentee: 'e0', mentor: 'o0' }] });
        expect(await worker.offload('match', next)).not.toHaveProperty('stopped');
      } finally {
        await worker.stop();
      }
    },
    60_000
  );
});
