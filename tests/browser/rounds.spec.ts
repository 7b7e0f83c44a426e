import type { Browser, Locator, Page } from '@playwright/test';
import { v7 } from 'uuid';
import { COMPUTES, DESKTOP, expect, PHONE, signInTo, test } from './fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const cards = (page: Page) => page.locator('.lanes [data-card]');
const said = (page: Page) => page.locator('main [aria-live=polite].sr');
const bar = (page: Page) => page.getByRole('region', { name: 'Actions' });
const fold = (page: Page, name: string | RegExp) => page.locator('summary').filter({ hasText: name });

/** Commands of a signed-in person, as a device sends them. */
async function send(page: Page, origin: string, commands: { type: string; payload: object }[]): Promise<void> {
  const response = await page.request.post(`${origin}/api/v1/sync`, {
    headers: { origin },
    data: {
      protocol: 1,
      deviceId: v7(),
      commands: commands.map((command, i) => ({
        commandId: v7(),
        seq: i + 1,
        schemaVersion: 1,
        baseVersion: null,
        issuedAt: new Date().toISOString(),
        ...command
      }))
    }
  });
  const { outcomes } = (await response.json()) as { outcomes: { outcome: string }[] };
  expect(
    outcomes.map(({ outcome }) => outcome),
    JSON.stringify(outcomes)
  ).toEqual(commands.map(() => 'applied'));
}

/** The demo's mentor answers what it has been asked, and offers groups: there will be free places. */
async function offerGroups(browser: Browser, origin: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await signInTo(page, origin, 'mentor@example.org');
  const { person } = (await (await page.request.get(`${origin}/api/v1/session`)).json()) as {
    person: { memberships: { municipalityId: string }[] };
  };
  const municipalityId = person.memberships[0]!.municipalityId;
  const { changes } = (await (await page.request.get(`${origin}/api/v1/sync?since=0`)).json()) as {
    changes: { entity: string; id: string; data: Record<string, unknown> | null }[];
  };
  const asked = changes.filter(
    ({ entity, data }) => entity === 'pairing' && data?.mentorId === municipalityId && data.status === 'invited'
  );
  const profile = changes.find(({ entity, id }) => entity === 'profile' && id === municipalityId)!.data!;
  const { offers, wants, languages, capacity } = profile as Record<string, unknown> & { offers: string[] };
  const groups = offers.slice(0, 4).map((dimension) => ({ id: v7(), dimension, places: 5 }));
  await send(page, origin, [
    ...asked.map(({ id }) => ({
      type: 'pairing.reply',
      payload: { pairingId: id, side: 'mentor', accept: true, reason: '' }
    })),
    { type: 'mentoring.profile', payload: { municipalityId, offers, wants, languages, capacity, groups } }
  ]);
  await page.context().close();
}

/** Opens a round and computes its draft; gives the round's address. */
async function draft(page: Page, origin: string, look: (page: Page) => Promise<void>): Promise<string> {
  await page.goto(`${origin}/admin/rounds`);
  await expect(page.getByRole('row', { name: /Published/ }).first()).toBeVisible();
  await look(page);
  await page.getByLabel('Name of the round').fill('Spring');
  await page.getByLabel('Wishes come in until').fill('2030-01-31');
  await page.getByRole('button', { name: 'Open the round and ask everybody' }).click();
  await expect(heading(page)).toContainText('ask for help so far');
  await expect(page.getByText('officers have been asked by mail')).toBeVisible();
  await look(page);
  const address = page.url().split('?')[0]!;
  await page.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
  await expect(heading(page)).toContainText('no better total exists', { timeout: 40_000 });
  await expect(cards(page).first()).toBeVisible();
  await look(page);
  return address;
}

/** Tab after Tab, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not get there');
}

/** Somebody whose place on the board can be taken by another mentor with a free place: its name, and that mentor's. */
async function findMovable(page: Page): Promise<{ card: Locator; mentee: string; to: string }> {
  const all = await cards(page).count();
  for (let i = 0; i < all; i++) {
    const card = cards(page).nth(i);
    const mentee = await card.locator('.strong').innerText();
    await card.click();
    const possible = page.getByLabel('Another mentor, or why not').locator('optgroup[label^=Possible] option');
    await expect(possible.first()).toBeAttached();
    const labels = await possible.allTextContents();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const free = labels.find((label) => {
      const [, taken, places] = /, (\d+) of (\d+) places\s*$/.exec(label) ?? [];
      return Number(taken) < Number(places);
    });
    if (free) return { card, mentee, to: free.replace(/, fit .*$/, '') };
  }
  throw new Error('No mentee on the board has a choice');
}

/** An officer of that municipality, in a browser of its own. */
async function officerOf(browser: Browser, desk: Page, origin: string, municipality: string): Promise<Page> {
  await desk.goto(`${origin}/admin/people/invite`);
  const option = desk
    .getByLabel('Municipality')
    .locator('option')
    .filter({ hasText: new RegExp(`^${municipality} \\(`) });
  await desk.getByLabel('Municipality').selectOption(await option.getAttribute('value'));
  await desk.locator('input[name=email]').fill('round@example.org');
  await desk.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await desk.locator('#invitation-link').inputValue();
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(link);
  await page.getByLabel('Name').fill('Tove Demo');
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.waitForURL('**/app');
  return page;
}

test('a round from wishes to invitations, its board by keyboard only, a decline leading to the next best', async ({
  page,
  browser,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(180_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setViewportSize(DESKTOP.viewport);
  await offerGroups(browser, server.origin);
  await signIn(page, 'coordinator@example.org');
  const address = await draft(page, server.origin, expectAccessible);

  // why these two, and back to where one was
  await tabTo(page, cards(page).first());
  const mentee = await cards(page).first().locator('.strong').innerText();
  const hers = page.locator('[data-card]').filter({ has: page.getByText(mentee, { exact: true }) });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText(/levels? ahead/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(hers).toBeFocused();

  // arrows go from card to card and from lane to lane
  await page.keyboard.press('ArrowDown');
  await expect(cards(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(hers).toBeFocused();

  // picked up, carried to the first mentor that is possible, put down
  await page.keyboard.press('Space');
  await expect(said(page)).toContainText(`${mentee} is picked up`);
  await page.keyboard.press('Escape');
  await expect(said(page)).toContainText('back where it was');
  await page.keyboard.press('Space');
  for (let i = 0; i < 17; i++) {
    await page.keyboard.press('ArrowRight');
    await expect(said(page)).toContainText(/Total|cannot/);
    if (/Total/.test(await said(page).innerText())) break;
  }
  await page.keyboard.press('Space');
  await expect(said(page)).toContainText(new RegExp(`${mentee} is pinned to .* less than the draft`));
  await expect(hers).toBeFocused();
  await expect(hers).toContainText('Pinned');
  await expect(bar(page)).toContainText('Not saved yet');
  await expect(bar(page)).toContainText('another mentor');
  await expect(page.getByRole('button', { name: 'Publish round' })).toBeDisabled();
  await expectAccessible(page);

  // ruled out and undone, saved, and still there in another window
  await page.keyboard.press('x');
  await expect(said(page)).toContainText('ruled out as a pair');
  await tabTo(page, page.getByRole('button', { name: 'Undo the last' }));
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText('undone');
  await expect(hers).toContainText('Pinned');
  await tabTo(page, page.getByRole('button', { name: 'Save decisions' }));
  await page.keyboard.press('Enter');
  await expect(said(page)).toContainText('computed again under your decisions');
  await page.reload();
  await expect(hers).toContainText('Pinned');
  await expect(fold(page, '1 decision is kept')).toBeVisible();

  // stable instead: nobody blocks; then back
  await fold(page, 'What to aim for').click();
  await page.getByRole('radio', { name: 'Stable pairs' }).check();
  await expect(fold(page, 'No blocking pair')).toBeVisible();
  await page.getByRole('button', { name: 'Save decisions' }).click();
  await expect(heading(page)).toContainText('No two would rather have each other');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo the last' }).click();
  await page.getByRole('button', { name: 'Save decisions' }).click();
  await expect(heading(page)).toContainText('no better total exists');

  // other weights: shown before they are kept
  await fold(page, 'What a good pair is').click();
  await page.getByLabel('Near, or far where that is wished').fill('90');
  await page.getByRole('button', { name: 'Show what it changes' }).click();
  await expect(page.getByText('The pairs of now would be worth')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave them as they were' }).click();
  await expect(page.getByLabel('Near, or far where that is wished')).toHaveValue('15');
  // forms and months change pairs too: alone they are worth more than the pairs of now
  for (const label of ['How they would meet', 'Months in which both have time']) {
    await page.getByLabel(label).fill('100');
    await page.getByRole('button', { name: 'Show what it changes' }).click();
    await expect(page.getByText('The pairs of now would be worth')).toBeVisible();
    await page.getByRole('button', { name: 'Leave them as they were' }).click();
    await expect(page.getByLabel(label)).toHaveValue('10');
  }
  await expect(bar(page)).not.toContainText('Not saved yet');

  // published: invitations are out, two at a time to each mentor
  const { mentee: leaving } = await findMovable(page);
  await page.getByRole('button', { name: 'Publish round' }).click();
  await expect(heading(page)).toContainText('waiting for an answer, 0 came to nothing');
  await expect(page.getByText('14 days left').first()).toBeVisible();
  await expectAccessible(page);
  const { invitations } = (await (await page.request.get(`${address}/export?format=json`)).json()) as {
    invitations: { id: string; mentee: string; state: string }[];
  };
  expect(invitations.filter(({ state }) => state === 'invited').length).toBeGreaterThan(10);
  const csv = await (await page.request.get(`${address}/export?format=csv`)).text();
  expect(csv.split('\r\n')[0]).toContain('Asks;Helped by');
  expect((await page.request.get(`${address}/export?format=xlsx`)).headers()['content-type']).toContain('spreadsheet');

  // one declines: the reason is the coordinator's, and the next best is offered by itself
  const declined = invitations.find((row) => row.mentee === leaving)!;
  const officer = await officerOf(browser, page, server.origin, leaving);
  const payload = { pairingId: declined.id, side: 'mentee', accept: false, reason: 'No time this spring' };
  await send(officer, server.origin, [{ type: 'pairing.reply', payload }]);
  const row = page.getByRole('row').filter({ hasText: 'No time this spring' });
  await expect(async () => {
    await page.goto(`${address}?state=declined`);
    await expect(row).toContainText('Next best:');
  }).toPass({ timeout: 40_000 });
  await expect(row).toContainText(`${leaving} declined: No time this spring`);
  await expect(heading(page)).toContainText('1 came to nothing');
  await expectAccessible(page);
  await page.goto(`${address}?q=${encodeURIComponent(leaving)}`);
  await expect(page.getByText('In place of').first()).toBeVisible();

  // the end of the round
  await page.goto(address);
  await fold(page, 'Close this round').click();
  await page.getByRole('button', { name: 'Close it' }).click();
  await expect(page.getByText('nothing is offered from it any more')).toBeVisible();
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('the board with a mouse: a card dragged away from its mentor, and let go', async ({ page, server, signIn }) => {
  await page.setViewportSize(DESKTOP.viewport);
  await signIn(page, 'coordinator@example.org');
  await draft(page, server.origin, async () => {});
  const card = cards(page).first();
  const mentee = await card.locator('.strong').innerText();
  await card.scrollIntoViewIfNeeded();
  const from = (await card.boundingBox())!;
  const nobody = page.locator('[data-lane="-"]');
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(said(page)).toContainText('back where it was');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const to = (await nobody.boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 60, { steps: 8 });
  await expect(nobody).toHaveClass(/over/);
  await page.mouse.up();
  await expect(said(page)).toContainText(new RegExp(`${mentee} and .* are ruled out as a pair`));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(bar(page)).toContainText('Not saved yet');
  await page.getByRole('button', { name: 'Back to the saved' }).click();
  await expect(bar(page)).toContainText('Saved');
});

test.describe('on a phone', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('the same as a list: search, why not, move, save', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    test.setTimeout(120_000);
    await offerGroups(browser, server.origin);
    await signIn(page, 'coordinator@example.org');
    const address = await draft(page, server.origin, expectAccessible);
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight
    ]);
    expect(size[0]).toBeLessThanOrEqual(390);
    expect(size[1]).toBeLessThan(8000);

    // why not: the rules in the way, in words
    const { card, mentee, to } = await findMovable(page);
    await card.tap();
    const dialog = page.getByRole('dialog');
    const other = dialog.getByLabel('Another mentor, or why not');
    const impossible = other.locator('optgroup').last().locator('option').first();
    await other.selectOption(await impossible.getAttribute('value'));
    await expect(dialog.getByText('What would have to change')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Move to/ })).toHaveCount(0);
    await expectAccessible(page);

    // a possible one: what it would cost, and moved there
    const possible = other.locator('option').filter({ hasText: to }).first();
    await other.selectOption(await possible.getAttribute('value'));
    await expect(dialog.getByText(/off the total|cost the total nothing/)).toBeVisible();
    await dialog.getByRole('button', { name: /^Move to/ }).tap();
    await expect(dialog).toHaveCount(0);
    await expect(bar(page)).toContainText('Not saved yet');
    await page.getByRole('button', { name: 'Save decisions' }).tap();
    await expect(said(page)).toContainText('computed again under your decisions');

    // found by name, with what is pinned
    await page.goto(`${address}?q=${encodeURIComponent(mentee)}&show=decided`);
    await expect(cards(page).filter({ hasText: mentee })).toContainText('Pinned');
    await expect(page.locator('.lanes [data-lane]')).toHaveCount(1);
    await expectAccessible(page);
  });
});
