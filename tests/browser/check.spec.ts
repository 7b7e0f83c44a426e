import { DESKTOP, expect, expectSynced, PHONE, signInTo, test } from './fixtures';

const PASSED = 5;

test.describe('the five-minute check', () => {
  test('one question at a time, in Swedish: marks, one step, and kept by signing in', async ({
    browser,
    server,
    expectAccessible
  }) => {
    const context = await browser.newContext({ ...PHONE, locale: 'sv-SE', baseURL: server.origin });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('link', { name: 'Gör femminuterskollen' }).click();
    await expect(page.getByText('Fråga 1 av 12')).toBeVisible();
    await expect(page.getByText('Fråga 2 av 12')).toBeHidden();
    await expectAccessible(page);

    for (let number = 1; number <= 12; number++) {
      await expect(page.getByText(`Fråga ${number} av 12`)).toBeVisible();
      const answer = number <= PASSED ? 'Ja' : 'Vet inte';
      await page
        .locator('section[data-question]:not([hidden])')
        .getByRole('radio', { name: answer, exact: true })
        .check({ force: true });
      // half-way the page is closed and opened again: the answers are there
      if (number === 6) {
        await page.reload();
        await expect(page.getByText('Fråga 7 av 12')).toBeVisible();
        await expect(page.getByText('Dina svar från förra gången är ifyllda.')).toBeVisible();
        continue;
      }
      await page.getByRole('button', { name: number === 12 ? 'Visa vad vi har passerat' : 'Nästa' }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ni har passerat 5 av 12 märken');
    await expect(page.getByText('räknas inte').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Ett nästa steg' }).getByRole('heading', { level: 3 })).toHaveCount(
      2
    );
    // never a level, never a score
    await expect(page.getByRole('main')).not.toContainText(/nivå \d|av 100/i);
    await expect(page.getByText('Det finns kvar i den här webbläsaren.')).toBeVisible();
    await expectAccessible(page);

    await signInTo(page, server.origin, 'colleague@example.org');
    await expect(page.getByRole('heading', { name: 'Spara kollen för Ljusdal?' })).toBeVisible();
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await expectSynced(page);
    await expect(page.getByRole('heading', { name: 'Spara kollen för Ljusdal?' })).toBeHidden();
    await expect(page.getByText(/^5 av 12 märken .* räknas inte$/)).toBeVisible();
    await page.reload();
    await expect(page.getByText(/^5 av 12 märken .* räknas inte$/)).toBeVisible();
    await expectAccessible(page);
    await context.close();

    // a colleague of the same municipality sees it, on another device
    const other = await browser.newContext({ ...DESKTOP, locale: 'en-GB', baseURL: server.origin });
    const second = await other.newPage();
    await signInTo(second, server.origin, 'officer@example.org');
    await expect(second.getByText(/^5 of 12 marks on .*, not counted$/)).toBeVisible();
    await other.close();
  });

  test('all twelve on one page and a result without JavaScript', async ({ browser, server }) => {
    const context = await browser.newContext({
      ...PHONE,
      locale: 'en-GB',
      baseURL: server.origin,
      javaScriptEnabled: false
    });
    const page = await context.newPage();
    await page.goto('/check');
    const questions = page.locator('fieldset');
    await expect(questions).toHaveCount(12);
    // asked for too early: says what to do
    await page.getByRole('button', { name: 'See what we have passed' }).click();
    await expect(page.getByText('Answer at least one question')).toBeVisible();
    await page.getByText('What “yes” means').first().click();
    await questions.first().getByRole('radio', { name: 'Yes', exact: true }).check({ force: true });
    await questions.nth(1).getByRole('radio', { name: 'No', exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'See what we have passed' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have passed 1 of 12 marks');
    await expect(page.getByText('first mark passed, second ahead')).toBeVisible();
    await expect(page.getByText('Without JavaScript the browser keeps nothing.')).toBeVisible();
    // what was answered can be looked at and changed
    await page.getByText('Look at the answers or change them').click();
    await expect(questions.first().getByRole('radio', { name: 'Yes', exact: true })).toBeChecked();
    await context.close();
  });

  test('what is left in the browser and is no check is passed over', async ({ page, server }) => {
    await page.goto(`${server.origin}/check`);
    await page.evaluate(() => localStorage.setItem('waymark-check', '{"modelId":"<b>","answers":["yes"],"done":true}'));
    await page.reload();
    await expect(page.getByText('Question 1 of 12')).toBeVisible();
    await expect(page.getByText('Your answers from last time')).toBeHidden();
    await expect(page.locator('input:checked')).toHaveCount(0);
  });
});
