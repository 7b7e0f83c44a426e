import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitPlan } from '$lib/domain/visits/plan-visits';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';

let folder: string;
let example: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-visits-'));
  const page = await readFile('docs/visits-format.md', 'utf8');
  example = /```json\n([\s\S]*?)```/.exec(page)![1]!;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(text: string, ...words: string[]) {
  const file = join(folder, 'visits.json');
  await writeFile(file, text);
  const said = { out: [] as string[], err: [] as string[] };
  const status = await runCommandLine(
    commands,
    ['visits', '--input', file, ...words],
    { out: (line) => void said.out.push(line), err: (line) => void said.err.push(line) },
    { LOG_LEVEL: 'silent', DATABASE_URL: join(folder, 'none.db') }
  );
  return { status, out: said.out.join('\n'), err: said.err.join('\n') };
}

describe('waymark visits', () => {
  it('plans the documented example without a database', async () => {
    const { status, out } = await run(example, '--json');
    const plan = JSON.parse(out) as VisitPlan;
    expect(status).toBe(0);
    expect(plan).toMatchObject({ points: 560.22, bound: 560.22, optimal: true, visits: 4, km: 497.8 });
    expect(plan.trips[0]).toMatchObject({ newStrata: ['county:20', 'group:C', 'size:s2'], points: 421.24 });
  });

  it('says it to people, and how far it is to whoever asks', async () => {
    const { out, err } = await run(example, '--progress');
    expect(out).toContain('1. alvdal, holmvik  287.6 km, 421.24 points, new: county:20, group:C, size:s2');
    expect(out).toContain('2 trips, 4 visits, 497.8 km, 560.22 points, proven to be the best possible');
    expect(err).toBe('Listing the possible trips');
  });

  it('refuses what is wrong, each fault by its place', async () => {
    const wrong = { ...(JSON.parse(example) as object), days: 0, pin: ['nowhere'] };
    const { status, out } = await run(JSON.stringify(wrong), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      errors: [{ path: 'days', message: 'days must be a whole number from 1 to 60 - got 0' }]
    });
    expect((await run('{', '--json')).status).toBe(1);
    expect((await run(example, '--seconds', 'soon')).status).toBe(1);
  });
});
