import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { GET as list, POST as add } from '../../src/routes/api/v1/materials/+server';
import { PUT as word } from '../../src/routes/api/v1/materials/[id]/+server';
import { POST as turn } from '../../src/routes/api/v1/materials/[id]/state/+server';
import { POST as renew } from '../../src/routes/api/v1/materials/[id]/versions/+server';
import { GET as readPage, PUT as savePage } from '../../src/routes/api/v1/public-page/+server';
import { GET as waiting } from '../../src/routes/api/v1/sign-ups/+server';
import { POST as answer } from '../../src/routes/api/v1/sign-ups/[id]/+server';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { contact } from '$lib/server/db/schema/contacts';
import { signFormTime } from '$lib/server/outreach/form-time';
import { fetchMaterial } from '$lib/server/outreach/public-material-service';
import { findPage } from '$lib/server/outreach/public-page-repository';
import { readPublicPage, signUpForVisit } from '$lib/server/outreach/public-page-service';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const clock = testClock('2026-11-22T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'waymark-programs-'));
let app: App;
let net: TestNetwork;
let [admin, coordinator, officer] = [] as unknown as [Actor, Actor, Actor];
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  admin = await net.enlist('administrator');
  coordinator = await net.enlist('coordinator');
  officer = await net.enlist('officer');
});
afterAll(async () => {
  await disposeTestApp(app);
  rmSync(folder, { recursive: true });
});

type Handler = (event: never) => Promise<Response>;
interface Asked {
  params?: object;
  query?: Record<string, string>;
  body?: unknown;
  actor?: Actor;
}
/** An object goes as JSON, a string as the bytes of a file. */
async function ask(handler: unknown, { params = {}, query = {}, body, actor = coordinator }: Asked = {}) {
  const url = new URL('https://waymark.example.org/api');
  url.search = new URLSearchParams({ network: net.networkId, ...query }).toString();
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(url, body === undefined ? {} : { method: 'POST', body: sent });
  const event = { locals: { app, actor }, url, params, request };
  const given = await (handler as Handler)(event as never);
  const text = await given.text();
  const json = JSON.parse(text) as Record<string, unknown> & { errors?: { code: string; path: string }[] };
  return { status: given.status, json, code: json?.errors?.[0]?.code };
}

async function type(...words: string[]) {
  const said: string[] = [];
  const output = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  const status = await runCommandLine(commands, words, output, {
    ...{ LOG_LEVEL: 'silent', DATABASE_URL: app.env.DATABASE_URL, ORIGIN: 'http://127.0.0.1' }
  });
  return { status, said: said.join('\n') };
}

const signUp = async (phone: string) => {
  const { formKey } = (await findPage(app.db.read, net.networkId))!;
  return signUpForVisit(app, ANONYMOUS, {
    ...{ slug: 'oppna', municipalityId: net.municipalities[0]!.id, name: `Siv ${phone.slice(-2)}`, role: 'officer' },
    ...{ email: '', phone, wish: 'After Easter', locale: 'sv', website: '' },
    shown: signFormTime(formKey, new Date(clock.now().getTime() - 60_000)),
    from: { address: `192.0.2.${phone.slice(-2)}`, device: null }
  });
};

describe('programs and the page of a network', () => {
  it('read it, set it as a whole, and leave the address to an administrator', async () => {
    const first = await ask(readPage);
    expect(first.json).toMatchObject({ pageOn: false, version: 0, address: null });
    const set = { version: 0, slug: 'oppna', pageOn: true, widgetOn: false, ownerId: null, texts: {} };
    expect(await ask(savePage, { body: set })).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await ask(savePage, { body: set, actor: admin })).toMatchObject({ status: 200, json: { version: 1 } });
    expect(await ask(savePage, { body: set, actor: admin })).toMatchObject({ status: 409, code: 'changed-elsewhere' });
    expect((await ask(savePage, { body: null })).status).toBe(422);
    expect((await ask(readPage, { actor: officer })).status).toBe(403);
  });

  it('the command line switches and words it, and what is not said stays', async () => {
    const file = join(folder, 'texts.json');
    writeFileSync(file, JSON.stringify({ sv: { offer: 'Vi hjälper er' } }));
    expect((await type('page', 'set', '--figures', 'on', '--texts', file)).status).toBe(0);
    expect((await type('page', 'set', '--page', 'maybe')).status).toBe(2);
    const shown = await type('page', 'show', '--json');
    expect(JSON.parse(shown.said)).toMatchObject({ pageOn: true, widgetOn: true, slug: 'oppna' });
    const read = await readPublicPage(app, ANONYMOUS, { slug: 'oppna', locale: 'sv' });
    expect(read.ok && read.value.texts).toEqual({ offer: 'Vi hjälper er' });
    expect((await type('page', 'set', '--owner', '018f0000-0000-7000-8000-00000000ffff')).status).toBe(1);
  });
});

describe('programs and the library', () => {
  const firefox = { method: 'GET', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0', purpose: '' };
  const handedOut = async (materialId: string, version?: number) => {
    const file = await fetchMaterial(app, ANONYMOUS, { materialId, version, known: [], request: firefox });
    return file.ok ? new TextDecoder().decode(file.value.bytes!) : file.problems[0]!.code;
  };

  it('fill it, renew a file under its address, withdraw it and put it back', async () => {
    const given = { name: 'fact.txt', 'title.sv': 'Faktablad', 'description.sv': 'En sida' };
    const added = await ask(add, { query: given, body: 'Five lines\n' });
    const id = added.json.materialId as string;
    expect(await ask(renew, { params: { id }, query: { name: 'fact.txt' }, body: 'Six lines\n' })).toMatchObject({
      json: { number: 2 }
    });
    expect([await handedOut(id), await handedOut(id, 1)]).toEqual(['Six lines\n', 'Five lines\n']);
    expect((await ask(turn, { params: { id }, body: { to: 'withdraw' } })).status).toBe(200);
    expect(await handedOut(id)).toBe('not-found');
    expect((await ask(turn, { params: { id }, body: { to: 'away' } })).code).toBe('state-unknown');
    expect((await ask(turn, { params: { id }, body: { to: 'publish' } })).status).toBe(200);
    const texts = { en: { title: 'Fact sheet', description: '' } };
    expect((await ask(word, { params: { id }, body: { texts, audience: 'members' } })).status).toBe(200);
    expect(await handedOut(id)).toBe('not-signed-in');
    expect((await ask(list)).json).toMatchObject({
      materials: [{ id, texts, audience: 'members', versions: [{ number: 2 }, { number: 1 }], downloads: { ever: 2 } }]
    });
  });

  it.each<[string, Asked, number, string]>([
    ['no title', { query: { name: 'a.txt' }, body: 'Text' }, 422, 'title-missing'],
    ['no name', { query: { 'title.en': 'A' }, body: 'Text' }, 422, 'file-missing'],
    ['an empty file', { query: { name: 'a.txt', 'title.en': 'A' }, body: '' }, 422, 'file-empty'],
    ['a program', { query: { name: 'a.exe', 'title.en': 'A' }, body: 'MZ' }, 422, 'file-type-refused'],
    [
      'readers that are none',
      { query: { name: 'a.txt', 'title.en': 'A', audience: 'all' }, body: 'x' },
      422,
      'invalid'
    ],
    [
      'a file too large',
      { query: { name: 'a.txt', 'title.en': 'A' }, body: 'x'.repeat(10_485_761) },
      413,
      'file-too-large'
    ]
  ])('take no file with %s', async (_case, asked, status, code) => {
    expect(await ask(add, asked)).toMatchObject({ status, code });
  });

  it('are an officer’s in nothing', async () => {
    for (const handler of [list, add, readPage, waiting])
      expect((await ask(handler, { actor: officer, query: { name: 'a.txt' } })).status).toBe(403);
  });

  it('the command line does the same', async () => {
    const file = join(folder, 'guide.txt');
    writeFileSync(file, 'How to begin\n');
    const added = await type('material', 'add', file, '--title', 'sv=Att börja', '--title', 'en=To begin', '--json');
    const { materialId } = JSON.parse(added.said) as { materialId: string };
    writeFileSync(file, 'How to begin, again\n');
    expect((await type('material', 'version', materialId, file)).said).toBe('version 2');
    expect(await handedOut(materialId)).toBe('How to begin, again\n');
    expect((await type('material', 'withdraw', materialId)).status).toBe(0);
    expect(await handedOut(materialId)).toBe('not-found');
    expect((await type('material', 'list')).said).toContain('To begin / Att börja\twithdrawn\t2\t1');
    await type('material', 'publish', materialId);
    expect(await handedOut(materialId, 1)).toBe('How to begin\n');
    expect((await type('material', 'add', file, '--title', 'Att börja')).status).toBe(2);
    expect((await type('material', 'add', file)).status).toBe(2);
  });
});

describe('programs and those who sign up', () => {
  it('read who waits for a call and say what it led to', async () => {
    for (const phone of ['0912-141 11', '0912-141 22', '0912-141 33']) expect((await signUp(phone)).ok).toBe(true);
    const { calls } = (await ask(waiting)).json as { calls: { id: string; name: string }[] };
    expect(calls.map(({ name }) => name)).toEqual(['Siv 11', 'Siv 22', 'Siv 33']);
    const [first, second, third] = calls.map(({ id }) => id) as [string, string, string];
    expect((await ask(answer, { params: { id: first }, body: {} })).code).toBe('invalid');
    expect((await ask(answer, { params: { id: first }, body: { confirmed: 'no' } })).code).toBe('invalid');
    expect((await ask(answer, { params: { id: first }, body: { confirmed: true }, actor: officer })).status).toBe(403);
    const became = (await ask(answer, { params: { id: first }, body: { confirmed: true } })).json.contactId;
    expect((await app.db.read.select().from(contact)).map(({ id }) => id)).toEqual([became]);
    expect((await ask(answer, { params: { id: second }, body: { confirmed: false } })).json).toEqual({
      contactId: null
    });
    expect((await type('sign-up', 'answer', third, 'perhaps')).status).toBe(1);
    expect((await type('sign-up', 'list')).said).toContain('Siv 33');
    expect((await type('sign-up', 'answer', third, 'yes')).said).toMatch(/^contact /);
    expect((await type('sign-up', 'list', '--json')).said).toContain('"calls":[]');
    expect((await ask(answer, { params: { id: second }, body: { confirmed: true } })).status).toBe(404);
  });
});
