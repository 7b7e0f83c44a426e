import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, OPERATOR } from '$lib/domain/identity/actor';
import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import { type CsvCell, writeCsv } from '$lib/domain/shared/csv';
import type { App } from '$lib/server/app';
import { contact } from '$lib/server/db/schema/contacts';
import { auditLog } from '$lib/server/db/schema/identity';
import { municipality } from '$lib/server/db/schema/register';
import { contactImportChange, listImport, meetingImportChange } from '$lib/server/db/schema/imports';
import { attendee, followUp, meeting } from '$lib/server/db/schema/outreach';
import { shippedModels } from '$lib/server/model/seed';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import {
  importList,
  listImports,
  previewList,
  readImport,
  stopImport,
  undoListImport
} from '$lib/server/outreach/list-import-service';
import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { exportOutreach } from '$lib/server/outreach/outreach-export-service';
import { insertMeetingPhoto } from '$lib/server/outreach/meeting-photo-repository';
import type { ListInput } from '$lib/server/outreach/read-list-file';
import { exportVcards, importVcards } from '$lib/server/outreach/vcard-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { writeSheets } from '$lib/server/render/write-sheets';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let bare: App;
let app: App;
let net: TestNetwork;
let kim: Extract<Actor, { kind: 'person' }>;
let now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  bare = await createTestApp();
  app = { ...bare, now: () => now };
});
afterAll(() => disposeTestApp(bare));
async function fresh(): Promise<void> {
  net = await createTestNetwork(app, `Network ${app.newId()}`);
  kim = await net.enlist('coordinator');
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const list = (kind: ImportKind, file: string | Uint8Array, more: Partial<ListInput> = {}): ListInput => ({
  ...{ networkId: net.networkId, kind, fileName: 'list.csv', bytes: typeof file === 'string' ? bytesOf(file) : file },
  ...{ choices: { places: {} }, source: 'An old list', basis: 'public-task', present: 'fill', pastDone: true },
  ...more
});
async function value<T>(result: Promise<{ ok: true; value: T } | { ok: false; problems: unknown }>): Promise<T> {
  const found = await result;
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value;
}
const run = (kind: ImportKind, file: string | Uint8Array, more: Partial<ListInput> & { dryRun?: boolean } = {}) =>
  value(importList(app, kim, { ...list(kind, file, more), dryRun: more.dryRun ?? false }));
const here = () => and(eq(contact.networkId, net.networkId), isNull(contact.removedAt));
const contacts = () => app.db.read.select().from(contact).where(here()).orderBy(contact.name);
const meetings = () => app.db.read.select().from(meeting).where(eq(meeting.networkId, net.networkId));
const send = (...commands: unknown[]) => value(pushCommands(app, kim, push(commands)));

const PEOPLE =
  'Namn;E-post;Telefon;Kommun;Roll\n' +
  'Karin Lund;Karin@Example.org;0912-140 00;0114;It-chef\n' +
  'Ola Berg;ola@example.org;;Kommun 0115;Handläggare\n' +
  'Lund, Karin;karin@example.org;0912-141 00;;\n' +
  'Ebba Ek;ebba at example;;0114;\n' +
  'Ulf Ås;ulf@example.org;;Kommun 0199;\n';

describe('an address list', () => {
  it('is looked through without writing, read in, and changes nothing the second time', async () => {
    await fresh();
    const before = await value(previewList(app, kim, list('contacts', PEOPLE)));
    expect(before.counts).toEqual({ created: 2, updated: 1, same: 0, refused: 2 });
    expect(before.shown.update[0]).toMatchObject({ line: 4, sameAs: 2 });
    expect(before.leftOut.map(({ line, problems }) => [line, problems![0]!.code, problems![0]!.value])).toEqual([
      [5, 'email-invalid', 'ebba at example'],
      [6, 'place-unknown', 'Kommun 0199']
    ]);
    expect(before.read.unknown[0]!.shown).toBe('Kommun 0199');
    const dry = await run('contacts', PEOPLE, { dryRun: true });
    expect(dry).toMatchObject({ importId: null, dryRun: true, counts: before.counts });
    expect(await contacts()).toEqual([]);

    const done = await run('contacts', PEOPLE);
    expect(done).toMatchObject({ state: 'done', total: 5, doneRows: 5, counts: before.counts });
    expect(await contacts()).toMatchObject([
      {
        ...{ name: 'Karin Lund', email: 'karin@example.org', phone: '+4691214000', morePhones: ['+4691214100'] },
        ...{ role: 'it', municipalityId: net.municipalities[0]!.id, source: 'An old list', basis: 'public-task' },
        ...{ basisOn: '2026-11-22', version: 1, createdBy: kim.personId }
      },
      { name: 'Ola Berg', municipalityId: net.municipalities[1]!.id, role: 'officer' }
    ]);
    // as a device sees it, and with who did it
    const { changes } = await value(pullChanges(app, kim, { since: 0 }));
    expect(changes.filter(({ entity }) => entity === 'contact')).toHaveLength(2);
    const audits = await app.db.read.select().from(auditLog).where(eq(auditLog.networkId, net.networkId));
    expect(audits.filter(({ action }) => action === 'contacts:import').map(({ actor }) => actor)).toContain(
      kim.personId
    );

    expect(await run('contacts', PEOPLE)).toMatchObject({
      importId: null,
      counts: { created: 0, updated: 0, same: 3 }
    });
    // the columns are remembered
    const again = await value(previewList(app, kim, list('contacts', PEOPLE)));
    expect(again.read.proposal.because.email).toBe('remembered');
  });

  it('asks for source and basis, and which of two columns is which', async () => {
    await fresh();
    const bare = await value(previewList(app, kim, list('contacts', PEOPLE, { basis: null })));
    expect(bare.counts).toMatchObject({ created: 0, refused: 5 });
    expect(bare.leftOut[0]!.why!.code).toBe('no-basis');
    const twice = await importList(
      app,
      kim,
      list('contacts', PEOPLE, { choices: { places: {}, mapping: { name: 0, email: 0 } } })
    );
    expect(twice.ok ? null : twice.problems[0]).toMatchObject({ code: 'column-twice', path: 'mapping.email' });
    const without = await importList(
      app,
      kim,
      list('contacts', PEOPLE, { choices: { places: {}, mapping: { role: 4 } } })
    );
    expect(without.ok ? null : without.problems[0]!.code).toBe('column-missing');
    const chosen = list('contacts', PEOPLE, {
      choices: { places: { 'kommun 0199': 'none', '0199': net.municipalities[0]!.id } }
    });
    expect((await value(previewList(app, kim, chosen))).counts).toMatchObject({ created: 3, refused: 1 });
  });

  it('is taken back: what somebody changed or used since stays and is named, the rest is as before', async () => {
    await fresh();
    await run('contacts', 'Namn;E-post\nKarin Lund;karin@example.org\n');
    const first = (await contacts())[0]!;
    const text =
      'Namn;E-post;Telefon\nKarin Lund;karin@example.org;0912-140 00\nOla Berg;ola@example.org;\n' +
      'Ebba Ek;ebba@example.org;\nUlf Ås;ulf@example.org;\n';
    const { importId } = await run('contacts', text);
    const [ebba, karin, ola, ulf] = await contacts();
    expect(karin!.phone).toBe('+4691214000');
    await send(envelope('contact.set', { contactId: ola!.id, note: 'Ring', was: { note: '' } }));
    await send(
      envelope('meeting.log', {
        ...{ meetingId: app.newId(), heldOn: '2026-11-01', form: 'call', municipalityIds: [net.municipalities[0]!.id] },
        attendees: [{ id: app.newId(), name: 'Ulf Ås', role: 'it', contactId: ulf!.id }],
        ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [] }
      })
    );
    const undone = await value(undoListImport(app, kim, { importId: importId! }));
    expect(undone).toMatchObject({ state: 'undone', undone: { removed: 1, restored: 1, kept: 2 } });
    expect(undone.undone!.keptNames.map(({ name, because }) => [name, because]).sort()).toEqual([
      ['Ola Berg', 'changed-since'],
      ['Ulf Ås', 'in-use']
    ]);
    expect((await contacts()).map(({ name }) => name)).toEqual(['Karin Lund', 'Ola Berg', 'Ulf Ås']);
    expect((await contacts())[0]).toMatchObject({ id: first.id, phone: '', version: first.version + 2 });
    // as one that was removed by hand: it can be brought back
    await send(envelope('contact.remove', { contactId: ebba!.id, removed: false }));
    expect(await contacts()).toHaveLength(4);
    const again = await undoListImport(app, kim, { importId: importId! });
    expect(again.ok ? null : again.problems[0]!.code).toBe('undone-already');
    // an import before one that was undone can still be undone
    const [, older] = await value(listImports(app, kim, { networkId: net.networkId, kind: 'contacts' }));
    expect((await value(undoListImport(app, kim, { importId: older!.id }))).undone).toMatchObject({
      removed: 1,
      kept: 0
    });
  });

  it('makes nobody anew who was erased, lifts no wish, and keeps nothing of whoever is erased later', async () => {
    await fresh();
    const text = 'Namn;E-post;Anteckning\nKarin Lund;karin@example.org;Ring Karin Lund\nOla Berg;ola@example.org;\n';
    await run('contacts', text);
    const [karin, ola] = await contacts();
    await send(envelope('contact.set', { contactId: ola!.id, optedOutOn: '2026-01-01', was: { optedOutOn: null } }));
    // the change says what Karin's note was, and the file's name says hers
    const more = 'Namn;E-post;Anteckning\nKarin Lund;karin@example.org;Prefers mornings\n';
    await run('contacts', more, { fileName: 'Karin Lund.csv' });
    await run('contacts', more.replace('mornings', 'evenings'));
    expect(JSON.stringify(await app.db.read.select().from(contactImportChange))).toContain('mornings');
    await value(eraseContact(app, kim, { contactId: karin!.id, block: true }));
    for (const table of [contactImportChange, listImport]) {
      const kept = JSON.stringify(await app.db.read.select().from(table));
      expect(kept).not.toMatch(/karin|lund@|mornings/i);
    }
    const again = await run('contacts', text, { present: 'replace' });
    expect(again.counts).toEqual({ created: 0, updated: 0, same: 1, refused: 1 });
    expect(again.leftOut[0]).toMatchObject({ label: '', why: { code: 'erased' } });
    expect(await contacts()).toMatchObject([{ name: 'Ola Berg', optedOutOn: '2026-01-01' }]);
  });

  it('stops where somebody asks, goes on with the same file, and lets others write in between', async () => {
    await fresh();
    const text = `Namn;E-post\n${Array.from({ length: 500 }, (_, i) => `Person ${i};p${i}@example.org\n`).join('')}`;
    const parts: number[] = [];
    const input = { ...list('contacts', text), dryRun: false };
    const stopped = await value(
      importList(app, kim, input, ({ importId, doneRows }) => {
        parts.push(doneRows);
        if (doneRows === 200) void stopImport(app, kim, { importId });
      })
    );
    expect(stopped).toMatchObject({ state: 'stopped', doneRows: expect.any(Number) });
    expect(stopped.doneRows).toBeLessThan(500);
    expect(await contacts()).toHaveLength(stopped.doneRows);
    // a colleague adds one that the list has too
    await send(
      envelope('contact.set', {
        contactId: app.newId(),
        networkId: net.networkId,
        name: 'P 499',
        email: 'p499@example.org'
      })
    );
    const done = await value(importList(app, kim, input));
    expect(done).toMatchObject({ importId: stopped.importId, state: 'done', counts: { created: 499, updated: 1 } });
    expect(await contacts()).toHaveLength(500);
    expect(parts).toContain(200);
    await undoListImport(app, kim, { importId: done.importId! });
    expect((await contacts()).map(({ name }) => name)).toEqual(['P 499']);
  });

  it('sees in the next part what a colleague did during the one before', async () => {
    await fresh();
    const text = `Namn;E-post\n${Array.from({ length: 300 }, (_, i) => `Person ${i};q${i}@example.org\n`).join('')}`;
    await value(
      importList(app, kim, { ...list('contacts', text), dryRun: false }, ({ doneRows }) => {
        if (doneRows === 200)
          void send(
            envelope('contact.set', {
              contactId: app.newId(),
              networkId: net.networkId,
              name: 'Q',
              email: 'q299@example.org'
            })
          );
      })
    );
    const rows = await app.db.read
      .select()
      .from(contact)
      .where(and(here(), eq(contact.email, 'q299@example.org')));
    expect(rows).toHaveLength(1);
  });

  it('is not read in twice at once, and one that lost its process can be taken up', async () => {
    await fresh();
    const { importId } = await run('contacts', PEOPLE);
    await app.db.write((tx) =>
      tx.update(listImport).set({ state: 'running', doneRows: 1 }).where(eq(listImport.id, importId!))
    );
    await app.db.write((tx) =>
      tx.update(contact).set({ note: 'x', email: 'new@example.org' }).where(eq(contact.name, 'Ola Berg'))
    );
    const busy = await importList(app, kim, list('contacts', PEOPLE));
    expect(busy.ok ? null : busy.problems[0]!.code).toBe('import-running');
    const began = now;
    now = new Date(now.getTime() + 120_000);
    expect(await value(readImport(app, kim, { importId: importId! }))).toMatchObject({ state: 'running', lost: true });
    expect(await run('contacts', PEOPLE)).toMatchObject({ importId, state: 'done', doneRows: 5 });
    now = began;
  });

  it('may be a file of cards, and is taken back the same way', async () => {
    await fresh();
    await run('contacts', 'Namn;E-post\nKarin Lund;karin@example.org\n');
    const card = (lines: string) => `BEGIN:VCARD\r\nVERSION:4.0\r\n${lines}\r\nEND:VCARD\r\n`;
    const cards = card('FN:Karin Lund\r\nEMAIL:karin@example.org\r\nTEL:0912-140 00') + card('FN:Ola Berg');
    const given = { networkId: net.networkId, bytes: bytesOf(cards), fileName: 'cards.vcf' };
    const { importId } = await value(importVcards(app, kim, given));
    expect((await contacts()).map(({ phone }) => phone)).toEqual(['+4691214000', '']);
    expect(await value(importVcards(app, kim, given))).toMatchObject({ importId: null });
    const undone = await value(undoListImport(app, kim, { importId: importId! }));
    expect(undone).toMatchObject({ fileName: 'cards.vcf', undone: { removed: 1, restored: 1, kept: 0 } });
    expect((await contacts()).map(({ name, phone }) => [name, phone])).toEqual([['Karin Lund', '']]);
    await value(exportVcards(app, kim, { networkId: net.networkId }));
    const audits = await app.db.read.select().from(auditLog).where(eq(auditLog.networkId, net.networkId));
    expect(audits.map(({ action }) => action)).toContain('contact:export');
  });

  it('is not for officers, analysts and other networks', async () => {
    await fresh();
    const { importId } = await run('contacts', PEOPLE);
    for (const role of ['officer', 'analyst'] as const) {
      const other = await net.enlist(role);
      for (const refused of [
        await previewList(app, other, list('contacts', PEOPLE)),
        await importList(app, other, list('contacts', PEOPLE)),
        await undoListImport(app, other, { importId: importId! }),
        await exportOutreach(app, other, { networkId: net.networkId, kind: 'all', locale: 'sv' })
      ])
        expect(refused.ok ? 'allowed' : refused.problems[0]!.code).toBe('forbidden');
    }
    const elsewhere = await (await createTestNetwork(app, 'Elsewhere')).enlist('coordinator');
    const undone = await undoListImport(app, elsewhere, { importId: importId! });
    expect(undone.ok ? 'allowed' : undone.problems[0]!.code).toBe('forbidden');
  });
});

const barrier = shippedModels.at(-1)!;
const title = barrier.texts.find(({ locale }) => locale === 'sv')!.barriers[barrier.model.barriers[0]!.id]!.name;
const LOG =
  'Datum;Kommun;Form;Deltagare;Bakgrund;Slutsatser;Hinder;Löften\n' +
  `5.3.2016;0114;Besök;Karin Lund (It-chef), Ola Berg;"Ny portal\nsedan i år";Bra;${title} (3);Skicka guiden (2016-04-01)\n`.replace(
    'chef), Ola',
    'chef)| Ola'
  ) +
  '2016-03-06;0114, 0115;Telefon;;;;;Ring igen (2027-01-01)\n' +
  '31.2.2016;0114;;;;;;\n';

describe('an old log of meetings', () => {
  it('becomes meetings as if they had been logged, and changes nothing the second time', async () => {
    await fresh();
    const done = await run('meetings', LOG);
    expect(done.counts).toEqual({ created: 2, updated: 0, same: 0, refused: 1 });
    const { meetings: seen } = await value(listMeetings(app, kim, { networkId: net.networkId }));
    expect(seen.find(({ heldOn }) => heldOn === '2016-03-05')).toMatchObject({
      ...{ form: 'visit', background: 'Ny portal\nsedan i år', conclusions: 'Bra', version: 1 },
      municipalityIds: [net.municipalities[0]!.id],
      attendees: [
        { name: 'Karin Lund', role: 'it' },
        { name: 'Ola Berg', role: 'other' }
      ],
      barriers: [{ barrierId: barrier.model.barriers[0]!.id, severity: 3, quote: '', consent: 'no' }]
    });
    const promises = await app.db.read.select().from(followUp).where(eq(followUp.networkId, net.networkId));
    expect(promises.map(({ what, due, doneAt }) => [what, due, doneAt !== null]).sort()).toEqual([
      ['Ring igen', '2027-01-01', false],
      ['Skicka guiden', '2016-04-01', true]
    ]);
    expect(await run('meetings', LOG)).toMatchObject({ importId: null, counts: { created: 0, updated: 0, same: 2 } });
  });

  it('says before and after of a meeting in a municipality that had merged away why it is left out', async () => {
    await fresh();
    const gone = { id: app.newId(), networkId: net.networkId, code: '0991', name: 'Gamla Ås' };
    await app.db.write((tx) => tx.insert(municipality).values({ ...gone, validTo: '2016-03-31', updatedAt: now }));
    const log = 'Datum;Kommun\n2016-03-31;0991\n2016-04-01;0991\n2016-04-01;0991, 0114\n2016-04-01;0114\n';
    const counts = { created: 2, updated: 0, same: 0, refused: 2 };
    const why = { code: 'municipality-ended', message: expect.stringContaining('Gamla Ås') as string };
    const leftOut = [
      { line: 3, action: 'refused', why },
      { line: 4, action: 'refused', why }
    ];
    expect(await run('meetings', log, { dryRun: true })).toMatchObject({ counts, leftOut });
    expect(await run('meetings', log)).toMatchObject({ counts, leftOut });
    expect((await meetings()).map(({ heldOn }) => heldOn).sort()).toEqual(['2016-03-31', '2016-04-01']);
  });

  it('adds to a meeting of the day, and is taken back where nobody has built on it', async () => {
    await fresh();
    const first = await run('meetings', LOG);
    const more =
      'Datum;Kommun;Deltagare;Slutsatser;Löften\n2016-03-05;0114;Ebba Ek (Politiker);Bättre;Boka (2016-05-01)\n';
    const second = await run('meetings', more);
    expect(second.counts).toMatchObject({ created: 0, updated: 1 });
    const kept = await undoListImport(app, kim, { importId: first.importId! });
    // the second import built on one of them
    expect(kept.ok && kept.value.undone).toMatchObject({ removed: 1, kept: 1 });
    const restored = await value(undoListImport(app, kim, { importId: second.importId! }));
    expect(restored.undone).toMatchObject({ removed: 0, restored: 1, kept: 0 });
    const [left] = await meetings();
    expect(left).toMatchObject({ heldOn: '2016-03-05', conclusions: 'Bra' });
    const names = await app.db.read.select().from(attendee).where(eq(attendee.meetingId, left!.id));
    expect(names.map(({ name }) => name).sort()).toEqual(['Karin Lund', 'Ola Berg']);
    expect(await app.db.read.select().from(followUp).where(eq(followUp.meetingId, left!.id))).toHaveLength(1);
    expect(await app.db.read.select({ n: sql`count(*)` }).from(meetingImportChange)).toBeTruthy();
  });

  it('brings interest and knowledge, and takes them back', async () => {
    await fresh();
    const head = 'Datum;Kommun;Intresse före;Intresse efter;Kunskap före;Kunskap efter\n';
    await run('meetings', `${head}2016-03-05;0114;2;;Nytta: ingen;\n`);
    expect((await meetings())[0]).toMatchObject({ interestBefore: 2, interestAfter: null });
    const second = await run('meetings', `${head}2016-03-05;0114;;5;;Nytta: tillräcklig\n`);
    expect(second.counts).toMatchObject({ created: 0, updated: 1 });
    const [after] = await meetings();
    expect(after).toMatchObject({ interestBefore: 2, interestAfter: 5 });
    expect(after!.knowledge).toContainEqual({ id: 'benefit', before: 'none', after: 'enough' });
    const undone = await value(undoListImport(app, kim, { importId: second.importId! }));
    expect(undone.undone).toMatchObject({ restored: 1, kept: 0 });
    const [before] = await meetings();
    expect(before).toMatchObject({ interestBefore: 2, interestAfter: null });
    expect(before!.knowledge).toContainEqual({ id: 'benefit', before: 'none', after: null });
  });

  it('leaves what an import did with the contact it did it to when two are made one, and undoes that alone', async () => {
    await fresh();
    // both say the same: what tells them apart is only which one the import made
    const keptId = app.newId();
    await run('contacts', 'Namn;E-post;Kommun\nKarin Lund;karin@example.org;0114\n');
    const [gone] = await contacts();
    const { id: goneId, ...same } = gone!;
    await app.db.write((tx) => tx.insert(contact).values({ ...same, id: keptId }));
    const changes = await app.db.read.select().from(contactImportChange);
    const { importId } = changes.find((row) => row.contactId === goneId)!;
    const mergeId = app.newId();
    await send(envelope('contact.merge', { mergeId, keptId, goneId, take: [] }));
    const named = async () =>
      (await app.db.read.select().from(contactImportChange))
        .filter((row) => row.importId === importId)
        .map(({ contactId }) => contactId);
    expect(await named()).toEqual([goneId]);
    const undone = await value(undoListImport(app, kim, { importId }));
    expect(undone.undone).toMatchObject({ removed: 0, restored: 0, kept: 0 });
    // whom the import never made stays
    expect((await contacts()).map(({ id }) => id)).toEqual([keptId]);
  });

  it('stays where something was built on it, as a photo', async () => {
    await fresh();
    const { importId } = await run('meetings', LOG);
    const [met] = await meetings();
    const photo = { id: app.newId(), meetingId: met!.id, sha256: 'a', name: 'board.jpg', mediaType: 'image/jpeg' };
    const added = { size: 1, addedBy: kim.personId, addedAt: now, removedAt: null, removedBy: null };
    await app.db.write((tx) => insertMeetingPhoto(tx, { ...photo, ...added }, Uint8Array.of(1)));
    const undone = await value(undoListImport(app, kim, { importId: importId! }));
    expect(undone.undone).toMatchObject({ removed: 1, kept: 1, keptNames: [{ id: met!.id, because: 'in-use' }] });
  });

  it('lets nothing of an erased person come back with the undo', async () => {
    await fresh();
    await run('contacts', 'Namn;E-post;Kommun\nZebra Qvist;zebra@example.org;0114\n');
    await run('meetings', 'Datum;Kommun;Slutsatser\n2016-03-05;0114;Zebra Qvist var med\n');
    const { importId } = await run('meetings', 'Datum;Kommun;Slutsatser\n2016-03-05;0114;Nytt\n');
    const [zebra] = await contacts();
    await value(eraseContact(app, kim, { contactId: zebra!.id }));
    expect(JSON.stringify(await app.db.read.select().from(meetingImportChange))).not.toContain('Zebra');
    await undoListImport(app, kim, { importId: importId! });
    expect(JSON.stringify(await meetings())).not.toContain('Zebra');
  });
});

describe('everything as files', () => {
  const sheetsOf = async (kind: string, locale: 'en' | 'sv' | 'nl') =>
    (await value(exportOutreach(app, kim, { networkId: net.networkId, kind, locale }))).sheets;
  const csv = (table: readonly (readonly CsvCell[])[], style: 'excel' | 'rfc4180') => bytesOf(writeCsv(table, style));

  it('can be read in again in every language and form, and then changes nothing', async () => {
    await fresh();
    await run('contacts', PEOPLE);
    await run('meetings', LOG);
    const municipalityId = net.municipalities[0]!.id;
    const odd = {
      name: '=Karin "K"; Ek',
      note: "- one\n- 'two'\u00a0x",
      moreEmails: ['a@example.org', 'b@example.org'],
      phone: '+46912999;ext=3'
    };
    await send(
      envelope('contact.set', {
        contactId: app.newId(),
        networkId: net.networkId,
        municipalityId,
        ...odd,
        channel: 'text',
        stayInTouchDays: 90,
        optedOutOn: '2026-02-03',
        optOutScope: 'campaigns',
        basis: 'consent',
        basisOn: '2025-01-02',
        source: 'A; B'
      })
    );
    await send(
      envelope('meeting.log', {
        ...{
          meetingId: app.newId(),
          heldOn: '2026-11-01',
          form: 'network-meeting',
          municipalityIds: net.municipalities.map(({ id }) => id)
        },
        attendees: [{ id: app.newId(), name: 'Åke (vik.) Ö; x', role: 'politician' }],
        ...{ background: '=1+1', workSoFar: ' spaced ', exchange: 'a;b|c\n"d"', conclusions: '' },
        barriers: [
          {
            id: app.newId(),
            barrierId: barrier.model.barriers[1]!.id,
            severity: 1,
            quote: 'Secret words',
            consent: 'no'
          }
        ],
        followUps: [{ id: app.newId(), what: 'Send (2); then call', due: '2026-12-01' }],
        ...{ interestBefore: 2, interestAfter: 5 },
        knowledge: [{ id: 'licences', before: 'none', after: 'some' }]
      })
    );
    const before = [await contacts(), await meetings()];
    for (const locale of ['en', 'sv', 'nl'] as const) {
      for (const [kind, count] of [
        ['contacts', 3],
        ['meetings', 3]
      ] as const) {
        const [sheet] = await sheetsOf(kind, locale);
        expect(sheet!.table).toHaveLength(count + 1);
        const sheets = await writeSheets(await sheetsOf(kind, locale));
        for (const bytes of [csv(sheet!.table, 'excel'), csv(sheet!.table, 'rfc4180'), sheets]) {
          const found = await value(
            previewList(app, kim, list(kind, bytes, { basis: null, source: '', present: 'replace' }))
          );
          expect(found.shown.update).toEqual([]);
          const again = await run(kind, bytes, { basis: null, source: '', present: 'replace' });
          expect([again.importId, again.counts], `${kind} ${locale}`).toEqual([
            null,
            { created: 0, updated: 0, same: count, refused: 0 }
          ]);
        }
      }
    }
    expect([await contacts(), await meetings()]).toEqual(before);
  });

  it('says nothing that a person may not see, and is in the audit log', async () => {
    const all = await value(exportOutreach(app, kim, { networkId: net.networkId, kind: 'all', locale: 'sv' }));
    expect(all.sheets.map(({ name }) => name)).toEqual([
      ...['Kontakter', 'Möten', 'Deltagare', 'Hinder', 'Uppnådda mål', 'Uppföljningar', 'Framflyttat', 'Kampanjer'],
      ...['Svar', 'Kampanjernas urval', 'Utskickens texter', 'Mottagare', 'Utskick', 'Nådda på annat sätt'],
      ...['Planerade möten', 'Inbjudningar', 'Tackbrev', 'Bilder', 'Rättelser', 'Dataansvariga'],
      ...['Vill inte bli kontaktad', 'Kontakternas språk']
    ]);
    expect(JSON.stringify(all)).not.toContain('Secret words');
    expect(JSON.stringify(all)).toContain('Åke (vik.)');
    const audits = await app.db.read.select().from(auditLog).where(eq(auditLog.networkId, net.networkId));
    expect(audits.map(({ action }) => action)).toContain('outreach:export-all');
    const unknown = await exportOutreach(app, OPERATOR, { networkId: net.networkId, kind: 'x', locale: 'sv' });
    expect(unknown.ok ? null : unknown.problems[0]!.code).toBe('kind-unknown');
  });
});
