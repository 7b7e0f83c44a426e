import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import type { App } from '$lib/server/app';
import { contact } from '$lib/server/db/schema/contacts';
import { followUp, meeting } from '$lib/server/db/schema/outreach';
import { importList, undoListImport } from '$lib/server/outreach/list-import-service';
import { insertMeetingPhoto } from '$lib/server/outreach/meeting-photo-repository';
import { previewUndo } from '$lib/server/outreach/undo-preview-service';
import { pushCommands } from '$lib/server/sync/service';
import { GET } from '../../src/routes/api/v1/lists/[id]/undo/+server';
import { must } from '../support/campaign-world';
import { envelope, push } from '../support/commands';
import { logMeeting } from '../support/log-meeting';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let kim: Extract<Actor, { kind: 'person' }>;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));

async function fresh(): Promise<void> {
  net = await createTestNetwork(app, `Network ${app.newId()}`);
  kim = await net.enlist('coordinator');
}
const readIn = async (kind: ImportKind, text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  const given = { source: 'A list', basis: 'public-task', present: 'fill', pastDone: false } as const;
  const of = { networkId: net.networkId, kind, fileName: 'list.csv', bytes, choices: { places: {} } };
  return must(await importList(app, kim, { ...of, ...given })).importId!;
};
const send = async (type: string, payload: object) => {
  const { outcomes } = must(await pushCommands(app, kim, push([envelope(type, payload)])));
  expect(outcomes[0]!.outcome, JSON.stringify(outcomes[0])).toBe('applied');
};
const contacts = () =>
  app.db.read.select().from(contact).where(eq(contact.networkId, net.networkId)).orderBy(contact.name);
const meetings = () =>
  app.db.read.select().from(meeting).where(eq(meeting.networkId, net.networkId)).orderBy(meeting.heldOn);
const promises = () =>
  app.db.read.select().from(followUp).where(eq(followUp.networkId, net.networkId)).orderBy(followUp.id);
const look = async (importId: string) => must(await previewUndo(app, kim, { importId }));
const undo = async (importId: string) => must(await undoListImport(app, kim, { importId })).undone!;

interface Counts {
  removed: number;
  restored: number;
  kept: number;
}
const countsOf = ({ removed, restored, kept }: Counts): Counts => ({ removed, restored, kept });
const reasonsOf = (keptNames: readonly { id: string; because: string }[]) =>
  keptNames.map(({ id, because }) => `${id} ${because}`).sort();

const putInMeeting = ({ id, name }: { id: string; name: string }) =>
  logMeeting(app, kim, [net.municipalities[0]!.id], {
    attendees: [{ id: app.newId(), name, role: 'it', contactId: id }]
  });

describe('what an undo would do', () => {
  it('is said before anything is: what goes, what stays, by name, with the reason', async () => {
    await fresh();
    await readIn('contacts', 'Namn;E-post\nKarin Lund;karin@example.org\n');
    const importId = await readIn(
      'contacts',
      'Namn;E-post;Telefon\nKarin Lund;karin@example.org;0912-140 00\nOla Berg;ola@example.org;\n' +
        'Ebba Ek;ebba@example.org;\nUlf Ås;ulf@example.org;\nTove Ö;tove@example.org;\n'
    );
    expect(await look(importId)).toEqual({ removed: 4, restored: 1, kept: 0, gone: 0, keptNames: [] });
    const [ebba, , ola, tove, ulf] = await contacts();
    await send('contact.set', { contactId: ola!.id, note: 'Ring', was: { note: '' } });
    await send('contact.remove', { contactId: tove!.id, removed: true });
    await putInMeeting(ulf!);
    const before = await contacts();
    const plan = await look(importId);
    expect(countsOf(plan)).toEqual({ removed: 1, restored: 1, kept: 2 });
    expect(plan.gone).toBe(1);
    const [first, second] = [...plan.keptNames].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(first).toEqual({
      ...{ id: ola!.id, name: 'Ola Berg', on: null, because: 'changed-since', uses: [] },
      ...{ changedAt: expect.any(Date), changedByName: 'Person 1' }
    });
    expect(second).toMatchObject({ name: 'Ulf Ås', because: 'in-use', uses: ['meeting'], changedByName: '' });
    // looking wrote nothing
    expect(await contacts()).toEqual(before);

    const undone = await undo(importId);
    expect(countsOf(undone)).toEqual(countsOf(plan));
    expect(reasonsOf(undone.keptNames)).toEqual(reasonsOf(plan.keptNames));
    const after = (await contacts()).filter(({ removedAt }) => removedAt === null);
    expect(after.map(({ name }) => name)).toEqual(['Karin Lund', 'Ola Berg', 'Ulf Ås']);
    expect(after.some(({ id }) => id === ebba!.id)).toBe(false);
    const again = await previewUndo(app, kim, { importId });
    expect(again.ok ? '' : again.problems[0]!.code).toBe('undone-already');
  });

  it('names a meeting by where and when it was, and says what was built on it', async () => {
    await fresh();
    const importId = await readIn('meetings', 'Datum;Kommun;Slutsatser\n2016-03-05;0114;Bra\n2016-03-06;0115;Bra\n');
    const [met] = await meetings();
    const photo = { id: app.newId(), meetingId: met!.id, sha256: 'a', name: 'board.jpg', mediaType: 'image/jpeg' };
    const added = { size: 1, addedBy: kim.personId, addedAt: app.now(), removedAt: null, removedBy: null };
    await app.db.write((tx) => insertMeetingPhoto(tx, { ...photo, ...added }, Uint8Array.of(1)));
    const plan = await look(importId);
    expect(countsOf(plan)).toEqual({ removed: 1, restored: 0, kept: 1 });
    expect(plan.keptNames).toMatchObject([
      { name: 'Kommun 0114', on: '2016-03-05', because: 'in-use', uses: ['photo'] }
    ]);
    const { keptNames } = await undo(importId);
    expect(keptNames).toMatchObject([{ name: 'Kommun 0114', on: '2016-03-05' }]);
  });

  it('is asked by programs too, and is not for those who may not undo', async () => {
    await fresh();
    const importId = await readIn('contacts', 'Namn;E-post\nKarin Lund;karin@example.org\n');
    const ask = (actor: Actor) => GET({ locals: { app, actor }, params: { id: importId } } as never);
    const said = await ask(kim);
    expect(said.headers.get('cache-control')).toBe('no-store');
    expect(await said.json()).toEqual({ removed: 1, restored: 0, kept: 0, gone: 0, keptNames: [] });
    for (const role of ['officer', 'analyst'] as const) expect((await ask(await net.enlist(role))).status).toBe(403);
    expect((await ask(await (await createTestNetwork(app, 'Elsewhere')).enlist('coordinator'))).status).toBe(403);
  });
});

/** What happens with a contact after an import, and what an undo is then to do with one it made, and one it changed. */
const TURNS = {
  nothing: ['removed', 'restored'],
  edited: ['changed-since', 'changed-since'],
  'edited and back': ['removed', 'restored'],
  met: ['in-use', 'restored'],
  'met and edited': ['changed-since', 'changed-since'],
  removed: ['gone', 'gone'],
  'removed and back': ['removed', 'restored']
} as const;
type Turn = keyof typeof TURNS;

async function turnContact(row: typeof contact.$inferSelect, turn: Turn): Promise<void> {
  const set = (note: string, was: string) => send('contact.set', { contactId: row.id, note, was: { note: was } });
  if (turn.startsWith('met')) await putInMeeting(row);
  if (turn.includes('edited')) await set('By hand', row.note);
  if (turn === 'edited and back') await set(row.note, 'By hand');
  if (turn.startsWith('removed')) await send('contact.remove', { contactId: row.id, removed: true });
  if (turn === 'removed and back') await send('contact.remove', { contactId: row.id, removed: false });
}

describe('what is said before', () => {
  it('is what is done, of contacts, whatever happened to them in between', async () => {
    const turns = fc.array(fc.constantFrom(...(Object.keys(TURNS) as Turn[])), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(turns, async (happens) => {
        await fresh();
        const rows = happens.map((_, i) => `Person ${i};p${i}@example.org`);
        await readIn('contacts', `Namn;E-post\n${rows.slice(0, 3).join('\n')}\n`);
        const importId = await readIn(
          'contacts',
          `Namn;E-post;Telefon\n${rows.map((row, i) => `${row};0912-140 0${i}`).join('\n')}\n`
        );
        const imported = await contacts();
        for (const [i, turn] of happens.entries()) await turnContact(imported[i]!, turn);
        const plan = await look(importId);
        const before = new Map((await contacts()).map((row) => [row.id, row]));
        const undone = await undo(importId);
        expect(countsOf(plan)).toEqual(countsOf(undone));
        expect(reasonsOf(plan.keptNames)).toEqual(reasonsOf(undone.keptNames));
        const kept = new Map(plan.keptNames.map(({ id, because }) => [id, because]));
        for (const [i, row] of (await contacts()).entries()) {
          const was = before.get(row.id)!;
          const fate = TURNS[happens[i]!][i < 3 ? 1 : 0];
          expect(kept.get(row.id) ?? null, happens[i]).toBe(
            fate === 'changed-since' || fate === 'in-use' ? fate : null
          );
          if (fate === 'removed') expect(row.removedAt).not.toBeNull();
          else if (fate === 'restored') expect([row.phone, row.removedAt]).toEqual(['', null]);
          else expect(row).toEqual(was);
        }
      }),
      { numRuns: 10 }
    );
  }, 60_000);

  it('is what is done, of meetings, whatever happened to them in between', async () => {
    const MET = ['nothing', 'edited', 'kept', 'put off', 'photo'] as const;
    const turns = fc.array(fc.constantFrom(...MET), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(turns, async (happens) => {
        await fresh();
        const day = (i: number) => `2016-03-0${i + 1}`;
        const first = happens.slice(0, 2).map((_, i) => `${day(i)};0114;;`);
        await readIn('meetings', `Datum;Kommun;Slutsatser;Löften\n${first.join('\n')}\n`);
        const all = happens.map((_, i) => `${day(i)};0114;Bra;Ring igen (2027-01-0${i + 1})`);
        const importId = await readIn('meetings', `Datum;Kommun;Slutsatser;Löften\n${all.join('\n')}\n`);
        const imported = await meetings();
        const promised = await promises();
        for (const [i, turn] of happens.entries()) {
          const { id: meetingId } = imported[i]!;
          const { id: followUpId, due } = promised.find((one) => one.meetingId === meetingId)!;
          if (turn === 'kept') await send('follow-up.done', { followUpId, done: true });
          if (turn === 'put off')
            await send('follow-up.snooze', {
              snoozeId: app.newId(),
              followUpId,
              due: '2027-03-01',
              reason: '',
              was: { due }
            });
          if (turn === 'edited')
            await app.db.write((tx) =>
              tx.update(meeting).set({ conclusions: 'Other' }).where(eq(meeting.id, meetingId))
            );
          if (turn !== 'photo') continue;
          const photo = { id: app.newId(), meetingId, sha256: 'a', name: 'a.jpg', mediaType: 'image/jpeg', size: 1 };
          const by = { addedBy: kim.personId, addedAt: app.now(), removedAt: null, removedBy: null };
          await app.db.write((tx) => insertMeetingPhoto(tx, { ...photo, ...by }, Uint8Array.of(1)));
        }
        const plan = await look(importId);
        const before = new Map((await meetings()).map((row) => [row.id, row]));
        const undone = await undo(importId);
        expect(countsOf(plan)).toEqual(countsOf(undone));
        expect(reasonsOf(plan.keptNames)).toEqual(reasonsOf(undone.keptNames));
        const kept = new Map(plan.keptNames.map(({ id, because }) => [id, because]));
        const after = new Map((await meetings()).map((row) => [row.id, row]));
        for (const [i, { id }] of imported.entries()) {
          const stays = { nothing: null, photo: 'in-use', edited: 'changed-since', kept: 'changed-since' } as const;
          const turn = happens[i]!;
          // putting off changes the promise and leaves a row of its own: either is reason enough
          if (turn === 'put off') expect(kept.get(id)).toBeDefined();
          else expect(kept.get(id) ?? null, turn).toBe(stays[turn]);
          if (turn !== 'nothing') expect(after.get(id)).toEqual(before.get(id));
          else if (i < 2) expect(after.get(id)).toMatchObject({ conclusions: '' });
          else expect(after.has(id)).toBe(false);
        }
      }),
      { numRuns: 8 }
    );
  }, 60_000);
});
