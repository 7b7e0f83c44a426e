import { eq } from 'drizzle-orm';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { wave } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { editionPart } from '$lib/server/db/schema/editions';
import { recordEditionFiles } from '$lib/server/jobs/record-edition-files';
import { addComment, listComments, settleComment } from '$lib/server/reporting/comment-service';
import { compareTwoEditions } from '$lib/server/reporting/compare-service';
import { listEditions, showEdition } from '$lib/server/reporting/edition-list-service';
import { approveEdition, freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { readEditionPicture, readPublishedEdition } from '$lib/server/reporting/edition-store';
import { readPieceVersions, savePiece, takeBackPiece } from '$lib/server/reporting/editorial-service';
import { addPicture, readDraftPicture } from '$lib/server/reporting/picture-service';
import { rebuildEdition } from '$lib/server/reporting/rebuild-service';
import { listReportWaves } from '$lib/server/reporting/report-wave-service';
import { draftReport } from '$lib/server/reporting/service';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { writeContact } from '$lib/server/outreach/contact-repository';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { addAnswering, createReportNetwork } from '../support/report-world';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
let app: App;
let net: TestNetwork;
let ann: Person;
let bo: Person;
let kim: Person;
let officer: Person;

beforeAll(async () => {
  app = await createTestApp();
  net = await createReportNetwork(app);
  [ann, bo, kim] = [await net.enlist('analyst'), await net.enlist('analyst'), await net.enlist('coordinator')];
  officer = await net.enlist('officer', 0);
  const { drafted } = value(await draftReport(app, ann, own()));
  place.chapter = drafted.blocks.findLast((block) => block.kind === 'heading' && block.level === 2)!.id;
}, 120_000);
afterAll(() => disposeTestApp(app));

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const own = () => ({ networkId: net.networkId });
const all = (text: string) => ({ en: text, sv: text, nl: text });
const place = { chapter: '', after: null };
const save = (actor: Actor, piece: Piece, version = 0) => savePiece(app, actor, { ...own(), version, piece });
async function send(actor: Actor, command: unknown): Promise<void> {
  const { outcomes } = value(await pushCommands(app, actor, push([command])));
  expect(outcomes[0]).toMatchObject({ outcome: 'applied' });
}
async function note(quote: string, consent: 'yes' | 'no'): Promise<string> {
  const raisedId = app.newId();
  await send(
    kim,
    envelope('meeting.log', {
      ...{ meetingId: app.newId(), heldOn: '2026-11-01', form: 'visit', followUps: [] },
      municipalityIds: [net.municipalities[0]!.id],
      attendees: [{ id: app.newId(), name: 'Somebody', role: 'it' }],
      ...{ background: '', workSoFar: '', exchange: '', conclusions: '' },
      barriers: [{ id: raisedId, barrierId: 'no-budget', severity: 2, quote, consent }]
    })
  );
  return raisedId;
}
/** 2 by 3 grey points, with a text beside them. */
function drawPng(): Uint8Array {
  const chunk = (name: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name), content]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(content.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
  };
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 3, 8, 0, 0, 0, 0]);
  const rows = deflateSync(Buffer.from([0, 10, 90, 0, 90, 10, 0, 10, 90]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', header), chunk('tEXt', Buffer.from('Comment\0Somewhere')), chunk('IDAT', rows)],
    chunk('IEND', Buffer.alloc(0))
  ]);
}
async function publish(note?: ReturnType<typeof all>): Promise<string> {
  const { editionId, sha256 } = value(await freezeEdition(app, ann, { ...own(), ...(note && { note }) }));
  value(await approveEdition(app, kim, { editionId, sha256 }));
  value(await publishEdition(app, ann, { editionId }));
  return editionId;
}

describe('the draft', () => {
  it('takes changes of two analysts at two things, and lets nobody write over the other unseen', async () => {
    const { document } = value(await draftReport(app, ann, own()));
    const finding = document.blocks.find((block) => block.kind === 'finding' && block.about === undefined)!;
    const text = (en: string): Piece => ({ kind: 'text', block: finding.id, text: all(en) });
    value(await save(ann, text('Ann says {coverage.answered}')));
    value(await save(bo, { kind: 'reject', measure: 'open-by-default', reason: 'Is law already' }));
    const late = await save(bo, text('Bo says'));
    expect(late).toMatchObject({ problems: [{ code: 'changed-elsewhere', facts: { version: 1 } }] });
    value(await save(bo, text('Bo says'), 1));
    const versions = value(await readPieceVersions(app, ann, { ...own(), key: `text:${finding.id}` }));
    expect(versions.map(({ version, by }) => [version, by])).toEqual([
      [1, ann.personId],
      [2, bo.personId]
    ]);
    expect(JSON.stringify(versions[0])).toContain('Ann says');
    const now = value(await draftReport(app, ann, own()));
    expect(now.editorial.rejected).toEqual([{ measure: 'open-by-default', reason: 'Is law already' }]);
    expect(now.document.blocks.find(({ id }) => id === finding.id)).toMatchObject({
      own: { en: [{ text: 'Bo says' }] }
    });
    value(await takeBackPiece(app, ann, { ...own(), key: `text:${finding.id}`, version: 2 }));
    expect(value(await draftReport(app, ann, own())).editorial.texts).toEqual({});
  });

  it('refuses references that cannot be read, and takes nothing of them', async () => {
    const paragraph = (text: string): Piece => ({ kind: 'paragraph', id: app.newId(), place, text: all(text) });
    const { aggregates } = value(await draftReport(app, ann, own()));
    const tables = aggregates.status === 'ready' ? Object.values(aggregates.tables) : [];
    const hidden = tables.flatMap(({ id, cells }) =>
      Object.keys(cells).flatMap((cell) => (cells[cell]!.status === 'suppressed' ? `${id}.${cell}` : []))
    )[0]!;
    expect(codeOf(await save(ann, paragraph('{coverage.nobody}')))).toBe('unknown-reference');
    expect(codeOf(await save(ann, paragraph(`{${hidden}}`)))).toBe('suppressed-number');
    expect(codeOf(await save(ann, paragraph('{coverage.answered / coverage.met %}')))).toBe('nothing-to-divide-by');
    expect(codeOf(await save(ann, paragraph('<script>x</script>')))).toBe('markdown-not-allowed');
    expect(codeOf(await save(officer, paragraph('x')))).toBe('forbidden');
    expect(value(await draftReport(app, ann, own())).editorial.additions).toEqual([]);
  });

  it('cannot be frozen with a number that was typed, until somebody says where it is from', async () => {
    const id = app.newId();
    const text = { en: 'By 2030 in 42 towns', sv: '42 av {coverage.answered}', nl: 'x' };
    const piece: Piece = { kind: 'paragraph', id, place, text };
    const { warnings } = value(await save(ann, piece));
    expect(warnings.map(({ facts }) => facts?.number)).toEqual(['2030', '42', '42']);
    const refused = await freezeEdition(app, ann, own());
    const named = { code: 'typed-numbers', path: `additions.${id}`, facts: { key: `add:${id}`, numbers: '2030, 42' } };
    expect(refused).toMatchObject({ ok: false, problems: [named] });
    const law = { number: '2030', source: 'Digital Decade, (EU) 2022/2481' };
    value(await save(ann, { ...piece, fixed: [law] }, 1));
    const { problems } = value(await draftReport(app, ann, own()));
    expect(problems).toMatchObject([{ facts: { numbers: '42' } }]);
    value(await save(ann, { ...piece, fixed: [law, { number: '42', source: 'The register' }] }, 2));
    const { problems: none, editorial } = value(await draftReport(app, ann, own()));
    expect(none).toEqual([]);
    expect(editorial.fixed?.[id]).toHaveLength(2);
    expect(editorial.additions.find((one) => one.id === id)).not.toHaveProperty('fixed');
    expect(codeOf(await save(ann, { ...piece, fixed: [{ number: 'many', source: 'x' }] }, 3))).toBe('invalid');
    value(await takeBackPiece(app, ann, { ...own(), key: `add:${id}`, version: 3 }));
    expect(value(await draftReport(app, ann, own())).editorial).not.toHaveProperty('fixed');
  });

  it('takes a picture without what its camera wrote, and only with a text in every language', async () => {
    const bytes = drawPng();
    const { sha256, ...size } = value(await addPicture(app, ann, { ...own(), bytes }));
    expect(size).toEqual({ width: 2, height: 3 });
    const kept = value(await readDraftPicture(app, ann, { ...own(), sha256 }));
    expect(Buffer.from(kept.bytes).includes('Somewhere')).toBe(false);
    expect(codeOf(await addPicture(app, ann, { ...own(), bytes: bytes.slice(0, 30) }))).toBe('picture-type');
    // whole by its header, and nothing that could be drawn
    const empty = Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 2, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x55],
      ...[0xff, 0xd9]
    ]);
    expect(codeOf(await addPicture(app, ann, { ...own(), bytes: empty }))).toBe('picture-type');
    const picture: Piece = { kind: 'picture', id: app.newId(), place, sha256, alt: { en: 'A bridge' }, caption: {} };
    expect(codeOf(await save(ann, picture))).toBe('alt-missing');
    value(await save(ann, { ...picture, alt: all('A bridge') }));
  });

  it('is spoken about, and the comment is settled once', async () => {
    const { commentId } = value(await addComment(app, kim, { ...own(), block: 'method', text: 'Too long' }));
    value(await settleComment(app, ann, { commentId }));
    expect(codeOf(await settleComment(app, bo, { commentId }))).toBe('settled-meanwhile');
    expect(value(await listComments(app, ann, own()))).toMatchObject([{ text: 'Too long', block: 'method' }]);
    expect(codeOf(await addComment(app, officer, { ...own(), block: 'method', text: 'x' }))).toBe('forbidden');
  });
});

describe('an edition', () => {
  it('is published by nobody alone: a second person says yes to exactly that content', async () => {
    const first = value(await freezeEdition(app, ann, own()));
    expect(codeOf(await publishEdition(app, ann, first))).toBe('not-approved');
    expect(codeOf(await approveEdition(app, ann, first))).toBe('second-person');
    expect(codeOf(await approveEdition(app, officer, first))).toBe('forbidden');
    expect(codeOf(await approveEdition(app, kim, { ...first, sha256: 'f'.repeat(64) }))).toBe('changed-elsewhere');
    value(await approveEdition(app, kim, first));
    // coordinators approve, they do not publish
    expect(codeOf(await publishEdition(app, kim, first))).toBe('forbidden');
    expect(codeOf(await readPublishedEdition(app, first.editionId))).toBe('not-found');
    value(await save(bo, { kind: 'paragraph', id: app.newId(), place, text: all('One more') }));
    expect(value(await listEditions(app, ann, own()))).toMatchObject([{ state: 'void', mine: true }]);
    expect(codeOf(await publishEdition(app, ann, first))).toBe('edited-since');
    expect(codeOf(await approveEdition(app, bo, first))).toBe('edited-since');
    expect(codeOf(await approveEdition(app, bo, { ...first, editionId: app.newId() }))).toBe('not-found');
  });

  it('holds a quote that a speaker agreed to, until it is withdrawn: then it is gone everywhere, and rebuilds the same', async () => {
    const never = await note('Between us', 'no');
    const raisedId = await note('We dare not', 'yes');
    const quote = (of: string, text: string): Piece => ({
      ...{ kind: 'quote', id: app.newId(), place, raisedId: of, text: { sv: text }, confirmedOn: '2026-11-02' }
    });
    expect(codeOf(await save(ann, quote(never, 'Between us')))).toBe('no-consent');
    expect(codeOf(await save(ann, quote(raisedId, 'We never dare')))).toBe('wording-changed');
    const piece = quote(raisedId, 'We dare not');
    value(await save(ann, piece));
    const editionId = await publish();
    const before = value(await readPublishedEdition(app, editionId));
    const block = before.content.document.blocks.find((one) => one.kind === 'quote');
    // one municipality of its size was met: the role alone
    expect(block).toMatchObject({ text: { sv: 'We dare not' }, by: { params: { who: { key: 'quote.it' } } } });
    expect(JSON.stringify(block)).not.toContain('0114');
    const picture = before.content.document.blocks.find((one) => one.kind === 'picture');
    const sha256 = picture?.kind === 'picture' ? picture.sha256 : '';
    expect(value(await readEditionPicture(app, editionId, sha256)).type).toBe('image/png');

    await send(
      officer,
      envelope('barrier.correct', {
        ...{ correctionId: app.newId(), raisedId, municipalityId: net.municipalities[0]!.id },
        ...{ kind: 'withdraw-quote', text: '' }
      })
    );
    const after = value(await readPublishedEdition(app, editionId));
    expect(after.redactions).toMatchObject([{ kind: 'quote', block: block!.id }]);
    expect(after.sha256).not.toBe(before.sha256);
    expect(after.sha256Published).toBe(before.sha256);
    expect(JSON.stringify(after.content)).not.toContain('We dare not');
    expect(JSON.stringify(value(await showEdition(app, ann, { editionId })))).not.toContain('We dare not');
    // a new edition cannot be frozen with it
    expect(codeOf(await freezeEdition(app, ann, { ...own(), note: all('x') }))).toBe('consent-withdrawn');
    value(await takeBackPiece(app, ann, { ...own(), key: `add:${block!.id}`, version: 1 }));

    await recordEditionFiles(app);
    const rebuilt = value(await rebuildEdition(app, ann, { editionId }));
    expect(rebuilt.different).toEqual([]);
    expect(rebuilt.redactions).toHaveLength(1);
    expect(rebuilt.files.length).toBeGreaterThan(10);
    expect(rebuilt.same && rebuilt.files.every(({ same }) => same === true)).toBe(true);
  }, 180_000);

  it('is corrected by another one that says what changed; the two can be compared', async () => {
    const listed = value(await listEditions(app, ann, own()));
    const first = listed.find(({ state }) => state === 'published')!.id;
    expect(codeOf(await freezeEdition(app, ann, own()))).toBe('note-missing');
    const chapter: Piece = {
      kind: 'chapter',
      id: app.newId(),
      place,
      title: all('Ours'),
      text: all('Ask Karin Lindqvist')
    };
    value(await save(ann, chapter));
    const note = all('A chapter more, says Karin Lindqvist');
    const second = await publish(note);
    const old = value(await readPublishedEdition(app, first));
    expect(old.correctedBy).toEqual({ id: second, number: 2, note });
    expect(value(await readPublishedEdition(app, second)).corrects).toMatchObject({ id: first, number: 1 });
    const compared = value(await compareTwoEditions(app, ann, { before: first, after: second }));
    expect(compared.numbers).toEqual([]);
    expect(compared.blocks).toContainEqual({ id: chapter.id, kind: 'prose', change: 'added' });
    expect(value(await listEditions(app, kim, own())).map(({ state }) => state)).toContain('corrected');
  }, 180_000);

  it('loses what was written about a person who is erased', async () => {
    const contactId = app.newId();
    const at = app.now();
    await app.db.write((tx) =>
      writeContact(tx, {
        ...{ id: contactId, ...own(), ...NO_CONTACT, municipalityId: net.municipalities[0]!.id, version: 1 },
        ...{ name: 'Karin Lindqvist', mergedInto: null, removedAt: null },
        ...{ createdBy: 'x', createdAt: at, updatedBy: 'x', updatedAt: at }
      })
    );
    const shown = value(await listEditions(app, ann, own())).find(({ state }) => state === 'published')!;
    const read = async () => value(await readPublishedEdition(app, shown.id));
    expect(JSON.stringify((await read()).content.document)).toContain('Karin Lindqvist');
    value(await eraseContact(app, kim, { contactId, block: false }));
    const after = await read();
    expect(JSON.stringify(after.content)).not.toContain('Karin');
    expect(after.redactions.map(({ kind }) => kind)).toEqual(['words', 'words']);
    expect(after.redactions[1]?.block).toBe('correction-note');
    expect(after.corrects?.note).toEqual(all('A chapter more, says […]'));
    expect(JSON.stringify(value(await draftReport(app, ann, own())).editorial)).not.toContain('Karin');
  });

  it('of a wave that was closed is corrected while the next one is open', async () => {
    const [old] = await app.db.read.select().from(wave).where(eq(wave.id, net.waveId));
    const next = app.newId();
    await app.db.write(async (tx) => {
      await tx.update(wave).set({ closedAt: app.now() }).where(eq(wave.id, net.waveId));
      await tx.insert(wave).values({ ...old!, id: next, name: 'Next', opensAt: new Date(old!.opensAt.getTime() + 1) });
    });
    const of = { ...own(), waveId: net.waveId };
    expect(value(await listReportWaves(app, ann, own()))).toEqual({
      waveId: next,
      waves: [
        { id: next, name: 'Next', open: true },
        { id: net.waveId, name: '2026', open: false }
      ]
    });
    expect(value(await draftReport(app, ann, own())).aggregates.status).toBe('too-few');
    const elsewhere = { ...own(), waveId: app.newId() };
    expect(codeOf(await draftReport(app, ann, elsewhere))).toBe('no-wave');
    const piece: Piece = { kind: 'paragraph', id: app.newId(), place, text: all('Said late') };
    value(await savePiece(app, ann, { ...of, version: 0, piece }));
    expect(value(await draftReport(app, ann, of)).wave.id).toBe(net.waveId);
    expect(value(await draftReport(app, ann, own())).editorial.additions).toEqual([]);
    value(await addComment(app, kim, { ...of, block: 'method', text: 'Late' }));
    expect(value(await listComments(app, ann, own()))).toEqual([]);
    const before = value(await listEditions(app, ann, own())).find(({ state }) => state === 'published')!;
    const { editionId } = value(await freezeEdition(app, ann, { ...of, note: all('A late word') }));
    const frozen = value(await showEdition(app, ann, { editionId }));
    expect(frozen).toMatchObject({ waveId: net.waveId, correctsId: before.id, fixed: [] });
    expect(JSON.stringify(frozen.content.document)).toContain('Said late');
    await app.db.write(async (tx) => {
      await tx.delete(wave).where(eq(wave.id, next));
      await tx.update(wave).set({ closedAt: null }).where(eq(wave.id, net.waveId));
    });
  }, 60_000);

  it('is refused where beside the one before it single answers could be worked out', async () => {
    await addAnswering(app, net, { from: 40, count: 1 });
    await note('', 'no');
    const refused = await freezeEdition(app, ann, { ...own(), note: all('One answer more') });
    expect(refused).toMatchObject({ problems: [{ code: 'reveals', facts: { joined: 1, left: 0, lacking: 4 } }] });
    expect(refused.ok ? 0 : refused.problems).toHaveLength(1);
    expect(JSON.stringify(refused)).toContain('wait for at least 4 more answers');
  });

  it('keeps the published numbers where it is chosen, so that a word can still be corrected', async () => {
    const before = value(await draftReport(app, ann, own()));
    const numbers = (roundTo: 5 | null, keep: boolean): Piece => ({ kind: 'numbers', roundTo, keep });
    expect(codeOf(await save(ann, numbers(5, true)))).toBe('other-rounding');
    value(await save(ann, numbers(null, true)));
    const after = value(await draftReport(app, ann, own()));
    const answered = ({ aggregates }: typeof after) =>
      aggregates.status === 'ready' && aggregates.tables['coverage']!.cells['answered'];
    expect([answered(before), answered(after)]).toEqual([41, 40].map((n) => ({ status: 'published', n })));
    value(await freezeEdition(app, ann, { ...own(), note: all('A word only') }));
    value(await takeBackPiece(app, ann, { ...own(), key: 'numbers:wave', version: 1 }));
    expect(answered(value(await draftReport(app, ann, own())))).toEqual(answered(before));
  });

  it('that was altered on disk is named, with the part and its hashes', async () => {
    const [row] = value(await listEditions(app, ann, own())).filter(({ state }) => state === 'published');
    await app.db.write((tx) =>
      tx
        .update(editionPart)
        .set({ bytes: gzipSync('{"status":"ready","tables":{}}') })
        .where(eq(editionPart.name, 'aggregates'))
    );
    const rebuilt = await rebuildEdition(app, ann, { editionId: row!.id });
    expect(rebuilt).toMatchObject({ problems: [{ code: 'altered', path: 'aggregates' }] });
    expect(rebuilt.ok ? '' : rebuilt.problems[0]!.message).toMatch(/"aggregates".*its hash is [0-9a-f]{12}, frozen as/);
  });
});

it('every change is in the audit log, with no words of anybody', async () => {
  const rows = await app.db.read.select().from(auditLog);
  const actions = new Set(rows.map(({ action }) => action));
  for (const action of ['edit', 'comment', 'picture', 'freeze', 'approve', 'publish', 'void', 'redact'])
    expect(actions).toContain(`report:${action}`);
  expect(JSON.stringify(rows)).not.toMatch(/We dare not|Too long|One more/);
});

it('a wave with too few answers has no edition, and says why', async () => {
  const small = await createTestNetwork(app, 'Litet nät');
  const actor = await small.enlist('analyst');
  const refused = await freezeEdition(app, actor, { networkId: small.networkId });
  expect(codeOf(refused)).toBe('too-few');
});
