import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { fileContent } from '$lib/server/db/schema/assessment';
import { editionPart } from '$lib/server/db/schema/editions';
import { edition } from '$lib/server/db/schema/reporting';
import { writeBackup } from '$lib/server/operations/backup';
import { databaseFile } from '$lib/server/operations/database-file';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { publishSmallEdition } from '../support/small-edition';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork } from '../support/test-network';

const bytes = Buffer.from('a picture');
const sha256 = createHash('sha256').update(bytes).digest('hex');
let app: App;
let id: string;
let old: string;

beforeAll(async () => {
  app = await createTestApp();
  const net = await createTestNetwork(app);
  const document = { blocks: [{ kind: 'picture', id: 'p', sha256 }] };
  await app.db.write((tx) => tx.insert(fileContent).values({ sha256, bytes, createdAt: app.now() }));
  id = await publishSmallEdition(app, net, { document, editorial: {} }, { number: 4 });
  const before = {
    manifest: null,
    document,
    sha256: createHash('sha256').update(JSON.stringify(document)).digest('hex')
  };
  old = await publishSmallEdition(app, net, {}, { number: 3, ...before });
});
afterAll(() => disposeTestApp(app));

async function verify(...words: string[]): Promise<{ status: number; said: string }> {
  const said: string[] = [];
  const output = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  const env = { DATABASE_URL: app.env.DATABASE_URL, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1:3000' };
  const status = await runCommandLine(commands, ['verify', ...words], output, env);
  return { status, said: said.join('\n') };
}
const run = (statement: SQL) => app.db.write(async (tx) => void (await tx.run(statement)));

it('verify names an edition that was altered in the database, and what of it', async () => {
  expect(await verify()).toMatchObject({ status: 0 });
  const altered = async (change: SQL, back: SQL) => {
    await run(change);
    const { status, said } = await verify();
    await run(back);
    expect(status).toBe(1);
    return said;
  };
  const partOf = (name: string) => sql`edition_id = ${id} AND name = ${name}`;
  const [part] = await app.db.read.select().from(editionPart).where(partOf('document'));
  const setPart = (to: Uint8Array) => sql`UPDATE edition_part SET bytes = ${to} WHERE ${partOf('document')}`;
  const named = new RegExp(
    `Edition 4 \\(${id}\\): The part "document".*its hash is [0-9a-f]{12}, frozen as [0-9a-f]{12}`
  );
  expect(await altered(setPart(gzipSync('{"blocks":[]}')), setPart(part!.bytes))).toMatch(named);
  expect(await altered(setPart(Buffer.from('torn')), setPart(part!.bytes))).toMatch(/"document".*cannot be unpacked/);
  const [row] = await app.db.read.select().from(edition).where(eq(edition.id, id));
  const setManifest = (to: string) => sql`UPDATE edition SET manifest = ${to} WHERE id = ${id}`;
  const manifest = JSON.stringify(row!.manifest);
  const other = manifest.replace(part!.sha256, 'f'.repeat(64));
  expect(await altered(setManifest(other), setManifest(manifest))).toMatch(/Edition 4 .*list of its parts was altered/);
  const setPicture = (to: Uint8Array) => sql`UPDATE file_content SET bytes = ${to} WHERE sha256 = ${sha256}`;
  expect(await altered(setPicture(Buffer.from('another')), setPicture(bytes))).toMatch(
    /Edition 4 .*a picture was altered/
  );
  const setOld = (to: string) => sql`UPDATE edition SET document = ${to} WHERE id = ${old}`;
  const whole = JSON.stringify({ blocks: [{ kind: 'picture', id: 'p', sha256 }] });
  expect(await altered(setOld('{"blocks":[1]}'), setOld(whole))).toMatch(/Edition 3 .*its document was altered/);
  expect(await verify()).toMatchObject({ status: 0 });
});

it('and one in a backup', async () => {
  const backup = (reason: string) =>
    writeBackup({
      ...{ databaseUrl: app.env.DATABASE_URL, folder: join(databaseFile(app.env), '..', 'backups') },
      ...{ reason, at: app.now() }
    });
  const whole = await backup('whole');
  await run(sql`UPDATE edition_part SET bytes = ${gzipSync('{}')} WHERE edition_id = ${id} AND name = 'document'`);
  const altered = await backup('altered');
  expect(await verify(whole.folder)).toMatchObject({ status: 0 });
  expect(await verify(altered.folder)).toMatchObject({
    status: 1,
    said: expect.stringMatching(/Edition 4 .*"document"/)
  });
});
