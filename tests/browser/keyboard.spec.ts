import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PASSWORD, test } from './fixtures';

test.use({ ...DESKTOP, locale: 'sv-SE' });

/** Tabs until the thing has focus; fails where it cannot be reached, or where focus cannot be seen. */
async function tabTo(page: Page, describe: string, isThere: (focused: string) => boolean): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return '';
      const labels = (element as HTMLInputElement).labels;
      const style = getComputedStyle(element);
      const shown = style.outlineStyle !== 'none' || element.matches('input[type=radio], input[type=checkbox]');
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
