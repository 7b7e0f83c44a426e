import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';

let folder: string;
let source: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-cli-contacts-'));
  source = { DATABASE_URL: join(folder, 'w.db'), LOG_LEVEL: 'silent' };
  const admin = ['--admin', 'Ada Berg', '--email', 'ada@example.org'];
  const made = await run('init', '--name', 'Mid-North', '--country', 'se', '--locale', 'sv', ...admin);
  expect(made.err).toBe('');
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

describe('contacts on the command line', () => {
  it('are read in, listed, handed over, taken out, and erased; a backup put back does not bring them back', async () => {
    const file = join(folder, 'cards.vcf');
    const card = (lines: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\n${lines}\r\nEND:VCARD\r\n`;
    await writeFile(
      file,
      card('FN:Zebra Qvist\r\nEMAIL:zebra@example.org') + card('FN:Ola Berg\r\nTEL:1234') + card('EMAIL:x@example.org')
    );
    const dry = await run('contact', 'import', file, '--dry-run');
    expect(dry.out).toContain('New: 2. With more than before: 0. Others: 1.');
    expect((await run('contact', 'list')).out).toBe('');
    const done = await run('contact', 'import', file, '--source', 'A list', '--basis', 'public-task');
    expect(done.out).toContain('Card 2: Phone must begin with 0');
    expect((await run('contact', 'import', file, '--basis', 'because')).status).toBe(1);
    const listed = JSON.parse((await run('contact', 'list', '--search', 'zeb', '--json')).out) as {
      contacts: { id: string; name: string }[];
    };
    expect(listed.contacts.map(({ name }) => name)).toEqual(['Zebra Qvist']);
    const { id } = listed.contacts[0]!;
    expect((await run('contact', 'export', '--version', '3.0')).out).toContain(
      'EMAIL;TYPE=INTERNET,PREF:zebra@example.org'
    );
    expect(JSON.parse((await run('contact', 'person', id)).out)).toMatchObject({ contacts: [{ source: 'A list' }] });

    const backup = JSON.parse((await run('backup', '--json')).out) as { folder: string };
    const erased = await run('contact', 'erase', id, '--block');
    expect(erased.out).toContain('Erased: 1 contact;');
    expect((await run('contact', 'person', id)).status).toBe(1);

    for (const name of await readdir(folder))
      if (name.startsWith('w.db')) await rename(join(folder, name), join(folder, `aside-${name}`));
    const restored = await run('restore', backup.folder);
    expect(restored.out).toContain('Erased again: 1 contact.');
    expect((await run('contact', 'list')).out).not.toContain('Zebra');
    expect((await run('contact', 'list')).out).toContain('Ola Berg');
    // nor does the list it came from
    expect((await run('contact', 'import', file)).out).toContain('New: 0.');
    expect((await run('verify')).status).toBe(0);
    expect((await run('mail', 'release')).out).toContain('Released: 0 mails');
  });
});
