import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import type { MaturityModel } from '../../src/lib/domain/model/types';
import { startServer } from '../support/server';
import { DESKTOP, expect, expectSynced, PASSWORD, PHONE, test, waitForShell } from './fixtures';

const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
const dimensions = (page: Page) => page.locator('li[id^=dimension-]');
const column = (page: Page, name: string) => page.locator('#table').getByRole('columnheader', { name, exact: true });

/** The table's rows of dimensions: name and level. */
async function readTable(page: Page): Promise<string[][]> {
  return page
    .locator('#table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].slice(0, 2).map((cell) => cell.textContent.trim()))
    );
}

test.use({ ...DESKTOP, locale: 'en-GB' });

test('an officer compares the result with similar municipalities, with last year and with a target', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/result`);
  await expect(dimensions(page)).toHaveCount(8);
  await expectAccessible(page);

  await choose(page, 'Similar municipalities');
  await expect(page.getByText('12 of the 51 municipalities of your kind')).toBeVisible();
  await expect(
    page.getByText('smaller towns and rural municipalities with 10,000 to 19,999 inhabitants')
  ).toBeVisible();
  await expect(dimensions(page).getByText(/^Similar municipalities: level \d/)).toHaveCount(8);
  await expect(column(page, 'Similar')).toBeVisible();
  await expectAccessible(page);
  // nobody is named beside a figure, and nobody is ranked
  await expect(page.locator('#table')).not.toContainText(/rank|place|best|worst/i);
  await expect(dimensions(page).filter({ hasText: /rank|best|worst/i })).toHaveCount(0);

  await choose(page, 'Us in 2025');
  await expect(dimensions(page).getByText(/^You in 2025: level \d/)).toHaveCount(8);
  await expect(column(page, '2025')).toBeVisible();

  await choose(page, 'Our target');
  await page.getByRole('button', { name: 'Level 3 everywhere' }).click();
  await expect(dimensions(page).getByText('Your target: level 3.')).toHaveCount(8);
  await expect(column(page, 'Target')).toBeVisible();
  await page.getByText('Change the target').click();
  await page.getByRole('combobox', { name: 'Licences and conditions' }).selectOption({ label: 'No target' });
  await expect(page.locator('#dimension-legal')).toContainText('No target here.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.locator('#dimension-legal')).toContainText('Your target: level 3.');
  await expectSynced(page);
});

/** A server on a copy of the demo network that was changed before it started, with an officer signed in. */
async function onChangedDemo(
  page: Page,
  change: (database: Client) => Promise<unknown>,
  work: (origin: string) => Promise<void>
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-result-'));
  const file = join(folder, 'demo.db');
  copyFileSync(resolve('test-results/demo.db'), file);
  const database = createClient({ url: `file:${file}` });
  await database.execute("update person set locale = 'en'");
  await change(database);
  database.close();
  const changed = await startServer(file, { WAYMARK_DEMO: '1' });
  await page.goto(`${changed.origin}/sign-in?way=password`);
  await page.locator('input[name=email]').fill('mentor@example.org');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form:has(input[name=password]) button').click();
  await page.waitForURL('**/app');
  await page.goto(`${changed.origin}/app/result`);
  await expect(dimensions(page)).toHaveCount(8);
  await work(changed.origin);
  await changed.stop();
  rmSync(folder, { recursive: true, force: true });
}

test('the comparison is withheld with its reason where too few have submitted', async ({
  page,
  server: _,
  expectAccessible
}) => {
  const nobodyReaches = (database: Client) => database.execute('update network set threshold = 200');
  await onChangedDemo(page, nobodyReaches, async () => {
    await choose(page, 'Similar municipalities');
    await expect(page.getByText('at least 200 others')).toBeVisible();
    await expect(dimensions(page).getByText(/^Similar municipalities/)).toHaveCount(0);
    await expect(column(page, 'Similar')).toHaveCount(0);
    await expectAccessible(page);
  });
});

for (const rule of ['points', 'first-no'] as const) {
  test(`a model of the rule ${rule} is shown as well`, async ({ page, server: _, expectAccessible }) => {
    const otherRule = async (database: Client) => {
      const { rows } = await database.execute("select model, texts from model_version where id = 'roadmap' limit 1");
      const model = JSON.parse(String(rows[0]?.model)) as MaturityModel;
      const other: MaturityModel = {
        ...model,
        version: '9.0.0',
        rule: { kind: rule },
        criteria: model.criteria.map((criterion) => ({ ...criterion, points: { yes: 10, partly: 5, no: 0 } }))
      };
      const args = [JSON.stringify(other), String(rows[0]?.texts)];
      await database.execute({
        sql: "insert into model_version (id, version, model, texts, published_at) values ('roadmap', '9.0.0', ?, ?, 1)",
        args
      });
      await database.execute("update wave set model_version = '9.0.0' where closed_at is null");
    };
    await onChangedDemo(page, otherRule, async () => {
      if (rule === 'points') {
        await expect(dimensions(page).getByText(/^\d+ of 100 points$/)).toHaveCount(8);
        await expect(page.getByRole('radio', { name: 'Our target' })).toHaveCount(0);
        await choose(page, 'Similar municipalities');
        await expect(page.getByText('no levels to compare')).toBeVisible();
      } else {
        await expect(
          dimensions(page)
            .locator('p.level')
            .filter({ hasText: /Level \d/ })
        ).toHaveCount(8);
        await choose(page, 'Similar municipalities');
        await expect(column(page, 'Similar')).toBeVisible();
      }
      await choose(page, 'Radar');
      await expect(page.locator('figure circle.corner')).toHaveCount(8);
      await expectAccessible(page);
    });
  });
}

test('radar and table say the same', async ({ page, server, signIn, expectAccessible }) => {
  await signIn(page, 'mentor@example.org');
  await page.goto(`${server.origin}/app/result`);
  await expect(page.locator('#sure')).toContainText(/\d+ av 1.000 slumpade viktningar/);
  await choose(page, 'Radar');
  const figure = page.locator('figure');
  await expect(figure).toBeVisible();
  const axes = await figure
    .locator('ol li')
    .evaluateAll((items) =>
      items.map((item) => [item.querySelector('a')?.textContent.trim(), item.querySelector('b')?.textContent.trim()])
    );
  expect(axes).toEqual(await readTable(page));
  // each corner lies as far out as its level says
  const levels = axes.map(([, level]) => Number(level));
  const corners = await figure
    .locator('circle.corner')
    .evaluateAll((dots) => dots.map((dot) => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]));
  const far = corners.map(([x = 0, y = 0]) => Math.round(Math.hypot(x - 176, y - 176) / 28));
  expect(far).toEqual(levels);
  await choose(page, 'Kommuner som liknar er');
  await expect(figure.locator('polygon.others')).toBeVisible();
  await expectAccessible(page);
});

test('the result says how far it holds, what moves each dimension, who did it lately and which law asks for it', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/result`);
  await expect(page.locator('#sure')).toMatchAriaSnapshot(`
    - region "How far this holds":
      - heading "How far this holds" [level=2]
      - term: Weights
      - definition: /there are dimensions without any answer/
      - term: Age of the answers
      - definition: /The oldest is from [A-Z][a-z]+ \\d{4}/
      - term: Evidence
      - definition: /evidence/
  `);
  await expect(
    page.getByText(/^Done lately by municipalities near you in size: .+ \(\w+ \d{4}\)/).first()
  ).toBeVisible();
  const legal = page.locator('#dimension-legal');
  await legal.getByText(/laws? that bears? on this/).click();
  await expect(legal.getByRole('link', { name: 'Swedish act on making public sector data available' })).toBeVisible();
  await page
    .getByText(/questions? behind this/)
    .first()
    .click();
  await expectAccessible(page);

  await page.getByRole('checkbox', { name: 'Show us as an example' }).check();
  await expect(page.getByText('You are shown as an example from now on')).toBeVisible();
  await expectSynced(page);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Show us as an example' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'Show us as an example' }).uncheck();
  await expect(page.getByText('You are no longer shown as an example')).toBeVisible();
  await expectSynced(page);
});

test.describe('on a phone, in Swedish', () => {
  test.use({ ...PHONE, locale: 'sv-SE' });

  test('everything of one’s own works without network, and the comparison comes back with it', async ({
    page,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/result`);
    await expect(dimensions(page)).toHaveCount(8);
    await waitForShell(page);
    await context.setOffline(true);
    await page.reload();
    await expect(dimensions(page)).toHaveCount(8);
    await expect(page.getByText(/^Att jämföra med andra.*kräver nätverk/)).toBeVisible();
    await choose(page, 'Vårt mål');
    await page.getByRole('button', { name: 'En nivå upp överallt' }).click();
    await expect(dimensions(page).getByText(/^Ert mål: nivå \d/)).toHaveCount(8);
    await choose(page, 'Radar');
    await expect(page.locator('figure polygon.others')).toBeVisible();
    await expectAccessible(page);

    await context.setOffline(false);
    await expect(page.getByText(/^Att jämföra med andra.*kräver nätverk/)).toHaveCount(0, { timeout: 45_000 });
    await choose(page, 'Kommuner som liknar er');
    await expect(dimensions(page).getByText(/^Kommuner som liknar er: nivå \d/)).toHaveCount(8);
    await expectSynced(page);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - main:
        - heading [level=1]
        - region "Det här för er vidare":
          - heading "Det här för er vidare" [level=2]
        - region "Var ni står, och varför":
          - heading "Var ni står, och varför" [level=2]
          - group "Jämför med":
            - radio "Ingenting"
            - radio "Kommuner som liknar er" [checked]
            - radio "Oss själva 2025"
            - radio "Vårt mål"
          - group "Visa som":
            - radio "Stigar"
            - radio "Radar" [checked]
          - figure
        - region "Profilen som tabell":
          - table
        - region "Hur säkert det här är"
        - region "Var ett exempel för andra":
          - checkbox "Visa oss som exempel"
    `);
    await choose(page, 'Stigar');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
  });
});
