import { expect, PHONE, DESKTOP, test } from './fixtures';

test.describe('an administrator edits the model', () => {
  test.use({ ...DESKTOP, locale: 'en-GB' });

  test('copies it, is told about a circle, sees the effect, publishes, and the old version stays as it was', async ({
    page,
    server,
    signIn,
    expectAccessible
  }) => {
    test.slow();
    await signIn(page, 'admin@example.org');
    await page.goto(`${server.origin}/admin/models`);
    await expectAccessible(page);
    const old = page.locator('a[href*="/admin/models/roadmap/"]').first();
    const oldAddress = (await old.getAttribute('href'))!;
    const readOld = async () => {
      await page.goto(server.origin + oldAddress);
      return page.locator('article').allInnerTexts();
    };
    const before = await readOld();
    expect(before.length).toBeGreaterThan(30);

    await page.goto(`${server.origin}/admin/models`);
    await page.getByRole('button', { name: /^Copy and edit/ }).click();
    await page.waitForURL('**/admin/models/drafts/*');
    const draft = page.url();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The draft can be published');
    await expect(page.getByText('No municipality would change level.')).toBeVisible();
    await expectAccessible(page);

    // two questions that wait for each other
    const depend = async (id: string, on: string) => {
      await page.goto(`${draft}/criteria/${id}`);
      await page.locator('summary', { hasText: 'Builds on' }).click();
      await page.locator(`input[name="criterion.dependsOn"][value="${on}"]`).check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    };
    await depend('legal-release-check', 'legal-first-licence');
    await depend('legal-first-licence', 'legal-release-check');
    await expect(page.getByText(/wait for each other in a circle/).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(draft);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('to mend before it can be published');
    await expect(page.getByText(/wait for each other in a circle: .* → .* → /)).toBeVisible();
    await expect(page.getByText('This is possible once nothing is left to mend.')).toBeVisible();
    await expectAccessible(page);

    // the fault leads to the place where it is mended
    await page.locator('a[href*="#f-criterion-dependsOn"]').first().click();
    await expect(page).toHaveURL(/criteria\/legal-(first-licence|release-check)#/);
    await page.locator('summary', { hasText: 'Builds on' }).click();
    const checked = page.locator('input[name="criterion.dependsOn"]:checked');
    while ((await checked.count()) > 0) await checked.first().uncheck();
    await page.locator('textarea[name="texts.en.statement"]').fill('We look at every dataset before it is published.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();

    // what is refused is not lost
    await page.locator('input[name="criterion.freshMonths"]').fill('often');
    await page.locator('textarea[name="texts.sv.why"]').fill('Ett skäl som inte får gå förlorat.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('whole months from 1 to 120');
    await expect(page.locator('input[name="criterion.freshMonths"]')).toHaveValue('often');
    await expect(page.locator('textarea[name="texts.sv.why"]')).toHaveValue('Ett skäl som inte får gå förlorat.');
    await expectAccessible(page);

    // a question is removed, taken back, and removed again
    await page.goto(`${draft}/criteria/publishing-machine-readable`);
    await page.getByRole('button', { name: 'Remove this question' }).click();
    await expect(page.getByText(/is removed/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(/is back/)).toBeVisible();
    await page.goto(`${draft}/criteria/mandate-first-decision`);
    await page.locator('select[name="criterion.level"]').selectOption('1');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
    await page.goto(`${draft}/criteria/mandate-goals-decided`);
    await page.locator('select[name="criterion.level"]').selectOption('2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
    await page.goto(draft);
    const effect = page.locator('#effect');
    await expect(effect.getByText(/submitted assessments, counted again/)).toBeVisible();
    await expect(effect.getByRole('row', { name: /Leadership and mandate/ })).toContainText(/\([1-9]\d*\)/);

    await page.goto(`${draft}/texts/measures`);
    await expectAccessible(page);
    await page.goto(`${draft}/texts/levels`);
    await page.locator('input[name="texts.en.name"]').fill('Our own roadmap');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
    await expectAccessible(page);

    await page.goto(draft);
    await page.getByRole('button', { name: 'Mark Swedish as read over' }).click();
    await expect(page.getByText('Swedish: read over')).toBeVisible();
    const version = await page.locator('input[name=as]').inputValue();
    await page.locator('input[name=as]').fill('0.1.0');
    await page.getByRole('button', { name: 'Publish this version' }).click();
    await expect(page.getByRole('alert')).toContainText('must be higher than');
    await page.locator('input[name=as]').fill(version);
    await page.getByRole('button', { name: 'Publish this version' }).click();
    await expect(page.getByText(`Version ${version} is published.`, { exact: false })).toBeVisible();
    await expectAccessible(page);

    expect(await readOld()).toEqual(before);
    await page.goto(draft);
    await expect(page).toHaveURL(new RegExp(`/admin/models/roadmap/${version.replaceAll('.', '\\.')}`));
    await page.goto(`${server.origin}/admin/models/roadmap/${version}/under`);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`shown under ${version}`);
    await expectAccessible(page);
  });
});

test.describe('without JavaScript', () => {
  test.use({ ...PHONE, locale: 'sv-SE', javaScriptEnabled: false });

  test('a question is added and the draft thrown away, on a phone in Swedish', async ({ page, server, signIn }) => {
    await signIn(page, 'admin@example.org');
    await page.context().addCookies([{ name: 'waymark-locale', value: 'sv', url: server.origin }]);
    await page.goto(`${server.origin}/admin/models`);
    await page.getByRole('button', { name: /^Kopiera och ändra/ }).click();
    await page.waitForURL('**/admin/models/drafts/*');
    const draft = page.url();
    await page.goto(`${draft}/add?dimension=legal`);
    await page.locator('input[name="criterion.id"]').fill('två ord');
    await page.locator('textarea[name="texts.sv.statement"]').fill('Vi har gått igenom avgifterna.');
    await page.getByRole('button', { name: 'Lägg till en fråga' }).click();
    await expect(page.getByRole('alert')).toContainText('bokstäverna a till z');
    await expect(page.locator('textarea[name="texts.sv.statement"]')).toHaveValue('Vi har gått igenom avgifterna.');
    await page.locator('input[name="criterion.id"]').fill('legal-fees-gone-through');
    await page.getByRole('button', { name: 'Lägg till en fråga' }).click();
    await expect(page.getByText('”Vi har gått igenom avgifterna.” är tillagd.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('att rätta');
    await page.goto(`${draft}/discard`);
    await page.getByRole('button', { name: 'Kasta det' }).click();
    await expect(page.getByText('Utkastet är borta.')).toBeVisible();
  });
});
