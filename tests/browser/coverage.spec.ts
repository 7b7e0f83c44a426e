import { readFileSync } from 'node:fs';
import { DESKTOP, expect, expectSynced, PHONE, test } from './fixtures';

test.describe('a coordinator with three days to travel', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('sees who is missing, computes where to go, keeps one and leaves one out, and plans the meetings @long', async ({
    page,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto('/app');
    await expectSynced(page);
    await page.goto('/app/coverage');
    await expect(page.getByRole('heading', { level: 1, name: /^\d+ of 290 municipalities met$/ })).toBeVisible();
    const stages = page.getByRole('table', { name: 'How far we have come' });
    await expect(stages.getByRole('rowheader')).toHaveText(['Contacted', 'Replied', 'Met', 'Assessed', 'Not reached']);
    await expectAccessible(page);
    // where they lie: a press names the nearest, the list has them all
    const map = page.getByRole('figure', { name: /^\d+ of 290 are not reached$/ });
    await expect(map.getByRole('img', { name: /^Map of 290 municipalities: / })).toBeVisible();
    const point = map.locator('svg.map g use').first();
    // they lie close: whichever is nearest to the press
    await point.click({ force: true });
    await expect(map.getByRole('status').getByRole('link', { name: /^Open / })).toBeVisible();
    await map.getByText('The same as a list').click();
    await expect(map.getByRole('listitem')).toHaveCount(290);

    // by link: another division, and one part of it
    await page.getByRole('navigation', { name: 'Divided by' }).getByRole('link', { name: 'Size' }).click();
    await expect(page).toHaveURL(/by=size/);
    const bySize = page.getByRole('table', { name: 'By size, most unreached first' });
    const unreached = await bySize.getByRole('cell').first().innerText();
    // whether those met are like the rest
    const like = page.getByRole('region', { name: 'Share of those met beside share of all' });
    const shares = await like
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.slice(1).map((row) => [...row.children].slice(1, 3).map((cell) => parseFloat(cell.textContent ?? '')))
      );
    const sum = (column: number) => shares.reduce((all, row) => all + row[column]!, 0);
    expect(Math.abs(sum(0) - 100)).toBeLessThan(3);
    expect(Math.abs(sum(1) - 100)).toBeLessThan(3);
    await expect(page.getByText(/^Representativeness 0\.\d\d of 1/)).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV for Excel: By size, most unreached first' }).click();
    const file = readFileSync((await (await saved).path())!, 'utf8')
      .trim()
      .split('\r\n');
    expect(file).toHaveLength(shares.length + 1);
    expect(file[0]).toMatch(/Contacted.*Replied.*Met.*Assessed/);
    await bySize.getByRole('link').first().click();
    await expect(page).toHaveURL(/size=s\d/);
    await expect(page.getByRole('heading', { name: `${unreached} not reached, the smallest first` })).toBeVisible();
    // one line a stage, the same numbers as a table
    await page.getByText('Show as table').click();
    await expect(page.getByRole('columnheader', { name: 'From' })).toBeVisible();

    await page.getByRole('link', { name: 'Plan visits' }).click();
    await page.getByRole('combobox', { name: 'Start and end in' }).selectOption({ label: 'Falun' });
    await page.getByRole('textbox', { name: 'Days' }).fill('no');
    await page.getByRole('button', { name: 'Compute the trips' }).click();
    await expect(page.getByText('Days: give a number from 1 to 60.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Days' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Days' }).fill('2');
    await page.getByRole('button', { name: 'Compute the trips' }).click();
    const result = page.getByRole('heading', { level: 2, name: /^2 trips, \d visits, \d+ km$/ });
    await expect(result).toBeVisible({ timeout: 40_000 });
    await expect(result).toBeFocused();
    await expect(page.getByText(/No plan has more: proven\.$/)).toBeVisible();
    await expectAccessible(page);

    const first = page.getByRole('article').first();
    const [kept, out] = await first.getByRole('rowheader').getByRole('link').allInnerTexts();
    await first.getByRole('button', { name: `Keep ${kept} in the plan` }).click();
    await first.getByRole('button', { name: `Leave ${out} out of the plan` }).click();
    await expect(page.getByText('Your choices have changed.')).toBeVisible();
    await page.getByRole('button', { name: 'Compute again' }).first().click();
    await expect(page.getByText('Your choices have changed.')).toBeHidden({ timeout: 40_000 });
    await expect(page.getByRole('article').getByRole('link', { name: kept!, exact: true })).toBeVisible();
    await expect(page.getByRole('article').getByRole('link', { name: out!, exact: true })).toBeHidden();

    const trip = page.getByRole('article').filter({ hasText: kept! });
    await trip.getByRole('button', { name: 'Plan these meetings' }).click();
    await expect(trip.getByText('Choose the day of the trip')).toBeVisible();
    await trip.getByLabel('Day of the trip').fill('2030-03-04');
    await trip.getByRole('button', { name: 'Plan these meetings' }).click();
    await expect(trip.getByText(/meetings? planned\./)).toBeVisible();
    await expectSynced(page);
    await page.goto('/app/meetings');
    await expect(page.getByRole('listitem').filter({ hasText: kept! }).filter({ hasText: '2030' })).toBeVisible();

    // what only the server knows is missing; what the device holds is not
    await page.route('**/api/v1/coverage*', (route) => route.abort());
    await page.goto('/app/coverage');
    await expect(page.getByText('Contacts and replies are kept on the server.')).toBeVisible();
    await expect(stages.getByRole('rowheader')).toHaveText(['Met', 'Assessed', 'Not reached']);
  });
});

test.describe('on a wide screen, in Swedish', () => {
  test.use({ ...DESKTOP, locale: 'sv-SE' });

  test('an analyst sees coverage without the pages of coordinators @long', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'analyst@example.org');
    await page.context().addCookies([{ name: 'waymark-locale', value: 'sv', url: server.origin }]);
    await page.goto('/app/coverage');
    await expect(page.getByRole('heading', { level: 1, name: /av 290 kommuner har träffats$/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Planera besök' })).toBeHidden();
    await expect(page.getByRole('main').getByRole('link', { name: 'Alla kommuner' })).toBeHidden();
    await expectAccessible(page);
  });
});

test('a filter with many conditions folds on a phone, and says how many are set', async ({ page, signIn }) => {
  await page.setViewportSize(PHONE.viewport);
  await signIn(page, 'coordinator@example.org');
  await page.goto('/app/municipalities');
  await expectSynced(page);
  const bar = page.getByRole('search');
  const size = bar.getByLabel('Inhabitants');
  const fold = bar.locator('summary');
  await expect(bar.getByRole('searchbox')).toBeVisible();
  await expect(fold).toHaveText('Filter');
  await expect(size).toBeHidden();
  await fold.click();
  await expect(size).toBeVisible();
  await size.selectOption({ index: 1 });
  await expect(page).toHaveURL(/size=s\d/);
  await expect(fold).toHaveText('Filter (1)');
  await bar.getByLabel('County').selectOption({ index: 1 });
  await expect(fold).toHaveText('Filter (2)');
  // with room for them nothing is folded
  await page.setViewportSize(DESKTOP.viewport);
  await expect(fold).toBeHidden();
  await expect(size).toBeVisible();
  await bar.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(page).not.toHaveURL(/size=/);
  await page.setViewportSize(PHONE.viewport);
  await expect(fold).toHaveText('Filter');
});
