import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PASSWORD, test } from './fixtures';

test.use({ ...DESKTOP, locale: 'sv-SE' });

/** Tabs until the thing has focus; fails where it cannot be reached, or where focus cannot be seen. */
async function tabTo(page: Page, describe: string, isThere: (focused: string) => boolean): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return '';
      const labels = (element as HTMLInputElement).labels;
      const style = getComputedStyle(element);
      // a field for a day or a time has parts, whose ring the browser draws
      const parts = 'input[type=radio], input[type=checkbox], input[type=date], input[type=time]';
      const shown = style.outlineStyle !== 'none' || element.matches(parts);
      const name =
        element.getAttribute('aria-label') ?? (labels?.length ? labels[0]!.textContent : element.textContent);
      return `${shown ? '' : 'NO FOCUS RING '}${(name ?? '').trim().replaceAll(/\s+/g, ' ')}`;
    });
    seen.push(focused);
    expect(focused, `focus is visible on the way to ${describe}`).not.toContain('NO FOCUS RING');
    if (isThere(focused)) return;
  }
  throw new Error(`${describe} cannot be reached by keyboard. Passed: ${seen.join(' | ')}`);
}

test('an officer signs in, answers three questions and reads the result, in Swedish and by keyboard alone', async ({
  page,
  server
}) => {
  await page.goto(`${server.origin}/sign-in?way=password`);
  await tabTo(page, 'e-mail', (name) => name.startsWith('E-post'));
  await page.keyboard.type('colleague@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/app');
  await expectSynced(page);
  await tabTo(page, 'go on', (name) => name === 'Fortsätt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio').first()).toBeVisible();

  for (const key of ['1', '3', '2']) {
    const before = page.url();
    await page.keyboard.press(key);
    await expect(page.locator('input[type=radio]:checked')).toHaveCount(1);
    await expect(page.locator('[data-state]').first()).toContainText('Sparat');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(before);
    // the heading has focus, so that a screen reader begins with the new question
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await expectSynced(page);
  await page.goto(`${server.origin}/app/result`);
  await expect(page.getByRole('heading', { name: 'Det här för er vidare' })).toBeVisible();
  await tabTo(page, 'put in the plan', (name) => name.startsWith('Lägg'));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/i er plan/).first()).toBeVisible();
});

test('names and roles of a question, as a screen reader meets them', async ({ page, server, signIn }) => {
  await signIn(page, 'colleague@example.org');
  await page.goto(`${server.origin}/app/assessment/legal-release-check`);
  await expect(page.getByRole('group', { name: /Är det så där du arbetar/ })).toMatchAriaSnapshot(`
    - group:
      - radio "Ja"
      - radio "Delvis"
      - radio "Nej"
      - radio "Vet inte"
  `);
  await expect(page.getByRole('main').getByRole('img').first()).toHaveAccessibleName(/fråga/i);
  await expect(page.getByRole('textbox', { name: /anteckning/i })).toBeVisible();
});

test('a coordinator plans a meeting, logs it and ticks off what was promised, by keyboard alone', async ({
  browser,
  server,
  signIn
}) => {
  const page = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  const heading = page.getByRole('heading', { level: 1 });
  const press = async (name: RegExp, key = 'Enter') => {
    await tabTo(page, String(name), (focused) => name.test(focused));
    await page.keyboard.press(key);
  };
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app/municipalities/2161`);
  await expectSynced(page);
  await press(/^Plan a meeting/);
  await expect(heading).toHaveText('Plan a meeting with Ljusdal');
  await tabTo(page, 'day', (name) => name === 'Day');
  // the same wherever the month comes first
  await page.keyboard.type('05052030');
  // what they need next stands there already; a line that was taken away can be asked for again
  const lines = page.getByRole('textbox', { name: /^Line \d+$/ });
  await expect(lines.first()).toHaveValue(/^In the way on /);
  const proposed = await lines.count();
  await press(/^Remove line 1$/);
  await expect(lines).toHaveCount(proposed - 1);
  await press(/^Add what they need next \(1\)$/);
  await expect(lines).toHaveCount(proposed);
  const agenda = await lines.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
  await press(/^Save the plan$/);
  await expect(heading).toContainText('Ljusdal, ');
  await expect(page.getByRole('region', { name: 'What to talk about' }).getByRole('listitem')).toHaveText(agenda);

  // it stands with the municipality, and is logged from there
  await page.goto(`${server.origin}/app/municipalities/2161`);
  await expect(page.getByRole('region', { name: 'Before you go in' })).toContainText('5 May 2030');
  await press(/5 May 2030/);
  await expect(heading).toContainText('Ljusdal, ');
  await press(/^Log this meeting$/);
  await expect(heading).toContainText('Ljusdal');
  await tabTo(page, 'conclusions', (name) => name.startsWith('Conclusions'));
  await page.keyboard.type('They begin with the licences.');
  await press(/^Add a promise$/);
  await expect(page.getByRole('textbox', { name: 'What is promised' })).toBeFocused();
  await page.keyboard.type('Send the template');
  await press(/^A week/, 'Space');
  await press(/^Save meeting$/);
  await expect(page.getByText('They begin with the licences.')).toBeVisible();
  await press(/^Send the template$/, 'Space');
  await expect(page.getByRole('checkbox', { name: 'Send the template' })).toBeChecked();
  await expectSynced(page);
});
