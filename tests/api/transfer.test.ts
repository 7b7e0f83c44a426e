import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { ImportChoices } from '$lib/domain/assessment/import-types';
import type { Actor } from '$lib/domain/identity/actor';
import { ANSWER_VALUES, type AnswerValue, type MaturityModel } from '$lib/domain/model/types';
import type { App } from '$lib/server/app';
import { answersOf } from '$lib/server/assessment/repository';
import {
  importAnswers,
  previewAnswers,
  readTransfer,
  undoAnswersImport
} from '$lib/server/assessment/transfer-import-service';
import { exportAnswers, type ExportFormat } from '$lib/server/assessment/transfer-service';
import { answerHistory, answerImport, assessment, wave } from '$lib/server/db/schema/assessment';
import { auditLog } from '$lib/server/db/schema/identity';
import { modelVersion } from '$lib/server/db/schema/model';
import { shippedModels } from '$lib/server/model/seed';
import { readWorkbook } from '$lib/server/shared/read-workbook';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const { model, texts } = shippedModels.at(-1)!;
const [a, b, c, d] = model.criteria.map(({ id }) => id) as [string, string, string, string];
const words = Object.fromEntries(ANSWER_VALUES.map((value) => [value, `word of ${value}`])) as Record<
  AnswerValue,
  string
>;
const clock = testClock('2026-11-22T09:00:00Z');

let app: App;
let network: TestNetwork;
let officer: Extract<Actor, { kind: 'person' }>;
let colleague: Actor;
let coordinator: Actor;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  network = await createTestNetwork(app);
  officer = await network.enlist('officer');
  colleague = await network.enlist('officer');
  coordinator = await network.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

const own = () => network.municipalities[0]!.assessmentId;
const minute = () => clock.forward(60_000);
async function answer(actor: Actor, criterionId: string, value: AnswerValue, note = '') {
  minute();
  const present = (await answersOf(app.db.read, [own()])).find((row) => row.criterionId === criterionId);
  const command = answerCommand(
    own(),
    { criterionId, value, note },
    { baseVersion: present?.version ?? null, issuedAt: clock.now().toISOString() }
  );
  const pushed = await pushCommands(app, actor, push([command]));
  expect(pushed).toMatchObject({ ok: true, value: { outcomes: [{ outcome: 'applied' }] } });
  minute();
}
const standing = async () =>
  Object.fromEntries((await answersOf(app.db.read, [own()])).map((row) => [row.criterionId, row]));

function file(content: string | Uint8Array, more: Partial<ImportChoices> = {}, newer: 'keep' | 'take' = 'keep') {
  return {
    assessmentId: own(),
    fileName: 'answers.csv',
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    choices: { words: {}, criteria: {}, ...more },
    newer
  };
}
async function take(content: string | Uint8Array, more: Partial<ImportChoices> = {}, newer: 'keep' | 'take' = 'keep') {
  const done = await importAnswers(app, officer, file(content, more, newer));
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  minute();
  return done.value;
}
async function give(format: ExportFormat, actor: Actor = officer) {
  const made = await exportAnswers(app, actor, { assessmentId: own(), format, locale: 'nl', words });
  if (!made.ok) throw new Error(made.problems[0]!.code);
  return made.value;
}
const codesOf = (result: { ok: boolean; problems?: { code: string; path: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map(({ code, path }) => `${path} ${code}`);

describe('an exported assessment', () => {
  beforeAll(async () => {
    await answer(officer, a, 'yes', '=HYPERLINK("https://example.org")');
    await answer(officer, b, 'partly', 'second line\nfirst comma, semicolon; done');
  });

  it('has every question with statement, level, word, code, note, who and when, in each format', async () => {
    const text = new TextDecoder().decode((await give('csv-plain')).body);
    const nl = texts.find(({ locale }) => locale === 'nl')!;
    expect(text.split('\r\n')[0]).toBe(
      'criterion,dimension,level,statement,answer,answer_text,note,evidence,answered_by,answered_at,origin,model'
    );
    expect(text).toContain(nl.criteria[c]!.statement.slice(0, 20));
    expect(text).toContain('yes,word of yes,"\'=HYPERLINK(""https://example.org"")"');
    expect(text).toContain('Person 1,2026-11-22T09:01:00.000Z,own,roadmap@');
    const excel = await give('csv');
    expect([...excel.body.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(excel.fileName).toBe('assessment-0114-2026-11-22.csv');
    const workbook = await readWorkbook((await give('xlsx')).body);
    expect(workbook).toMatchObject({ ok: true, value: { length: model.criteria.length + 1 } });
    const json = JSON.parse(new TextDecoder().decode((await give('json')).body)) as { answers: object[] };
    expect(json).toMatchObject({ format: 'waymark-answers', version: 1, municipality: { code: '0114' } });
    expect(json.answers[0]).toMatchObject({ criterion: a, answer: 'yes', answeredBy: 'Person 1' });
  });

  it.each(['csv', 'csv-plain', 'xlsx', 'json'] as const)('changes nothing when it comes back as %s', async (format) => {
    const before = await answersOf(app.db.read, [own()]);
    const done = await take((await give(format)).body);
    expect(done).toMatchObject({ importId: null, new: 0, changed: 0, kept: 0, same: 2 });
    expect(await answersOf(app.db.read, [own()])).toEqual(before);
  });

  it('is for the municipality alone until it is submitted, and then for coordinators too', async () => {
    const other = await network.enlist('officer', 1);
    await expect(give('json', coordinator)).rejects.toThrow('forbidden');
    await app.db.write(async (tx) => {
      await tx.update(assessment).set({ submittedAt: clock.now() }).where(eq(assessment.id, own()));
    });
    expect((await give('json', coordinator)).fileName).toContain('0114');
    await expect(give('json', other)).rejects.toThrow('forbidden');
    await app.db.write(async (tx) => {
      await tx.update(assessment).set({ submittedAt: null }).where(eq(assessment.id, own()));
    });
  });
});

describe('an import', () => {
  it('shows what it would do, and does nothing as a dry run', async () => {
    const csv = `criterion,answer,date\n${a},no,2025-05-01\n${b},no,2026-11-22T10:00:00Z\n${c},no,2025-05-01\n`;
    clock.forward(86_400_000 / 2);
    const before = await answersOf(app.db.read, [own()]);
    const preview = await previewAnswers(app, officer, file(csv));
    if (!preview.ok) throw new Error('refused');
    expect(preview.value.plan.map(({ criterionId, kind }) => [criterionId, kind])).toEqual([
      [a, 'kept'],
      [b, 'changed'],
      [c, 'new']
    ]);
    const dry = await importAnswers(app, officer, { ...file(csv), dryRun: true });
    expect(dry).toMatchObject({ ok: true, value: { importId: null, new: 1, changed: 1, kept: 1, dryRun: true } });
    expect(await answersOf(app.db.read, [own()])).toEqual(before);
  });

  it('keeps what is newer, writes the rest with its age and history, and reaches devices', async () => {
    const { value } = (await pullChanges(app, officer, { since: 0 })) as { value: { cursor: number } };
    const csv = `fråga;svar;kommentar;datum\n${a};nej;;2025-05-01\n${c};nej;Från enkäten;2025-05-01\n`;
    const done = await take(csv);
    expect(done).toMatchObject({ new: 1, kept: 1, changed: 0 });
    expect((await standing())[a]).toMatchObject({ value: 'yes', origin: 'own' });
    expect((await standing())[c]).toMatchObject({
      ...{ value: 'no', note: 'Från enkäten', origin: 'import', version: 1, answeredBy: officer.personId },
      answeredAt: new Date('2025-05-01')
    });
    const history = await app.db.read
      .select()
      .from(answerHistory)
      .where(and(eq(answerHistory.assessmentId, own()), eq(answerHistory.criterionId, c)));
    expect(history).toMatchObject([{ origin: 'import', version: 1, value: 'no' }]);
    const pulled = await pullChanges(app, officer, { since: value.cursor });
    expect(JSON.stringify(pulled)).toContain('Från enkäten');
    const audit = await app.db.read.select().from(auditLog).where(eq(auditLog.subject, done.importId!));
    expect(audit).toMatchObject([{ action: 'answers:import' }]);
  });

  it('takes the file’s answers where that is chosen, and is undone with author and age of old', async () => {
    const before = (await standing())[a]!;
    const done = await take(`criterion,answer,date\n${a},no,2025-05-01\n${d},yes,2025-05-01\n`, {}, 'take');
    expect(done).toMatchObject({ changed: 1, new: 1 });
    expect((await standing())[a]).toMatchObject({ value: 'no', note: before.note, answeredAt: new Date('2025-05-01') });
    expect(await undoAnswersImport(app, colleague, { importId: done.importId! })).toEqual({
      ok: true,
      value: { restored: 2, left: [] }
    });
    const after = await standing();
    expect(after[a]).toEqual({ ...before, version: before.version + 2 });
    expect(after[d]).toMatchObject({ value: null, note: '', version: 2 });
    expect(codesOf(await undoAnswersImport(app, officer, { importId: done.importId! }))).toEqual([
      'importId undone-already'
    ]);
  });

  it('is undone only where nobody has changed it since, and says what is left', async () => {
    const done = await take(`criterion,answer\n${a},dont-know\n${b},dont-know\n`);
    expect(done).toMatchObject({ changed: 2 });
    const kept = async () => {
      const place = await readTransfer(app, officer, { assessmentId: own() });
      return place.ok ? place.value.imports[0]!.kept : null;
    };
    expect(await kept()).toEqual([]);
    await answer(colleague, b, 'no', 'We looked');
    // said before it is done
    expect(await kept()).toEqual([b]);
    const undone = await undoAnswersImport(app, officer, { importId: done.importId! });
    expect(undone).toEqual({ ok: true, value: { restored: 1, left: [b] } });
    expect(await standing()).toMatchObject({ [a]: { value: 'yes' }, [b]: { value: 'no', note: 'We looked' } });
    const place = await readTransfer(app, officer, { assessmentId: own() });
    if (!place.ok) throw new Error('refused');
    expect(place.value.imports[0]).toMatchObject({
      answers: 2,
      createdBy: 'Person 1',
      kept: [],
      undoneAt: expect.any(Date) as Date
    });
  });

  it('saves nothing where one row is wrong, and names the row', async () => {
    const [before, imports] = [await answersOf(app.db.read, [own()]), await app.db.read.select().from(answerImport)];
    const partless = model.criteria.find(({ canBePartly }) => !canBePartly)?.id;
    const applies = model.criteria.find(({ id, canBeNotApplicable }) => id !== a && !canBeNotApplicable)!.id;
    const csv = ['criterion,answer,evidence', `${a},no,`, 'no-such,yes,', `${applies},n/a,`, `${c},yes,javascript:x`];
    if (partless) csv.push(`${partless},partly,`);
    const refused = await importAnswers(app, officer, file(csv.join('\n')));
    expect(codesOf(refused)).toEqual([
      'rows.3 unknown-criterion',
      'rows.4 not-applicable-refused',
      'rows.5 evidence-refused',
      ...(partless ? ['rows.6 partly-refused'] : [])
    ]);
    expect(await answersOf(app.db.read, [own()])).toEqual(before);
    expect(await app.db.read.select().from(answerImport)).toEqual(imports);
  });

  it('keeps HTML in notes as the text it is', async () => {
    await take(`criterion,answer,note\n${d},yes,<script>alert(1)</script>\n`);
    expect((await standing())[d]?.note).toBe('<script>alert(1)</script>');
  });

  it('reads a workbook, and refuses one that unpacks to too much', async () => {
    const sheet = await writeXlsxFile([
      ['Fråga', 'Svar'],
      [texts.find(({ locale }) => locale === 'sv')!.criteria[a]!.statement, 'Delvis']
    ]).toBuffer();
    const preview = await previewAnswers(app, officer, file(new Uint8Array(sheet)));
    expect(preview).toMatchObject({ ok: true, value: { plan: [{ criterionId: a, kind: 'changed' }] } });
    const bomb = await writeXlsxFile([
      ['criterion', 'answer'],
      [a, 'x'.repeat(32_000)]
    ]).toBuffer();
    // the size an archive says of a member is the first thing looked at
    const at = bomb.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bomb.writeUInt32LE(0x7fffffff, at + 24);
    expect(codesOf(await previewAnswers(app, officer, file(new Uint8Array(bomb))))).toEqual(['file zip-too-large']);
  });

  it.each([
    ['an empty file', ''],
    ['a web page', '<!doctype html><title>x</title>'],
    ['broken JSON', '{"format": "waymark-answers", "answers": [{]'],
    ['a PDF', '%PDF-1.7 and more'],
    ['10,001 rows', `criterion,answer\n${'x,yes\n'.repeat(10_001)}`]
  ])('refuses %s with a reason', async (_case, content) => {
    const refused = await importAnswers(app, officer, file(content));
    expect(codesOf(refused)).toHaveLength(1);
  });

  it('is not for other municipalities, nor once the wave is closed', async () => {
    const other = await network.enlist('officer', 1);
    expect(codesOf(await importAnswers(app, other, file(`criterion,answer\n${a},no\n`)))).toEqual([' forbidden']);
    expect(codesOf(await importAnswers(app, coordinator, file(`criterion,answer\n${a},no\n`)))[0]).toContain(
      'forbidden'
    );
    await app.db.write(async (tx) => {
      await tx.update(wave).set({ closedAt: clock.now() }).where(eq(wave.id, network.waveId));
    });
    expect(codesOf(await importAnswers(app, officer, file(`criterion,answer\n${a},no\n`)))).toEqual([
      'assessmentId wave-closed'
    ]);
    expect(await readTransfer(app, officer, { assessmentId: own() })).toMatchObject({
      ok: true,
      value: { locked: { code: 'wave-closed' } }
    });
    await app.db.write(async (tx) => {
      await tx.update(wave).set({ closedAt: null }).where(eq(wave.id, network.waveId));
    });
  });
});

it('carries answers of an older version of the model through its bridge', async () => {
  const version = '9.9.9';
  const next: MaturityModel = {
    ...model,
    version,
    criteria: model.criteria.map((one) => (one.id === a ? { ...one, id: 'renamed-first' } : one))
  };
  const bridge = {
    from: { id: model.id, version: model.version },
    to: { id: model.id, version },
    carries: [
      { to: 'renamed-first', from: [a] },
      { to: b, from: [b] }
    ]
  };
  await app.db.write(async (tx) => {
    await tx
      .insert(modelVersion)
      .values({ id: model.id, version, model: next, texts, bridge, publishedAt: clock.now() });
    await tx.update(wave).set({ modelVersion: version }).where(eq(wave.id, network.waveId));
  });
  const csv = `criterion,answer,model\n${a},partly,${model.id}@${model.version}\n${c},yes,${model.id}@${model.version}\n`;
  const preview = await previewAnswers(app, officer, file(csv));
  if (!preview.ok) throw new Error('refused');
  expect(preview.value.plan).toMatchObject([{ criterionId: 'renamed-first', kind: 'new', after: { value: 'partly' } }]);
  expect(preview.value.reading.leftOut).toEqual([{ line: 3, criterion: c }]);
});
