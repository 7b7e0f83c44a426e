import type { Page } from '@playwright/test';
import { COMPUTES, DESKTOP, expect, PHONE, test } from './fixtures';

const MUNICIPALITIES = 290;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A name of its own for each: "Abby 17". */
const nameOf = (i: number) => `${LETTERS[i % 26]!.toUpperCase()}by ${i}`;
const id = (i: number) => `m${String(i).padStart(3, '0')}`;

/** A country in which everybody asks on one theme and offers another. */
function wholeCountry(roundId: string) {
  const all = Array.from({ length: MUNICIPALITIES }, (_, i) => i);
  const common = (i: number) => ({
    ...{ id: id(i), population: 5000 + 300 * i, county: String(i % 21), group: 'C6', languages: ['sv'] },
    ...{ lat: 55 + (i % 29) / 2, lon: 12 + (i % 17) / 2, vetoes: [] },
    levels: i % 2 ? { legal: 3, people: 0 } : { legal: 0, people: 3 }
  });
  const asks = (i: number) => (i % 2 ? 'people' : 'legal');
  return {
    roundId,
    state: 'draft',
    computedAt: '2026-11-22T09:00:00.000Z',
    answering: {},
    names: Object.fromEntries(all.map((i) => [id(i), nameOf(i)])),
    board: {
      mentees: all.map((i) => ({ ...common(i), wants: [{ dimension: asks(i), priority: 1 }] })),
      mentors: all.map((i) => ({ ...common(i), offers: [asks(i + 1)], capacity: 1 })),
      rules: { maxGap: null, minLevel: 2, current: [] },
      decisions: { objective: 'total', weights: {}, pins: [], forbids: [] },
      pairs: all.map((i) => [id(i), id(i % 2 ? i - 1 : i + 1)])
    }
  };
}

/** The board of a draft, made as large as a country. */
async function openCountry(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/admin/rounds`);
  await page.getByLabel('Name of the round').fill('Country');
  await page.getByLabel('Wishes come in until').fill('2030-01-31');
  await page.getByRole('button', { name: 'Open the round and ask everybody' }).click();
  await page.waitForURL(/rounds\/[\w-]{36}/);
  const roundId = /rounds\/([\w-]+)/.exec(page.url())![1]!;
  await page.route('**/board', (route) => route.fulfill({ json: wholeCountry(roundId) }));
  await page.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
  await expect(page.locator('.lanes [data-card]').first()).toBeVisible({ timeout: 40_000 });
}

const lanes = (page: Page) => page.locator('.lanes [data-lane]');
const said = (page: Page) => page.locator('main [aria-live=polite].sr');

/** How long the page takes from a press until it has drawn what the press asks for, in milliseconds. */
async function timed(page: Page, press: () => Promise<void>, count: number): Promise<number> {
  await page.evaluate((wanted) => {
    const drawn = () => document.querySelectorAll('.lanes [data-lane]').length >= wanted;
    const begin = (event: Event) => {
      const from = event.timeStamp;
      const look = () => {
        if (!drawn()) return void requestAnimationFrame(look);
        requestAnimationFrame(() => {
          (window as { took?: number }).took = performance.now() - from;
        });
      };
      look();
    };
    for (const kind of ['click', 'keydown']) addEventListener(kind, begin, { capture: true, once: true });
  }, count);
  await press();
  await page.waitForFunction(() => 'took' in window);
  return page.evaluate(() => {
    const { took } = window as { took?: number };
    delete (window as { took?: number }).took;
    return took!;
  });
}

test.describe('a board of 290 municipalities', () => {
  test('shows all of them at once, finds any by its name, and works by keyboard', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize(DESKTOP.viewport);
    await signIn(page, 'coordinator@example.org');
    await openCountry(page, server.origin);
    await expect(lanes(page)).toHaveCount(18);

    const all = page.getByRole('button', { name: `Show all ${MUNICIPALITIES}` });
    const took = await timed(page, () => all.press('Enter'), MUNICIPALITIES);
    console.log(JSON.stringify({ name: 'board-show-all', value: Math.round(took), unit: 'ms', n: MUNICIPALITIES }));
    expect(took).toBeLessThan(2000);
    await expect(lanes(page)).toHaveCount(MUNICIPALITIES);
    // whoever pressed is where the new ones begin
    await expect(lanes(page).nth(18).getByRole('heading')).toBeFocused();
    await expectAccessible(page);

    // a municipality by its name, or by the part that only it has
    const goTo = page.getByLabel('Go to a municipality on the board');
    await goTo.fill('Zby 285');
    await goTo.press('Enter');
    await expect(page.locator('[data-card]').filter({ hasText: /^Zby 285/ })).toBeFocused();
    await goTo.fill('nowhere');
    await goTo.press('Enter');
    await expect(page.getByText('“nowhere” is not on the board')).toBeVisible();

    // end to end, and straight to a mentor by the letters of its name
    await page.locator('.lanes [data-card]').first().focus();
    await page.keyboard.press('End');
    await expect(page.locator('[data-card]').last()).toBeFocused();
    await page.keyboard.press('Home');
    const first = page.locator('.lanes [data-card]').first();
    await expect(first).toBeFocused();
    const mentee = await first.locator('.strong').innerText();
    await page.keyboard.press('Space');
    await expect(said(page)).toContainText(`${mentee} is picked up`);
    await page.keyboard.type('qby');
    await expect(said(page)).toContainText(/^Qby \d+, \d+ of 291/);
    await page.keyboard.press('Escape');
    await expect(first).toBeFocused();
  });

  test('shows what is still folded as soon as a card is picked up', async ({ page, server, signIn }) => {
    test.setTimeout(90_000);
    await page.setViewportSize(DESKTOP.viewport);
    await signIn(page, 'coordinator@example.org');
    await openCountry(page, server.origin);
    await page.locator('.lanes [data-card]').first().focus();
    const took = await timed(page, () => page.keyboard.press('Space'), MUNICIPALITIES);
    expect(took).toBeLessThan(2000);
    await page.keyboard.press('End');
    await expect(said(page)).toContainText(`291 of 291`);
    await page.keyboard.press('Escape');
  });
});

test.describe('on a phone', () => {
  test.use({ ...PHONE, locale: 'sv-SE' });

  test('a draft is a table too, and goes back to the wishes', async ({ page, server, signIn, expectAccessible }) => {
    test.setTimeout(90_000);
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/admin/rounds`);
    await page.getByLabel('Name of the round').fill('Back');
    await page.getByLabel('Wishes come in until').fill('2030-01-31');
    await page.getByRole('button', { name: 'Open the round and ask everybody' }).click();
    const address = page.url().split('?')[0]!;
    await expect(page.locator('a[href*="/export"][href*="format=csv"]')).toBeAttached();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
    await expect(page.locator('.lanes [data-card]').first()).toBeVisible({ timeout: 40_000 });
    await page.locator('summary').filter({ hasText: 'The pairs as a table' }).click();
    const table = page.getByRole('table', { name: 'The pairs as a table' });
    await expect(table.getByRole('rowheader').first()).toBeVisible();
    await expectAccessible(page);
    const csv = await (await page.request.get(`${address}/export?format=csv`)).text();
    expect(csv.split('\r\n')[0]).toContain('Asks;Helped by');

    await page.locator('summary').filter({ hasText: 'Collect wishes again' }).click();
    await page.getByLabel('Wishes come in until').fill('2030-02-28');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to the wishes' }).click();
    await expect(page.getByText('Wishes are being collected again.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('so far');
    await expect(page.getByText(/28 (February|Feb) 2030/)).toBeVisible();
    await page.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('no better total exists', { timeout: 40_000 });
  });
});
