import { type Page } from '@playwright/test';
import { readCalendarFile, textOf, valueOf } from '../support/read-calendar';
import { DESKTOP, expect, expectSynced, PHONE, test } from './fixtures';

const card = (page: Page, n = 0) => page.locator('li.card').nth(n);

/** Puts the first so many steps of the list into the plan. */
async function takeUp(page: Page, count: number, button = 'Take up'): Promise<void> {
  for (let i = 0; i < count; i++) {
    await page
      .getByRole('button', { name: new RegExp(`^${button}: `) })
      .first()
      .click();
    await expect(card(page, i)).toBeVisible();
  }
}

test.describe('a plan on a phone', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('steps are taken up with owner, date, tips and note, offline too, and two people lose nothing', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your plan is empty');
    await expectAccessible(page);

    // own conditions change the order, and can be undone
    await page.getByRole('checkbox', { name: 'A place to publish data' }).check();
    await expect(page.getByText('The order follows what you have')).toBeVisible();
    await takeUp(page, 2);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('2');

    // a menu whose button stands at the left edge is not cut off there
    await page.locator('summary', { hasText: 'Export' }).click();
    await expect(page.getByRole('button', { name: 'Excel workbook (XLSX)' })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');

    // who and when
    const step = card(page);
    const statement = (await step.getByRole('heading').textContent())!;
    await expect(step.getByLabel('Who looks after it').locator('option:checked')).toHaveText('Robin Demo');
    await step.getByLabel('Who looks after it').selectOption({ label: 'Somebody else, or a role' });
    await step.getByLabel('Name or role').fill('IT manager');
    await step.getByLabel('Name or role').blur();
    await step.getByLabel('By when').fill('2030-01-31');
    await step.getByLabel('By when').blur();
    const tip = page.locator('li.card', { hasText: statement }).getByRole('checkbox');
    await tip.first().check();
    await expect(page.locator('li.card', { hasText: statement })).toContainText('1 of');
    await expectSynced(page);
    await expectAccessible(page);

    // a colleague writes in the same step while this phone has no network
    await context.setOffline(true);
    const mine = page.locator('li.card', { hasText: statement });
    await mine.getByText('Note', { exact: true }).first().click();
    await mine.getByRole('textbox', { name: 'Note' }).fill('Ask the registrar first');
    await tip.nth(1).check();
    await expect(mine).toContainText('2 of');
    const other = await browser.newContext({ ...DESKTOP, locale: 'sv-SE' });
    const desk = await other.newPage();
    await signIn(desk, 'colleague@example.org');
    await desk.goto(`${server.origin}/app/plan`);
    await expectSynced(desk);
    await card(desk).getByLabel('Till när').fill('2030-02-28');
    await card(desk).getByLabel('Till när').blur();
    await card(desk).getByRole('checkbox').nth(0).uncheck();
    await expectSynced(desk);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expectSynced(page);
    await expect(mine.getByLabel('By when')).toHaveValue('2030-02-28');
    await expect(mine.getByRole('textbox', { name: 'Note' })).toHaveValue('Ask the registrar first');
    await expect(mine.getByRole('checkbox').nth(0)).not.toBeChecked();
    await expect(mine.getByRole('checkbox').nth(1)).toBeChecked();
    await desk.reload();
    await expect(card(desk).getByRole('textbox', { name: 'Anteckning' })).toHaveValue('Ask the registrar first');
    await expect(card(desk).getByLabel('Namn eller roll')).toHaveValue('IT manager');
    await expectAccessible(desk);
    await other.close();
  });

  test('the profile shows where the plan leads, and moves as steps come and go', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await page.getByLabel('Dimension', { exact: true }).selectOption({ index: 1 });
    const all = page.getByRole('button', { name: /^Show all/ });
    if (await all.isVisible()) await all.click();
    await takeUp(page, 1);
    const rising = page.getByRole('heading', { name: /^The plan lifts/ });
    for (let i = 1; i < 6 && !(await rising.isVisible()); i++) {
      await page
        .getByRole('button', { name: /^Take up: / })
        .first()
        .click();
      await expect(card(page, i)).toBeVisible();
    }
    await expect(rising).toBeVisible();
    const before = (await rising.textContent())!;
    await page.getByText('Show as table').first().click();
    await expect(page.getByRole('columnheader', { name: 'With the whole plan' })).toBeVisible();
    await expectAccessible(page);
    // what is done counts for itself, also before the assessment says so
    const planned = await page.locator('li.card').count();
    await card(page).getByRole('button', { name: 'Done' }).click();
    await expect(page.locator('li.card')).toHaveCount(planned - 1);
    await expect(page.getByRole('heading', { name: before })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(page.locator('li.card')).toHaveCount(planned);
    // what is taken out does not count
    while ((await page.locator('li.card').count()) > 0) {
      const left = await page.locator('li.card').count();
      await card(page).getByRole('button', { name: 'Take out of the plan' }).click();
      await expect(page.locator('li.card')).toHaveCount(left - 1);
    }
    await expect(page.getByRole('heading', { name: /^The plan lifts/ })).toHaveCount(0);
  });
});

test.describe('a plan at a desk', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('a manager reads it by its link without an account, until it is revoked', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await takeUp(page, 5);
    await card(page).getByLabel('By when').fill('2030-01-31');
    await card(page).getByLabel('By when').blur();
    await page.locator('li.card').last().getByText('Note', { exact: true }).first().click();
    await page.locator('li.card').last().getByRole('textbox', { name: 'Note' }).fill('Between us');
    await page.locator('li.card').last().getByRole('textbox', { name: 'Note' }).blur();
    await expectSynced(page);
    await page.getByRole('button', { name: 'Make a link' }).click();
    const address = await page.getByLabel('Address of the plan').inputValue();
    expect(address).toMatch(/\/plan\/[\w-]{43}$/);
    await expect(page.getByText(/by Robin Demo, ends on/)).toBeVisible();
    await expectAccessible(page);

    const outside = await browser.newContext({ ...PHONE, locale: 'sv-SE' });
    const manager = await outside.newPage();
    const response = await manager.goto(address);
    expect(response?.headers()['x-robots-tag']).toBe('noindex');
    expect(response?.headers()['cache-control']).toBe('private, no-store');
    await expect(manager.getByRole('heading', { level: 1 })).toHaveText('Ljusdal har 5 steg framför sig i sin plan');
    await expect(manager.getByRole('main')).toContainText('31 januari 2030');
    await expect(manager.getByRole('main')).toContainText('En handläggare i kommunen håller i det.');
    await expect(manager.getByRole('main')).not.toContainText('Robin');
    await expect(manager.getByRole('main')).not.toContainText('Between us');
    await expectAccessible(manager);
    await manager.setViewportSize({ width: 1280, height: 900 });
    await manager.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(manager);

    await page.getByRole('button', { name: /^Revoke/ }).click();
    await expect(page.getByText('The link opens nothing any more')).toBeVisible();
    await expect(page.getByText(/by Robin Demo, ends on/)).toHaveCount(0);
    await manager.reload();
    await expect(manager.getByRole('heading', { level: 1 })).toHaveText('Den här länken har upphört');
    await expectAccessible(manager);
    expect((await manager.goto(`${server.origin}/plan/${'x'.repeat(43)}`))?.status()).toBe(404);
    await outside.close();
  });

  test('the dates lie in a calendar of one’s own, and reminders can be turned off', async ({
    page,
    request,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await takeUp(page, 1);
    const statement = await card(page).getByRole('heading').textContent();
    await card(page).getByLabel('By when').fill('2030-01-31');
    await card(page).getByLabel('By when').blur();
    await expectSynced(page);
    await page.getByRole('link', { name: 'Add to your calendar' }).click();
    await page.getByRole('button', { name: 'Make an address' }).click();
    const address = await page.getByLabel('Address for your calendar').inputValue();
    await expectAccessible(page);

    const fetched = await request.get(address, { headers: { cookie: '' } });
    expect(fetched.status()).toBe(200);
    expect(fetched.headers()).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900'
    });
    expect(fetched.headers()['set-cookie']).toBeUndefined();
    const { events } = readCalendarFile(await fetched.text());
    expect(events).toHaveLength(1);
    expect(valueOf(events[0]!, 'DTSTART')).toBe('20300131');
    expect(textOf(events[0]!, 'SUMMARY')).toBe(statement);

    await page.getByRole('button', { name: 'Revoke the address' }).click();
    await expect(page.getByText('Your calendar gets no more dates from here.')).toBeVisible();
    expect((await request.get(address)).status()).toBe(404);

    const reminders = page.getByRole('region', { name: 'Reminders' });
    await reminders.getByRole('radio', { name: 'Not at all' }).check();
    await reminders.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Your choice is saved.')).toBeVisible();
    await page.reload();
    await expect(reminders.getByRole('radio', { name: 'Not at all' })).toBeChecked();
    await expectAccessible(page);
  });

  test('the plan leaves as a file, and is filtered and sorted by its address', async ({ page, server, signIn }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await takeUp(page, 4);
    for (const [item, end] of [
      ['CSV for Excel', 'csv'],
      ['Excel workbook (XLSX)', 'xlsx'],
      ['JSON', 'json']
    ] as const) {
      await page.locator('summary', { hasText: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: item, exact: true }).click()
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^plan-\\d{4}-\\d{2}-\\d{2}\\.${end}$`));
    }
    await page.getByLabel('Order', { exact: true }).selectOption({ label: 'Easiest first' });
    await expect(page).toHaveURL(/sort=order/);
    await card(page).getByLabel('Who looks after it').selectOption({ label: 'Sam Demo' });
    await page.locator('form.filter').getByLabel('Who looks after it').selectOption({ label: 'Sam Demo' });
    await expect(page).toHaveURL(/who=Sam/);
    await expect(page.locator('li.card')).toHaveCount(1);
    await expect(page.getByText('1 of 4 steps')).toBeVisible();
  });
});

test.describe('a plan by keyboard alone, in Swedish', () => {
  test.use({ ...DESKTOP, locale: 'sv-SE' });

  test('a step is taken up, ticked, finished and taken up again', async ({ page, server, signIn }) => {
    await signIn(page, 'colleague@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Er plan är tom');
    await tabTo(page, (name) => name.startsWith('Ta upp:'));
    await page.keyboard.press('Enter');
    await expect(card(page)).toBeVisible();
    await page.locator('h1').focus();
    await tabTo(page, (_name, type) => type === 'checkbox');
    await page.keyboard.press('Space');
    await expect(card(page)).toContainText('1 av');
    await tabTo(page, (name) => name === 'Klart');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '1 steg klart' })).toBeVisible();
    await page.locator('h1').focus();
    await tabTo(page, (name) => name.startsWith('Ta upp igen:'));
    await page.keyboard.press('Enter');
    await expect(card(page)).toBeVisible();
    await expectSynced(page);
  });
});

/** Tabs until the thing has focus; fails where it cannot be reached, or where focus cannot be seen. */
async function tabTo(page: Page, isThere: (name: string, type: string) => boolean): Promise<void> {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const [name, type, shown] = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      if (!element || element === (document.body as HTMLElement)) return ['', '', true] as const;
      const seen =
        getComputedStyle(element).outlineStyle !== 'none' ||
        element.matches('[type=radio], [type=checkbox], [type=date]');
      const text = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '';
      return [text.trim().replaceAll(/\s+/g, ' '), element.type ?? '', seen] as const;
    });
    expect(shown, `focus is visible on "${name}"`).toBe(true);
    if (isThere(name, type)) return;
  }
  throw new Error('It cannot be reached by keyboard');
}
