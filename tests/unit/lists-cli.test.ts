import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';

let folder: string;
let source: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-cli-lists-'));
  source = { DATABASE_URL: join(folder, 'w.db'), LOG_LEVEL: 'silent' };
  const admin = ['--admin', 'Ada Berg', '--email', 'ada@example.org'];
  await run('init', '--name', 'Mid-North', '--country', 'se', '--locale', 'sv', ...admin);
  const register = join(folder, 'register.csv');
  await writeFile(register, 'Kommunkod;Kommun\n2161;Ljusdal\n2418;Malå\n');
  expect((await run('register', 'import', register)).status).toBe(0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const status = await runCommandLine(
    commands,
    words,
    { out: (t) => void lines.out.push(t), err: (t) => void lines.err.push(t) },
    source
  );
  return { status, out: lines.out.join('\n'), err: lines.err.join('\n') };
}
const idIn = (out: string) => /Import ([0-9a-f-]{36})/.exec(out)?.[1] ?? '';

it('an address list and a log are read in, taken out and taken back on the command line', async () => {
  const list = join(folder, 'list.csv');
  await writeFile(list, 'Vem;Mejl;Kommun\nKarin Lund;karin@example.org;Ljusdal\nOla Berg;ola at;Malå\n');
  const given = ['--map', 'name=Vem', '--source', 'A list', '--basis', 'public-task'];
  const dry = await run('contacts', 'import', list, ...given, '--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, importId: null, counts: { created: 1, refused: 1 } });
  expect((await run('contact', 'list')).out).toBe('');
  const done = await run('contacts', 'import', list, ...given);
  expect(done.out).toContain('1 new, 0 changed, 0 as before, 1 left out.');
  expect(done.out).toContain('Row 3, column "Mejl": write one address such as name@example.org - got "ola at"');
  expect((await run('contacts', 'import', list, '--basis', 'because')).status).toBe(2);
  expect((await run('contacts', 'import', list, '--map', 'nope=1')).status).toBe(2);

  const log = join(folder, 'log.csv');
  await writeFile(log, 'Datum;Kommun;Slutsatser\n05/03/2016;Ljusdal;Bra\n');
  expect((await run('meetings', 'import', log)).out).toContain('say which comes first');
  const met = await run('meetings', 'import', log, '--dates', 'dmy');
  expect(met.out).toContain('1 new');
  expect((await run('outreach', 'export', '--what', 'meetings', '--locale', 'nl')).out).toContain(
    ';2016-03-05;Ljusdal;Bezoek'.slice(1)
  );
  const all = JSON.parse((await run('outreach', 'export')).out) as { contacts: unknown[]; meetings: unknown[] };
  expect([all.contacts.length, all.meetings.length]).toEqual([1, 1]);

  // what would go is said first, and nothing goes
  const asked = await run('contacts', 'undo', idIn(done.out), '--dry-run');
  expect(asked.out).toBe('Dry run, nothing was changed: 1 removed, 0 as before, 0 stay.');
  const planned = await run('contacts', 'undo', idIn(done.out), '--dry-run', '--json');
  expect(JSON.parse(planned.out)).toEqual({
    ...{ removed: 1, restored: 0, kept: 0, gone: 0, keptNames: [], dryRun: true }
  });
  expect((await run('contact', 'list')).out).toContain('Karin Lund');

  expect((await run('meetings', 'undo', idIn(met.out))).out).toBe('1 removed, 0 as before, 0 stay.');
  expect((await run('contacts', 'undo', idIn(done.out))).out).toBe('1 removed, 0 as before, 0 stay.');
  expect((await run('contact', 'list')).out).toBe('');
  expect((await run('contacts', 'undo', idIn(done.out))).status).toBe(1);
});
