import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

test.describe('what pairings led to', () => {
  test.use({ ...PHONE, locale: 'en-GB' });

  test('is told on a phone, shown once both agree, and gone when one side takes it back', async ({
    page,
    browser,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/peer`);
    await page.getByRole('button', { name: 'Tell about it together with Umeå' }).click();
    await page.getByLabel('What was reached').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Tell it' }).click();
    await expect(page.getByRole('alert')).toContainText('Write what happened.');
    await page.getByLabel('What happened, and what helped').fill('One call, and we dared to begin');
    await expectAccessible(page);
    // what is half told outlives the page
    await page.reload();
    await page.getByRole('button', { name: 'Tell about it together with Umeå' }).click();
    await expect(page.getByLabel('What happened, and what helped')).toHaveValue('One call, and we dared to begin');
    await page.getByRole('button', { name: 'Tell it' }).click();
    await expect(page.getByText('waiting for Umeå to agree')).toBeVisible();
    await expectSynced(page);
    await expectAccessible(page);

    const other = await browser.newContext({ ...DESKTOP, locale: 'sv-SE' });
    const desk = await other.newPage();
    await signIn(desk, 'mentor@example.org');
    await desk.goto(`${server.origin}/app/peer`);
    await expect(desk.getByText('One call, and we dared to begin')).toBeVisible();
    await desk.getByRole('button', { name: 'Gå med på att nämnas' }).click();
    await expect(desk.getByText('Visas för nätverket')).toBeVisible();
    await expectSynced(desk);
    await expectAccessible(desk);

    const network = await browser.newContext({ ...DESKTOP, locale: 'en-GB' });
    const coordinator = await network.newPage();
    await signIn(coordinator, 'coordinator@example.org');
    await coordinator.goto(`${server.origin}/admin/rounds/effect`);
    await expect(coordinator.getByText('One call, and we dared to begin')).toBeVisible();

    await page.reload();
    await expect(page.getByText('Shown to the network')).toBeVisible();
    await page.getByRole('button', { name: 'Take our consent back' }).click();
    await expect(page.getByText('Taken back, shown to nobody else.')).toBeVisible();
    await expectSynced(page);
    await coordinator.reload();
    await expect(coordinator.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(coordinator.getByText('One call, and we dared to begin')).toHaveCount(0);
    await other.close();
    await network.close();
  });

  test('stands as a tip at the step, without network too', async ({
    page,
    browser,
    context,
    server,
    signIn,
    expectAccessible
  }) => {
    const network = await browser.newContext({ ...DESKTOP, locale: 'en-GB' });
    const desk = await network.newPage();
    await signIn(desk, 'coordinator@example.org');
    await desk.goto(`${server.origin}/admin/rounds/effect`);
    const cards = desk.getByRole('listitem').filter({ has: desk.getByRole('blockquote') });
    await expect(cards.first()).toBeVisible();
    const stories = await Promise.all(
      (await cards.all()).map(async (card) => ({
        heading: (await card.getByRole('heading').textContent())!,
        said: (await card.getByRole('paragraph').allTextContents()) as [theme: string, statement: string],
        told: (await card.getByRole('blockquote').textContent())!
      }))
    );
    await network.close();

    await signIn(page, 'officer@example.org');
    await page.goto(`${server.origin}/app/plan`);
    // one of a step that this municipality has before it
    let found: (typeof stories)[number] | undefined;
    for (const story of stories) {
      const [theme, statement] = story.said;
      await page.getByLabel('Dimension', { exact: true }).selectOption({ label: theme });
      const all = page.getByRole('button', { name: /^Show all/ });
      if (await all.isVisible()) await all.click();
      const take = page.getByRole('button', { name: `Take up: ${statement}` });
      if (!(await take.isVisible())) continue;
      await take.click();
      found = story;
      break;
    }
    const { heading, told } = found!;
    await expect(page.getByText(heading)).toBeVisible();
    await expectSynced(page);
    await waitForShell(page);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(heading).click();
    await expect(page.getByText(told)).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('whether mentoring works', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('is said in a sentence, with figures as plot and table, limits and files', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    await signIn(page, 'coordinator@example.org');
    await page.goto(`${server.origin}/admin/rounds`);
    await page.getByRole('link', { name: 'Does mentoring work?' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('No clear difference');
    await expect(page.getByRole('columnheader', { name: '95 % interval' }).first()).toBeVisible();
    await expect(page.getByText('Regression to the mean:')).toBeVisible();
    await expect(page.getByText('Self-selection:')).toBeVisible();
    await expectAccessible(page);
    const address = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
    const figures = (await (await page.request.get(`${server.origin}${address}`)).json()) as {
      threshold: number;
      rows: { matched: number; others: number }[];
    };
    expect(figures.rows.length).toBeGreaterThan(3);
    for (const { matched, others } of figures.rows)
      expect(Math.min(matched, others)).toBeGreaterThanOrEqual(figures.threshold);
    for (const name of ['CSV for Excel', 'CSV, plain', 'Excel']) {
      const file = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      expect((await page.request.get(`${server.origin}${file}`)).status(), name).toBe(200);
    }
  });
});
