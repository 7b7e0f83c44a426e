import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { startServer } from '../support/server';
import { DESKTOP, expect, expectSynced, prepareDemo, test as base } from './fixtures';

// A network with more contacts than a device keeps, and with meetings older than a device keeps.
const MANY = 5400;
/** Changed longest ago: on no device. */
const [ASA, TWIN, TYPED, NEARBY, CALLED] = [3, 5, 7, 9, 11];
/** Changed last. */
const HELD = 5399;
const idOf = (n: number) => `0199aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`;
const PLACE = "(SELECT id FROM municipality WHERE name = 'Ljusdal')";

async function fill(file: string): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  const at = Date.UTC(2026, 0, 1);
  await client.execute(`
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY - 1})
    INSERT INTO contact (id, network_id, name, role, email, version, created_by, created_at, updated_by, updated_at)
    SELECT printf('0199aaaa-0000-7000-8000-%012d', i), (SELECT network_id FROM municipality WHERE name = 'Ljusdal'),
      printf('Many %04d', i), 'officer', printf('many%d@example.org', i), 1, 'x', ${at} + i, 'x', ${at} + i FROM n`);
  const named = (n: number, name: string, email: string, more = '') =>
    client.execute(`UPDATE contact SET name = '${name}', email = '${email}' ${more} WHERE id = '${idOf(n)}'`);
  await named(ASA, 'Åsa Borta', 'asa.borta@example.org');
  await named(TWIN, 'Vera Vestin', 'v.vestin@example.org', `, municipality_id = ${PLACE}`);
  await named(
    HELD,
    'Vestin, Vera',
    'vera@example.org',
    `, municipality_id = ${PLACE}, updated_at = ${Date.UTC(2036, 0, 1)}`
  );
  await named(TYPED, 'Ulla Upptagen', 'ulla.upptagen@example.org');
  await named(NEARBY, 'Nils Nära', 'nils@example.org', `, municipality_id = ${PLACE}`);
  await named(CALLED, 'Ring Rune', 'rune@example.org', ', stay_in_touch_days = 30');
  await client.execute(`
    INSERT INTO meeting (id, network_id, held_on, form, conclusions, version, created_by, created_at, updated_at)
    VALUES ('${idOf(1)}', (SELECT network_id FROM municipality WHERE name = 'Ljusdal'), '2019-03-04', 'call',
      'Fossila slutsatser', 1, 'x', ${at}, ${at})`);
  await client.execute(`INSERT INTO meeting_municipality SELECT '${idOf(1)}', ${PLACE}`);
  client.close();
}

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-beyond-'));
    const file = join(folder, 'demo.db');
    copyFileSync(prepareDemo(), file);
    await fill(file);
    const server = await startServer(file, { WAYMARK_DEMO: '1' });
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
test.use({ locale: 'en-GB', ...DESKTOP });

test('contacts beyond those on the device are found, changed, merged, recognised while typing and offered; without network it says so', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  const heading = page.getByRole('heading', { level: 1 });
  const main = page.getByRole('main');
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app/contacts?q=asa+borta`);
  // the first time, everything a device keeps is fetched
  await expect(main).toContainText(/Searches all 5,\d{3} contacts/, { timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Åsa Borta', exact: true }).click();
  await expect(heading).toHaveText('Åsa Borta');
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Note').fill('Mornings');
  await page.getByLabel('Language written in').selectOption('nl');
  await page.getByRole('button', { name: 'Save the contact' }).click();
  await expect(heading).toHaveText('Åsa Borta');
  await expect(main).toContainText('Dutch');
  await expectSynced(page);

  // the other one of the two is on no device until somebody looks for it
  await page.goto(`${server.origin}/app/contacts/${idOf(HELD)}/merge`);
  await page.getByRole('link', { name: 'Vera Vestin' }).click();
  await page.getByRole('button', { name: 'Merge into Vestin, Vera' }).click();
  await expect(heading).toHaveText('Vestin, Vera');
  await expect(main).toContainText('v.vestin@example.org');
  await expectSynced(page);
  await page.goto(`${server.origin}/app/contacts/${idOf(HELD)}/merge`);
  await page.getByLabel('Name, e-mail, number or municipality').fill('ulla');
  await expect(page.getByRole('link', { name: 'Ulla Upptagen' })).toBeVisible();

  await page.goto(`${server.origin}/app/contacts/new`);
  await page.locator('input[name=email]').fill('many13@example.org');
  await expect(page.getByRole('status').filter({ hasText: 'Already here?' })).toContainText('Many 0013');

  await page.goto(`${server.origin}/app/municipalities/2161`);
  await expect(page.getByRole('region', { name: 'Contacts' })).toContainText('Nils Nära');
  await page.goto(`${server.origin}/app/follow-ups`);
  await expect(page.getByRole('link', { name: 'Ring Rune', exact: true })).toBeVisible();

  // a meeting older than devices keep
  await page.goto(`${server.origin}/app/meetings?q=fossila`);
  await page.getByRole('button', { name: 'Show them' }).click();
  const all = page.getByRole('list', { name: 'All meetings that fit the filter' });
  await expect(all.getByRole('listitem')).toHaveCount(1);
  await expect(all).toContainText('Ljusdal');

  await page.goto(`${server.origin}/app/contacts/new`);
  await expect(heading).toBeVisible();
  await page.context().setOffline(true);
  await expect(main).toContainText('No network: this device has');
  await page.context().setOffline(false);
});
