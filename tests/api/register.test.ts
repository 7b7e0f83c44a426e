import { existsSync, readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, OPERATOR } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { assessment } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { municipality, registerImport } from '$lib/server/db/schema/register';
import { closeWave, listNetworkWaves, openWave } from '$lib/server/assessment/service';
import {
  importRegister,
  listRegisterImports,
  previewImport,
  previewUndoImport,
  undoImport
} from '$lib/server/register/import-service';
import { listRegister, readMunicipality, recordSuccession } from '$lib/server/register/service';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createMember, createNetwork } from '../support/test-people';
import { createTestNetwork } from '../support/test-network';

const REGISTERS = '../shared/data/registers';
const WHY = existsSync(REGISTERS) ? '' : ` (skipped: ${REGISTERS} is not there)`;

let app: App;
const clock = testClock();
let networkId: string;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));
beforeEach(async () => {
  networkId = await createNetwork(app);
});

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}
const official = (name: string) => ({
  networkId,
  fileName: name,
  bytes: new Uint8Array(readFileSync(`${REGISTERS}/${name}`))
});
const written = (text: string, more: object = {}) => ({
  networkId,
  fileName: 'kommuner.csv',
  bytes: new TextEncoder().encode(text),
  ...more
});
const here = (id = networkId) => app.db.read.select().from(municipality).where(eq(municipality.networkId, id));
const imports = async (input: Parameters<typeof importRegister>[2]) =>
  valueOf(await importRegister(app, OPERATOR, input));
const undo = async (importId: string | null) => valueOf(await undoImport(app, OPERATOR, { importId: importId ?? '' }));

const THREE = 'Kommunkod;Kommun;Folkmängd\n0114;Upplands Väsby;43891\n0115;Vallentuna;32380\n0180;Stockholm;935619\n';

describe.skipIf(WHY !== '')(`registers as they are published${WHY}`, () => {
  it('imports the file of Statistics Sweden as it is: 290 municipalities in 21 counties, with group and urbanisation', async () => {
    const done = await imports(official('se-scb-kommunkopplingar-2025-raw.csv'));
    expect(done).toMatchObject({ created: 290, updated: 0, closed: 0, missing: 0 });
    const rows = await here();
    expect(rows).toHaveLength(290);
    expect(new Set(rows.map((row) => row.countyCode)).size).toBe(21);
    expect(
      rows.every((row) => /^[ABC][1-9]$/.test(row.groupCode ?? '') && [1, 2, 3].includes(row.urbanisation ?? 0))
    ).toBe(true);
    expect(rows.find((row) => row.code === '0114')).toMatchObject({
      name: 'Upplands Väsby',
      countyCode: '01',
      groupCode: 'A2',
      urbanisation: 2
    });
  });

  it('changes nothing when the same file comes again, and takes the import back', async () => {
    const file = official('se-scb-kommunkopplingar-2025-raw.csv');
    const first = await imports(file);
    const again = await imports(file);
    expect(again).toEqual({
      importId: null,
      created: 0,
      updated: 0,
      closed: 0,
      unchanged: 290,
      repaired: 0,
      missing: 0,
      dryRun: false
    });
    expect(await undo(first.importId)).toEqual({ removed: 290, restored: 0, kept: [] });
    expect(await here()).toEqual([]);
    expect(await imports(file)).toMatchObject({ created: 290 });
  });

  it('writes nothing in a dry run, and says the same numbers', async () => {
    const dry = await imports({ ...official('se-scb-kommunkopplingar-2025-raw.csv'), dryRun: true });
    expect(dry).toMatchObject({ importId: null, created: 290, dryRun: true });
    expect(await here()).toEqual([]);
    expect(valueOf(await listRegisterImports(app, OPERATOR, { networkId }))).toEqual([]);
  });

  it('imports 581 municipalities of Belgium and 309 of Finland', async () => {
    expect(await imports(official('be-statbel-2020.csv'))).toMatchObject({ created: 581 });
    expect((await here()).find((row) => row.code === '11002')?.name).toMatch(/Antwerpen|Anvers/);
    networkId = await createNetwork(app, 'Finland');
    expect(await imports(official('fi-municipalities.json'))).toMatchObject({ created: 309 });
    expect((await here()).find((row) => row.code === '077')).toMatchObject({ name: 'Hankasalmi', countyCode: 'FI193' });
  });

  it('puts back zeros that a spreadsheet ate of every code, once the register shows how long codes are', async () => {
    await imports(official('se-scb-kommunkopplingar-2025-raw.csv'));
    const eaten = 'Kommunkod;Kommun\n114;Upplands Väsby\n115;Vallentuna\n117;Österåker\n';
    const { preview, plan } = valueOf(await previewImport(app, OPERATOR, written(eaten)));
    expect(preview.repairs[0]).toMatchObject({ line: 2, column: 1, from: '114', to: '0114', code: 'leading-zeros' });
    expect(plan).toMatchObject({ creates: [], unchanged: { length: 3 } });
  });
});

describe('importing', () => {
  it('updates what is known, closes what is missing only when asked to, and undoes both', async () => {
    const first = await imports(written(THREE));
    const changed = 'Kommunkod;Kommun;Folkmängd\n0114;Upplands Väsby;50000\n0115;Vallentuna;32380\n0199;Nykommun;100\n';
    const left = await imports(written(changed, { dryRun: true }));
    expect(left).toMatchObject({ created: 1, updated: 1, closed: 0, missing: 1 });
    const second = await imports(written(changed, { closeMissing: true }));
    expect(second).toMatchObject({ created: 1, updated: 1, closed: 1, missing: 0, unchanged: 1 });
    const stockholm = (await here()).find((row) => row.code === '0180');
    expect(stockholm?.validTo).toBe('2026-11-21');
    const page = valueOf(await listRegister(app, OPERATOR, { networkId }));
    expect(page.entries.map(({ code, population }) => [code, population])).toEqual([
      ['0114', 50000],
      ['0115', 32380],
      ['0199', 100]
    ]);

    expect(await undoImport(app, OPERATOR, { importId: first.importId! })).toMatchObject({
      ok: false,
      problems: [{ code: 'newer-import' }]
    });
    expect(await undo(second.importId)).toEqual({ removed: 1, restored: 2, kept: [] });
    expect((await here()).map(({ code, population, validTo }) => [code, population, validTo]).sort()).toEqual([
      ['0114', 43891, null],
      ['0115', 32380, null],
      ['0180', 935619, null]
    ]);
    expect(await undoImport(app, OPERATOR, { importId: second.importId! })).toMatchObject({
      ok: false,
      problems: [{ code: 'undone-already' }]
    });
    expect(await undo(first.importId)).toMatchObject({ removed: 3 });
  });

  it('opens again what was closed once the file has it again', async () => {
    await imports(written(THREE));
    await imports(written('Kommunkod;Kommun\n0114;Upplands Väsby\n0115;Vallentuna\n', { closeMissing: true }));
    expect(await imports(written(THREE))).toMatchObject({ created: 0, updated: 1 });
    expect(valueOf(await listRegister(app, OPERATOR, { networkId })).total).toBe(3);
    expect(await here()).toHaveLength(3);
  });

  it('writes each municipality once when two people import the same file at the same moment', async () => {
    const done = await Promise.all([imports(written(THREE)), imports(written(THREE))]);
    expect(done.map(({ created }) => created).sort()).toEqual([0, 3]);
    expect(await here()).toHaveLength(3);
  });

  it.each([
    ['an empty file', '', 'empty-file', /0 bytes/],
    [
      'a duplicate code',
      'kod;namn\n0114;Ale\n0115;Alvesta\n0114;Aneby\n',
      'duplicate-code',
      /^Line 4, column 1: .*line 2/
    ],
    ['a quote that never closes', 'kod;namn\n0114;"Ale\n0115;Alvesta\n', 'open-quote', /^Line 2, column 2/],
    [
      'a row of 100,000 columns',
      `kod;namn\n0114;Ale\n${'x;'.repeat(100_000)}\n`,
      'too-many-columns',
      /^Line 3, column 1001/
    ],
    ['a web page', '<!doctype html><html><body>kod;namn</body></html>', 'not-a-table', /^Line 1, column 1/],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'binary-file', /Only text tables/],
    [
      'a value that is no number',
      'kod;namn;folkmängd\n0114;Ale;många\n0115;Alvesta;3\n0116;Aneby;4\n',
      'bad-population',
      /^Line 2, column 3/
    ]
  ])('imports nothing from %s, and says why', async (_case, text, code, message) => {
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const result = await importRegister(app, OPERATOR, { networkId, fileName: 'kommuner.csv', bytes });
    expect(result).toMatchObject({ ok: false, problems: [{ code, message: expect.stringMatching(message) }] });
    expect(await here()).toEqual([]);
    expect(await app.db.read.select().from(registerImport).where(eq(registerImport.networkId, networkId))).toEqual([]);
  });

  it('reads Windows-1252, UTF-16 and UTF-8 with a mark, with tabs or commas', async () => {
    const encodings: Record<string, Uint8Array> = {
      windows: Uint8Array.from('kod,namn\n0114,Älvsbyn\n0115,Åre\n', (char) => char.charCodeAt(0)),
      utf16: new Uint8Array(Buffer.from('\ufeffkod\tnamn\n0114\tÄlvsbyn\n0115\tÅre\n', 'utf16le')),
      utf8: new TextEncoder().encode('\ufeffkod;namn\n0114;Älvsbyn\n0115;Åre\n')
    };
    for (const bytes of Object.values(encodings)) {
      const id = await createNetwork(app, 'Encodings');
      await imports({ networkId: id, fileName: 'kommuner.txt', bytes });
      expect((await here(id)).map(({ name }) => name)).toEqual(['Älvsbyn', 'Åre']);
    }
  });

  it('repairs a zero eaten by a spreadsheet, and says so', async () => {
    const text = 'kod;namn\n114;Upplands Väsby\n0115;Vallentuna\n1280;Malmö\n';
    const { preview } = valueOf(await previewImport(app, OPERATOR, written(text)));
    expect(preview.repairs).toMatchObject([{ line: 2, column: 1, field: 'code', from: '114', to: '0114' }]);
    expect(await imports(written(text))).toMatchObject({ created: 3, repaired: 1 });
    expect((await here()).map(({ code }) => code).sort()).toEqual(['0114', '0115', '1280']);
  });
});

describe('the mapping of columns', () => {
  const TWO_NAMES = 'id;namn;naam\n1;Ett;Een\n2;Två;Twee\n';

  it('is remembered for a file with the same headers, and forgotten when the import is undone', async () => {
    const chosen = await imports(written(TWO_NAMES, { columns: { code: 'id', name: 'naam' } }));
    const reasons = async (text: string) =>
      valueOf(await previewImport(app, OPERATOR, written(text))).preview.mappingReasons.filter(
        (r) => r.field === 'name'
      );
    expect(await reasons(TWO_NAMES)).toMatchObject([{ code: 'remembered', column: 2 }]);
    expect(await reasons('naam;namn;id\nDrie;Tre;3\nVier;Fyra;4\n')).toMatchObject([{ code: 'remembered', column: 0 }]);
    expect((await reasons('id;namn;naam;folkmängd\n1;Ett;Een;5\n2;Två;Twee;6\n'))[0]?.code).toBe('header');
    await undo(chosen.importId);
    expect((await reasons(TWO_NAMES))[0]).toMatchObject({ code: 'header', column: 1 });
  });

  it('belongs to one network', async () => {
    await imports(written(TWO_NAMES, { columns: { name: 'naam' } }));
    networkId = await createNetwork(app, 'Another');
    const { preview } = valueOf(await previewImport(app, OPERATOR, written(TWO_NAMES)));
    expect(preview.mappingReasons.some(({ code }) => code === 'remembered')).toBe(false);
  });

  it('is refused where a column is not in the file', async () => {
    const result = await previewImport(app, OPERATOR, written(TWO_NAMES, { mapping: { code: 0, name: 7 } }));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'bad-mapping', path: 'mapping.name' }] });
  });
});

describe('with a wave open', () => {
  const WITH_OLD = 'kod;namn;giltig till\n0201;Ny;\n0202;Också ny;\n0203;Gammal;2020-12-31\n';

  it('lets new municipalities answer, those of the past not', async () => {
    const net = await createTestNetwork(app);
    networkId = net.networkId;
    await imports(written(WITH_OLD));
    const [wave] = valueOf(await listNetworkWaves(app, OPERATOR, { networkId }));
    expect(wave).toMatchObject({ municipalities: 4, started: 0, submitted: 0 });
  });

  it('keeps what people use when an import is undone, and takes the rest with its waiting assessments', async () => {
    const net = await createTestNetwork(app);
    networkId = net.networkId;
    const done = await imports(written(WITH_OLD));
    const used = (await here()).find((row) => row.code === '0201')!;
    await createMember(app, { networkId, role: 'officer', municipalityId: used.id });
    expect(await undo(done.importId)).toEqual({
      removed: 2,
      restored: 0,
      kept: [{ code: '0201', name: 'Ny', because: 'in-use' }]
    });
    const waiting = await app.db.read.select().from(assessment).where(eq(assessment.networkId, networkId));
    expect(waiting.map((row) => row.municipalityId).sort()).toEqual(
      [...net.municipalities.map((m) => m.id), used.id].sort()
    );
  });

  it('says before an undo what it will keep and why, writes nothing with that, and does what it said', async () => {
    const net = await createTestNetwork(app);
    networkId = net.networkId;
    await imports(written('Kommunkod;Kommun;Folkmängd\n0114;Väsby;5\n0115;Tuna;6\n0117;Åker;7\n'));
    const done = await imports(written(THREE.replace('0180;Stockholm', '0201;Ny')));
    const importId = done.importId!;
    const clean = valueOf(await previewUndoImport(app, OPERATOR, { importId }));
    expect(clean).toMatchObject({ removed: 1, restored: 2, kept: [], fileName: 'kommuner.csv' });
    // a contact belongs to the one it brought, somebody mends the other
    const rows = new Map((await here()).map((row) => [row.code, row]));
    const contactId = app.newId();
    const coordinator = await net.enlist('coordinator');
    const fields = { contactId, networkId, municipalityId: rows.get('0201')!.id, name: 'Kim Påhittad' };
    valueOf(await pushCommands(app, coordinator, push([envelope('contact.set', fields)])));
    await app.db.write((tx) =>
      tx
        .update(municipality)
        .set({ population: 7 })
        .where(eq(municipality.id, rows.get('0115')!.id))
    );
    const before = await here();
    const plan = valueOf(await previewUndoImport(app, OPERATOR, { importId }));
    const { fileName: _file, networkId: _network, ...said } = plan;
    expect(said).toEqual({
      removed: 0,
      restored: 1,
      kept: [
        { code: '0201', name: 'Ny', because: 'in-use' },
        { code: '0115', name: 'Vallentuna', because: 'changed-since' }
      ]
    });
    expect(await here()).toEqual(before);
    expect(await undo(importId)).toEqual(said);
    const again = await previewUndoImport(app, OPERATOR, { importId });
    expect(again.ok ? '' : again.problems[0]!.code).toBe('undone-already');
  });

  it('leaves a closed wave as it was counted', async () => {
    const net = await createTestNetwork(app);
    networkId = net.networkId;
    const done = await imports(written(WITH_OLD));
    valueOf(await closeWave(app, OPERATOR, { waveId: net.waveId }));
    const undone = await undo(done.importId);
    expect(undone.kept.map(({ code }) => code).sort()).toEqual(['0201', '0202']);
    expect(valueOf(await listNetworkWaves(app, OPERATOR, { networkId }))[0]).toMatchObject({ municipalities: 4 });
  });

  it('opens one wave when two people press at the same moment', async () => {
    await imports(written(THREE));
    const wave = { name: '2027', opensOn: '2027-01-01', closesOn: '2027-03-31' };
    const results = await Promise.all([
      openWave(app, OPERATOR, { networkId, wave }),
      openWave(app, OPERATOR, { networkId, wave })
    ]);
    expect(results.filter((r) => r.ok)).toHaveLength(1);
    expect(valueOf(await listNetworkWaves(app, OPERATOR, { networkId }))).toMatchObject([
      { name: '2027', municipalities: 3 }
    ]);
  });
});

describe('mergers', () => {
  it('names who follows, and ends the predecessor the day before', async () => {
    await imports(written(THREE));
    const rows = await here();
    const [ale, vallentuna, stockholm] = ['0114', '0115', '0180'].map(
      (code) => rows.find((row) => row.code === code)!.id
    );
    valueOf(
      await recordSuccession(app, OPERATOR, {
        predecessorId: ale!,
        successorIds: [vallentuna!, stockholm!],
        date: '2027-01-01'
      })
    );
    // still there until the end of the year
    expect(valueOf(await listRegister(app, OPERATOR, { networkId })).total).toBe(3);
    expect(await imports(written(THREE))).toMatchObject({ updated: 0, unchanged: 3 });
    clock.forward(60 * 86_400_000);
    expect(valueOf(await listRegister(app, OPERATOR, { networkId })).total).toBe(2);
    const page = valueOf(await readMunicipality(app, OPERATOR, { networkId, municipalityId: ale! }));
    expect(page.municipality).toMatchObject({ state: 'ended', validTo: '2026-12-31' });
    expect(page.successors.map(({ code }) => code)).toEqual(['0115', '0180']);
    expect(
      valueOf(await readMunicipality(app, OPERATOR, { networkId, municipalityId: stockholm! })).predecessors
    ).toMatchObject([{ code: '0114', since: '2027-01-01' }]);
    clock.forward(-60 * 86_400_000);
  });

  it.each([
    ['a date that is none', { date: '2027-02-30' }, 'date-invalid'],
    ['itself as successor', { successors: ['0114'] }, 'municipality-successor-unknown'],
    ['nobody as successor', { successors: [] }, 'municipality-successor-unknown']
  ])(
    'refuses %s',
    async (_case, { date = '2027-01-01', successors = ['0115'] }: { date?: string; successors?: string[] }, code) => {
      await imports(written(THREE));
      const rows = await here();
      const idOf = (wanted: string) => rows.find((row) => row.code === wanted)!.id;
      const result = await recordSuccession(app, OPERATOR, {
        predecessorId: idOf('0114'),
        successorIds: successors.map(idOf),
        date
      });
      expect(result).toMatchObject({ ok: false, problems: [{ code }] });
    }
  );
});

describe('who may', () => {
  it('refuses strangers, officers and the people of another network', async () => {
    const net = await createTestNetwork(app);
    const officer = await net.enlist('officer');
    const elsewhere = await (await createTestNetwork(app, 'Another')).enlist('coordinator');
    for (const actor of [ANONYMOUS, officer, elsewhere]) {
      expect(await importRegister(app, actor, { ...written(THREE), networkId: net.networkId })).toMatchObject({
        ok: false
      });
    }
    expect(await listRegister(app, ANONYMOUS, { networkId: net.networkId })).toMatchObject({ ok: false });
    expect(
      await readMunicipality(app, elsewhere, { networkId: net.networkId, municipalityId: net.municipalities[0]!.id })
    ).toMatchObject({ ok: false });
  });

  it('leaves one audit row for an import, without names', async () => {
    const net = await createTestNetwork(app);
    const coordinator = await net.enlist('coordinator');
    const done = valueOf(await importRegister(app, coordinator, { ...written(THREE), networkId: net.networkId }));
    const rows = await app.db.read.select().from(auditLog).where(eq(auditLog.subject, done.importId!));
    expect(rows).toMatchObject([{ action: 'register:import', actor: coordinator.personId }]);
    expect(JSON.stringify(rows)).not.toContain('kommuner.csv');
  });
});
