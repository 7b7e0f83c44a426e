import loadHighs, { type Highs } from 'highs';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { ReadyAggregates } from '$lib/domain/reporting/aggregate-types';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { answer, assessment } from '$lib/server/db/schema/assessment';
import { editionPart } from '$lib/server/db/schema/editions';
import { municipality } from '$lib/server/db/schema/register';
import { answerVector } from '$lib/server/db/schema/vectors';
import { approveEdition, freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { readPublishedEdition } from '$lib/server/reporting/edition-store';
import { readOwnFactsheet } from '$lib/server/reporting/factsheet-service';
import { startApp } from '$lib/server/start-app';
import { GET } from '../../src/routes/api/v1/reports/[id]/tables/[table]/+server';
import { intrude, type Secret } from '../oracles/report-intruder';
import { logMeeting } from '../support/log-meeting';
import { type PublicOutput, readEverything, readsPdf } from '../support/public-output';
import {
  cellsOf,
  listVariables,
  type Met,
  type Person,
  readKinds,
  readMet,
  readPeople,
  tablesOf,
  type Variable
} from '../support/report-truth';
import { addAnswering, createReportNetwork } from '../support/report-world';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import type { TestNetwork } from '../support/test-network';

// Two editions of one wave are published through the services; then somebody reads everything the public can ask for and
// tries to learn what one municipality answered.

const COUNTIES = ['01', '03', '05'];
const GROUPS = ['A1', 'B2', 'C3'];
/** Who of every so many was met, and what was raised there. */
const MEETINGS = [
  { every: 1, barriers: ['no-budget', 'no-staff-time'] },
  { every: 1, barriers: ['no-budget'] },
  { every: 1, barriers: ['no-budget', 'licence-uncertainty'] },
  { every: 1, barriers: [] },
  { every: 3, barriers: ['no-staff-time', 'personal-data-worry'] }
];
/** What municipalities of the test are called, and nothing else is. */
const NAMED = /\b(Ort|Kommun) \d+\b/;
const DAY = 86_400_000;
const clock = testClock();
let app: App;
let net: TestNetwork;
let highs: Highs;
let editions: string[];
let outputs: PublicOutput[];
/** Who had answered when each edition was frozen, by code. */
const answeredIn: string[][] = [];
/** And who had been met. */
const metIn: string[][] = [];
let people: Person[];
let met: Met[];

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** First these answer; then each of them five times over, so that nothing of those who came is about a handful. */
const FIRST = 44;
const COPIES = 5;
const like = (i: number) => (i < FIRST ? i : (i - FIRST) % FIRST);

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createReportNetwork(app, FIRST);
  highs = await loadHighs();
  const [ann, kim] = [await net.enlist('analyst'), await net.enlist('coordinator')];
  const publish = async (note?: { en: string; sv: string; nl: string }): Promise<string> => {
    const { editionId, sha256 } = value(
      await freezeEdition(app, ann, { networkId: net.networkId, ...(note && { note }) })
    );
    value(await approveEdition(app, kim, { editionId, sha256 }));
    value(await publishEdition(app, ann, { editionId }));
    answeredIn.push((await readPeople(app, net.waveId)).map(({ code }) => code));
    metIn.push((await readMet(app, net.networkId)).map(({ code }) => code));
    return editionId;
  };
  await placeAndMeet(kim, 0, FIRST);
  const first = await publish();
  await addAnswering(app, net, { from: FIRST, count: FIRST * COPIES, like });
  await placeAndMeet(kim, FIRST, FIRST * (1 + COPIES));
  clock.forward(DAY);
  const second = await publish({ en: 'More answers', sv: 'Fler svar', nl: 'Meer antwoorden' });
  editions = [first, second];
  people = await readPeople(app, net.waveId);
  met = await readMet(app, net.networkId);
  // the same cells are worded in every language: of the first edition one is enough
  outputs = [await readEverything(app, first, { locales: ['sv'] }), await readEverything(app, second)];
}, 600_000);
afterAll(() => disposeTestApp(app));

/** Counties and groups that cut across sizes; and meetings at which barriers are raised, some by few. */
async function placeAndMeet(actor: Actor, from: number, to: number): Promise<void> {
  const rows = await app.db.read.select().from(municipality).where(eq(municipality.networkId, net.networkId));
  const placed = rows.flatMap(({ id, name }) => {
    const i = Number(/^Ort (\d+)$/.exec(name)?.[1] ?? NaN);
    return i >= from && i < to ? [{ id, at: like(i) }] : [];
  });
  await app.db.write(async (tx) => {
    for (const { id, at } of placed)
      await tx
        .update(municipality)
        .set({ countyCode: COUNTIES[at % 3]!, groupCode: GROUPS[Math.floor(at / 2) % 3]! })
        .where(eq(municipality.id, id));
  });
  for (const [at, { every, barriers }] of MEETINGS.entries()) {
    const there = placed.filter((one) => one.at % MEETINGS.length === at && one.at % every === at % every);
    for (let done = 0; done < there.length; done += 20) {
      const municipalityIds = there.slice(done, done + 20).map(({ id }) => id);
      const raised = barriers.map((barrierId, i) => ({
        ...{ id: app.newId(), barrierId, severity: 1 + ((at + i) % 3), quote: '', consent: 'no' }
      }));
      await logMeeting(app, actor, municipalityIds, { barriers: raised });
    }
  }
}

async function readAggregates(id: string): Promise<ReadyAggregates> {
  const { aggregates } = value(await readPublishedEdition(app, id)).content;
  if (aggregates.status !== 'ready') throw new Error('no numbers');
  return aggregates;
}

/** What the intruder reads from a table of the API, cell by cell. */
function shownIn(output: PublicOutput, table: string): Map<string, number | null> {
  const text = output.texts.get(`/api/v1/reports/id/tables/${table}.json`);
  const { rows } = JSON.parse(text ?? '{"rows":[]}') as { rows: { cell: string; value: number | null }[] };
  return new Map(rows.map(({ cell, value: n }) => [cell, n]));
}

async function secretOf(variable: Variable): Promise<Secret> {
  const kinds = await readKinds(app, net.networkId);
  const cells = await Promise.all(
    editions.map(async (id, at) => {
      const aggregates = await readAggregates(id);
      const own = tablesOf(variable);
      const tables = Object.values(aggregates.tables).filter(
        (one) => own.includes(one.id) || one.id.startsWith(`${variable.id}-by-`)
      );
      const [all, there] = variable.of === 'met' ? [met, metIn] : [people, answeredIn];
      const here = all.filter(({ code }) => there[at]!.includes(code));
      return tables.flatMap((table) => {
        const shown = shownIn(outputs[at]!, table.id);
        return cellsOf(table, variable, aggregates, kinds, { people: here, shown });
      });
    })
  );
  return { threshold: 5, kinds, leaves: variable.leaves.length, editions: cells };
}

interface Told {
  kind: string;
  text: { text: string }[];
}

const variables = async () => listVariables((await readAggregates(editions[0]!)).headlineLevel);

describe('whoever reads everything', () => {
  it('reads true numbers, and something is withheld', async () => {
    let withheld = 0;
    for (const variable of await variables()) {
      for (const cell of (await secretOf(variable)).editions.flat()) {
        if (cell.shown === null) withheld += 1;
        else expect(cell.shown, cell.name).toBe(cell.truth);
      }
    }
    expect(withheld).toBeGreaterThan(20);
  });

  it('narrows no small number below the threshold and determines no withheld one, with both editions together', async () => {
    const learnt: string[] = [];
    for (const variable of await variables()) learnt.push(...intrude(await secretOf(variable), highs));
    expect(learnt).toEqual([]);
  }, 120_000);

  it('would learn something where one more cell stood there: the intruder is able to find a leak', async () => {
    const learnt: string[] = [];
    for (const variable of (await variables()).slice(0, 4)) {
      const secret = await secretOf(variable);
      const cell = secret.editions[0]!.find(({ shown, truth }) => shown === null && truth > 0);
      if (!cell) continue;
      cell.shown = cell.truth;
      learnt.push(...intrude(secret, highs));
    }
    expect(learnt.length).toBeGreaterThan(0);
  }, 60_000);

  it('reads the same numbers in the data file, the JSON file and the API', () => {
    for (const [at, { files, texts }] of outputs.entries()) {
      const csv = files.get(`waymark-report-${at + 1}-data.csv`)!;
      for (const [address, text] of texts) {
        const [, table] = /tables\/(.+)\.csv$/.exec(address) ?? [];
        if (table) for (const line of text.trim().split('\r\n').slice(1)) expect(csv, address).toContain(line);
      }
    }
  });

  it.skipIf(!readsPdf)(
    `reads in the PDF what stands on the page${readsPdf ? '' : ' (pdftotext is not installed)'}`,
    () => {
      for (const [at, { texts, files }] of outputs.entries()) {
        const pdf = files.get(`waymark-report-${at + 1}-sv.pdf`)!.replaceAll(/\s+/g, '');
        const page = JSON.parse(texts.get('/reports/id?lang=sv')!) as { report: { title: string; blocks: Told[] } };
        expect(pdf).toContain(page.report.title.replaceAll(/\s+/g, ''));
        const told = page.report.blocks.filter(({ kind }) => kind === 'finding');
        expect(told.length).toBeGreaterThan(10);
        for (const { text } of told)
          expect(pdf).toContain(
            text
              .map((part) => part.text)
              .join('')
              .replaceAll(/\s+/g, '')
          );
      }
    }
  );

  it('finds nobody’s name: nobody agreed to be named', () => {
    const { length } = people.filter(({ name }) => NAMED.test(name));
    expect(length).toBeGreaterThan(40);
    for (const { texts, files } of outputs)
      for (const [address, text] of [...texts, ...files]) expect(NAMED.exec(text)?.[0], address).toBeUndefined();
  });

  it('is answered by program: any site, a validator, CSV where it is asked for, and a limit', async () => {
    const ask = (table: string, headers: Record<string, string> = {}) =>
      GET({
        ...{ locals: { app, actor: ANONYMOUS }, params: { id: editions[0]!, table } },
        request: new Request('http://127.0.0.1/', { headers }),
        getClientAddress: () => '203.0.113.9'
      } as never) as Promise<Response>;
    const json = await ask('overall');
    expect(json.headers.get('access-control-allow-origin')).toBe('*');
    expect(await json.json()).toMatchObject({ id: 'overall', threshold: 5, unit: 'municipalities' });
    expect((await ask('overall', { 'if-none-match': json.headers.get('etag')! })).status).toBe(304);
    const csv = await ask('overall', { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toBe(await (await ask('overall.csv')).text());
    expect((await ask('nothing')).status).toBe(404);
    const all = await Promise.all(Array.from({ length: 1500 }, () => ask('nothing')));
    expect(all.at(-1)!.status).toBe(429);
    expect(Number(all.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('finds a sheet for each area of ten answers; a municipality’s own is for its officers alone', async () => {
    const areas = [...outputs[0]!.texts.keys()].filter((address) => address.includes('/areas/'));
    expect(areas.length).toBe(COUNTIES.length);
    const rows = await app.db.read
      .select()
      .from(assessment)
      .innerJoin(municipality, eq(municipality.id, assessment.municipalityId));
    const handedIn = rows.filter((row) => row.assessment.submittedAt).map((row) => row.municipality);
    const [own, other] = [handedIn[0]!, handedIn[1]!];
    const officer = await net.enlist('officer');
    const membership = { networkId: net.networkId, role: 'officer' as const, municipalityId: own.id };
    const at = { ...officer, memberships: [membership] };
    const read = (actor: Actor, municipalityId: string) =>
      readOwnFactsheet(app, actor, { id: editions[0]!, municipalityId, locale: 'sv' });
    expect(JSON.stringify(value(await read(at, own.id)).report)).toContain(own.name);
    expect(await read(at, other.id)).toMatchObject({ problems: [{ code: 'forbidden' }] });
    expect(await read(ANONYMOUS, own.id)).toMatchObject({ problems: [{ code: 'not-signed-in' }] });
    expect(await read(officer, net.municipalities[0]!.id)).toMatchObject({ problems: [{ code: 'not-submitted' }] });
  });

  it('reads the same where nothing confidential exists any more: it can hang on nothing that is withheld', async () => {
    await app.db.write(async (tx) => {
      await tx.delete(editionPart).where(inArray(editionPart.name, ['input', 'editorial']));
      await tx.delete(answerVector);
      await tx.delete(answer);
      await tx.update(assessment).set({ submittedAt: null });
    });
    const { env } = app;
    await app.db.close();
    app = Object.assign(app, await startApp({ env, logTo: 2, now: clock.now }));
    const again = await readEverything(app, editions[0]!, { which: 'hashes', locales: ['sv'] });
    expect([...again.texts.keys()]).toEqual([...outputs[0]!.texts.keys()]);
    for (const [address, text] of outputs[0]!.texts) expect(again.texts.get(address) === text, address).toBe(true);
    expect(again.files.size).toBe(3);
    for (const [name, text] of again.files) expect(outputs[0]!.files.get(name) === text, name).toBe(true);
  }, 120_000);
});
