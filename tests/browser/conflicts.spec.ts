import type { BrowserContext, Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

async function online(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expectSynced(page);
}

/** Does something and waits until the server has it. */
async function sent(page: Page, act: () => Promise<void>): Promise<void> {
  const reply = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/sync')
  );
  await act();
  await reply;
}

/** The words that are marked as being only in this text, without what is said for screen readers. */
const marked = (page: Page, tag: 'ins' | 'del') =>
  page.locator(tag).evaluateAll((list) =>
    list.map((mark) =>
      [...mark.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent)
        .join('')
        .trim()
    )
  );

test.describe('two people write at once', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('in a meeting: both texts are shown with the differences marked, and one tap settles it, offline too', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/app/meetings`);
    const meeting = page.locator('main a[href^="/app/meetings/0"]').first();
    const address = (await meeting.getAttribute('href'))!;
    await page.goto(`${server.origin}${address}/edit`);
    await page.getByRole('textbox', { name: 'Background' }).fill('They have a map. The registrar has left.');
    await sent(page, () => page.getByRole('button', { name: 'Save meeting' }).click());

    const other = await browser.newContext({ ...DESKTOP, locale: 'en-GB' });
    const desk = await other.newPage();
    await signIn(desk, 'admin@example.org');
    await desk.goto(`${server.origin}${address}/edit`);
    const there = desk.getByRole('textbox', { name: 'Background' });
    await expect(there).toHaveValue('They have a map. The registrar has left.');

    // the phone has no network while both change the same text, and each another field
    await page.goto(`${server.origin}${address}`);
    await expectSynced(page);
    await page.getByRole('link', { name: 'Edit' }).click();
    await expect(page.getByRole('textbox', { name: 'Conclusions' })).toBeVisible();
    await waitForShell(page);
    await context.setOffline(true);
    await page.getByRole('textbox', { name: 'Background' }).fill('They have two maps. The registrar has left.');
    await page.getByRole('textbox', { name: 'Conclusions' }).fill('Send the guide');
    await page.getByRole('button', { name: 'Save meeting' }).click();
    await expect(page.getByText('They have two maps.')).toBeVisible();
    await there.fill('They have a map of the roads. The registrar has left.');
    await desk.getByRole('textbox', { name: 'The work so far' }).fill('A service is on its way');
    await sent(desk, () => desk.getByRole('button', { name: 'Save meeting' }).click());

    await online(context, page);
    const section = page.getByRole('region', { name: 'Two versions: Background' });
    await expect(section).toContainText('Ada Demo');
    await expect(section).toContainText('You,');
    await expect.poll(() => marked(page, 'del')).toEqual(['a map of the roads']);
    expect(await marked(page, 'ins')).toEqual(['two maps']);
    await expectAccessible(page);
    // what was written in other fields is there, and nothing is asked about it
    await expect(page.getByText('Send the guide')).toBeVisible();
    await expect(page.getByText('A service is on its way')).toBeVisible();
    await page.goto(`${server.origin}/app`);
    await expect(page.getByText('1 thing has two versions')).toBeVisible();
    await expectAccessible(page);

    // chosen on the desk without network, by keyboard alone
    await desk.goto(`${server.origin}${address}`);
    await expectSynced(desk);
    await expect(desk.getByText('Two of you wrote differently in 1 place of this meeting')).toBeVisible();
    await expectAccessible(desk);
    await waitForShell(desk);
    await other.setOffline(true);
    await desk.getByRole('button', { name: 'Keep both' }).focus();
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('region', { name: 'Two versions: Background' })).toHaveCount(0);
    await expect(desk.getByRole('main')).toContainText('They have two maps.');
    await expect(desk.getByRole('heading', { level: 1 })).toBeFocused();
    await online(other, desk);

    await page.goto(`${server.origin}${address}`);
    await expectSynced(page);
    await expect(page.getByRole('main')).toContainText('They have a map of the roads.');
    await expect(page.getByRole('main')).toContainText('They have two maps.');
    await expect(page.getByText('Two versions')).toHaveCount(0);
    await other.close();
  });

  test('in a step: both dates and notes stay until one is chosen', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    await page
      .getByRole('button', { name: /^Take up: / })
      .first()
      .click();
    const mine = page.locator('li.card').first();
    await expect(mine).toBeVisible();
    await expectSynced(page);
    const other = await browser.newContext({ ...DESKTOP, locale: 'sv-SE' });
    const desk = await other.newPage();
    await signIn(desk, 'colleague@example.org');
    await desk.goto(`${server.origin}/app/plan`);
    await expectSynced(desk);
    const theirs = desk.locator('li.card').first();

    await waitForShell(page);
    await context.setOffline(true);
    await mine.getByLabel('By when').fill('2030-01-31');
    await mine.getByLabel('By when').blur();
    await sent(desk, async () => {
      await theirs.getByLabel('Till när').fill('2030-02-28');
      await theirs.getByLabel('Till när').blur();
    });
    await online(context, page);

    const date = mine.getByRole('region', { name: 'Two versions: By when' });
    await expect(date).toContainText('28 February 2030');
    await expect(date).toContainText('31 January 2030');
    await expectAccessible(page);
    await page.goto(`${server.origin}/app`);
    await expect(page.getByText('1 thing has two versions')).toBeVisible();

    await page.goto(`${server.origin}/app/plan`);
    await expect(date).toBeVisible();
    await context.setOffline(true);
    await date.getByRole('button', { name: 'Keep this version' }).nth(1).click();
    await expect(date).toHaveCount(0);
    await expect(mine.getByLabel('By when')).toHaveValue('2030-01-31');
    await online(context, page);
    await desk.reload();
    await expectSynced(desk);
    // both versions may still stand there until the choice has come
    await expect(desk.getByText('Två versioner')).toHaveCount(0, { timeout: 40_000 });
    await expect(theirs.getByLabel('Till när')).toHaveValue('2030-01-31');
    await other.close();
  });
});
