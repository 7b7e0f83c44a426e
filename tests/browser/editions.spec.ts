import { Buffer } from 'node:buffer';
import { expect, test } from './fixtures';

test.use({ viewport: { width: 390, height: 844 } });

test('an analyst works on the report on a phone: words, numbers, order, proposals, comments', async ({
  page,
  signIn,
  expectAccessible
}) => {
  await signIn(page, 'analyst@example.org');
  await page.goto('/admin/reports/edit');
  await expect(page.getByRole('heading', { name: 'Edit the report' })).toBeVisible();
  await expectAccessible(page);

  // a finding of a chapter worded anew, with a number chosen from the list
  const finding = page
    .locator('li.line', { hasText: 'Finding' })
    .filter({ has: page.getByText('Leave out') })
    .last();
  const id = (await finding.getAttribute('id'))!;
  await finding.getByRole('link', { name: /^Change/ }).click();
  await expect(page.getByLabel('Text, in English')).not.toHaveValue('');
  for (const language of ['English', 'Swedish', 'Dutch'])
    await page.getByLabel(`Text, in ${language}`).fill('So many answered: {coverage.nobody}');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no such number');
  await page.getByText('Numbers to put in').click();
  await page.getByLabel('Find').fill('coverage.answered');
  await page.getByRole('button', { name: 'Look' }).click();
  for (const language of ['English', 'Swedish', 'Dutch']) {
    await page.getByLabel(`Text, in ${language}`).fill('So many answered: ');
    await page.locator('li.row', { hasText: '{coverage.answered}' }).getByRole('button').click();
  }
  await expect(page.getByLabel('Text, in Dutch')).toHaveValue('So many answered: {coverage.answered}');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('heading', { name: 'How it will read' })).toBeVisible();
  await expect(page.getByText(/^So many answered: \d+$/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator(`#${id}`)).toContainText(/So many answered: \d+/);

  // left out and put back
  await page
    .locator(`#${id}`)
    .getByRole('button', { name: /Leave out/ })
    .click();
  await expect(page.getByRole('heading', { name: '1 finding left out' })).toBeVisible();
  await page.getByRole('button', { name: /^Put back/ }).click();
  await expect(page.locator(`#${id}`)).toBeVisible();

  // moved
  const list = page.locator('ol', { has: page.locator(`#${id}`) });
  const before = await list.locator('li.line').evaluateAll((lines) => lines.map((line) => line.id));
  const at = before.indexOf(id);
  await page
    .locator(`#${id}`)
    .getByRole('button', { name: at === 0 ? /Move down/ : /Move up/ })
    .click();
  await expect(list.locator('li.line').nth(at === 0 ? 1 : at - 1)).toHaveAttribute('id', id);

  // a proposal rejected with its reason, a comment
  const proposal = page.locator('li.line', { hasText: 'Reject this proposal' }).first();
  await proposal.getByText('Reject this proposal').click();
  await proposal.getByLabel('Why').fill('Is law already');
  await proposal.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByRole('heading', { name: '1 proposal rejected' })).toBeVisible();
  await expect(page.getByText('Is law already')).toBeVisible();
  await page
    .locator(`#${id}`)
    .getByRole('link', { name: /comments/ })
    .click();
  await page.getByLabel('Your comment').fill('Say it shorter');
  await page.getByRole('button', { name: 'Comment' }).click();
  await expect(page.getByText('Say it shorter')).toBeVisible();
  await page.getByRole('button', { name: 'Dealt with' }).click();
  await expect(page.locator('.tag', { hasText: 'Dealt with' })).toBeVisible();

  // what was said stands in the report
  await page.goto('/admin/reports');
  await expect(
    page
      .locator('article')
      .getByText(/^So many answered: \d+/)
      .first()
  ).toBeVisible();
  await expectAccessible(page);
});

/** Counties as squares beside each other: where they lie does not matter here. */
function drawSquares(codes: readonly string[]): Buffer {
  const features = codes.map((code, i) => {
    const [west, south] = [12 + (i % 5), 56 + Math.floor(i / 5)];
    const [east, north] = [west + 1, south + 1];
    const ring = [west, south, east, south, east, north, west, north, west, south];
    const coordinates = [Array.from({ length: 5 }, (_, at) => ring.slice(at * 2, at * 2 + 2))];
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates } };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

test('boundaries are checked and used; counting for the report with its map is stopped and begun again', async ({
  page,
  server,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(150_000);
  await signIn(page, 'coordinator@example.org');
  await page.goto('/admin/register/boundaries');
  const send = async (buffer: Buffer) => {
    await page.getByLabel('File with boundaries').setInputFiles({ name: 'x.geojson', mimeType: '', buffer });
    await page.getByLabel('Who made them').fill('Invented squares');
    await page.getByRole('button', { name: 'Check the file' }).click();
  };
  await send(drawSquares(['no', 'none']));
  await expect(page.getByRole('alert')).toContainText('Choose a file of this country');
  // 1 to 25, of which some were given up: they are named, and the rest is drawn
  await send(drawSquares(Array.from({ length: 25 }, (_, i) => String(i + 1).padStart(2, '0'))));
  await expect(page.getByRole('heading', { name: '21 areas have a shape' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'The map as it will be drawn' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use these boundaries' }).click();
  await expect(page.getByText('The boundaries are in use.')).toBeVisible();

  // begun and stopped at once: however quick the machine, it cannot have ended in between
  const ask = (action: string) =>
    page.request.post(`/admin/reports?/${action}`, { headers: { origin: server.origin }, form: {} });
  await ask('count');
  await ask('cancel');
  await page.goto('/admin/reports');
  const stopped = page.getByRole('heading', { name: 'Counting was cancelled' });
  await expect(stopped).toBeVisible();
  await expectAccessible(page);
  // nobody counts on, and nothing of it is left
  await page.reload();
  await expect(stopped).toBeVisible();
  await expect(page.locator('article')).toHaveCount(0);
  await page.getByRole('button', { name: 'Count again' }).click();
  await expect(page.locator('article #chart-map')).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('article #chart-map')).toContainText('Invented squares');
});
