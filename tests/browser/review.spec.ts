import type { Page } from '@playwright/test';
import { DESKTOP, expect, expectSynced, PHONE, test, waitForShell } from './fixtures';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const answer = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

async function inEnglish(page: Page, origin: string) {
  await page.context().addCookies([{ name: 'waymark-locale', value: 'en', url: origin }]);
}

test('a coordinator returns an assessment with comments, and the officer mends and submits it', async ({
  server,
  browser,
  signIn,
  expectAccessible
}) => {
  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'coordinator@example.org');
  await desk.goto(`${server.origin}/admin/waves`);
  await expectAccessible(desk);
  await desk.getByRole('rowheader').getByRole('link').first().click();
  await desk
    .getByRole('navigation', { name: 'States' })
    .getByRole('link', { name: /Submitted/ })
    .click();
  await expect(desk).toHaveURL(/state=submitted/);
  await expectAccessible(desk);
  await desk.getByRole('navigation', { name: 'Pages of the list' }).getByRole('link', { name: 'Next' }).click();
  await desk.getByRole('link', { name: 'Umeå' }).click();
  await expect(heading(desk)).toContainText('Umeå has submitted');
  await expectAccessible(desk);

  // a comment on one answer, and the reason on the whole
  const question = desk.locator('#q-mandate-person-has-time');
  const statement = await question.locator('p').first().innerText();
  await question.getByText('Comment', { exact: true }).click();
  await question.getByLabel('Your comment to the municipality').fill('Who is it? Name the unit.');
  await question.getByRole('button', { name: 'Save the comment' }).click();
  await expect(desk.getByText('The comment is saved.')).toBeVisible();
  await desk.getByText('Return for changes', { exact: true }).first().click();
  await desk.getByLabel('What should be changed').fill('Please name the unit that answers questions.');
  await desk.getByRole('button', { name: 'Return for changes' }).click();
  await expect(desk.getByText('Returned. The officers have been told by e-mail.')).toBeVisible();
  await expect(heading(desk)).toContainText('Umeå is making changes');
  await expectAccessible(desk);

  // the officer sees the reason and the comment, without network answers and settles it
  const phone = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  const page = await phone.newPage();
  await signIn(page, 'mentor@example.org');
  await inEnglish(page, server.origin);
  await page.goto(`${server.origin}/app/assessment`);
  await expect(page.getByText('Returned for changes on')).toBeVisible();
  await expect(page.getByText('Please name the unit that answers questions.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: statement }).first().click();
  await expect(page.getByText('Who is it? Name the unit.')).toBeVisible();
  await expect(page.getByText('access-to-information law')).toBeVisible();
  await expectAccessible(page);
  await waitForShell(page);
  await phone.setOffline(true);
  await page.getByRole('textbox', { name: /Note/ }).fill('The registry answers.');
  await page.getByRole('button', { name: 'Reply' }).click();
  await page.getByLabel('Your reply').fill('It is the registry.');
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await expect(page.getByText('2 comments to look at')).toBeVisible();
  await page.getByRole('button', { name: 'Mark as settled' }).first().click();
  await expect(page.getByText('1 settled')).toBeVisible();
  await phone.setOffline(false);
  await page.goto(`${server.origin}/app/assessment`);
  await expectSynced(page);
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await page.waitForURL('**/app/result');
  await expectSynced(page);

  // the coordinator reads it again and approves, and then it is locked
  await desk.reload();
  await expect(heading(desk)).toContainText('Umeå has submitted');
  await expect(question.getByText('The registry answers.')).toBeVisible();
  await expect(question.getByText('It is the registry.')).toBeVisible();
  await expect(question.getByText('Settled', { exact: true })).toBeVisible();
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(heading(desk)).toContainText('are approved');
  await expectAccessible(desk);
  await page.goto(`${server.origin}/app/assessment/mandate-person-has-time`);
  await expect(page.getByText('Your coordinator has approved the answers')).toBeVisible({ timeout: 20_000 });
  await expect(answer(page, 'Yes')).toBeDisabled();
});

test('a closed wave changes no more: the officer sees it, and the server refuses', async ({
  server,
  browser,
  signIn,
  expectAccessible
}) => {
  const phone = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  const page = await phone.newPage();
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/legal-release-check`);
  await expect(answer(page, 'Yes')).toBeEnabled();
  await expectSynced(page);
  await waitForShell(page);
  // an answer given without network, which will arrive too late
  await phone.setOffline(true);
  await answer(page, 'No').check();
  await expect(page.locator('[data-state=offline]').first()).toBeVisible();

  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'coordinator@example.org');
  await desk.goto(`${server.origin}/admin/waves`);
  await desk.getByRole('link', { name: /Close the wave/ }).click();
  await desk.getByRole('button', { name: 'Close the wave' }).click();
  await expect(desk.getByText('The wave is closed.')).toBeVisible();
  await desk.getByRole('rowheader').getByRole('link').first().click();
  await expect(desk.getByText('Nothing in it changes any more.')).toBeVisible();
  await expectAccessible(desk);
  await desk.goto(`${desk.url().split('?')[0]}/2480`);
  await expect(desk.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expectAccessible(desk);

  await phone.setOffline(false);
  await expect(page.getByText('The answers stand as they are.')).toBeVisible({ timeout: 45_000 });
  await expect(answer(page, 'Yes')).toBeDisabled();
  await expect(page.getByText('The server refused this answer.')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.origin}/app/assessment`);
  await expect(page.getByRole('button', { name: 'Submit' })).toHaveCount(0);
});

test('a coordinator fills it in together with a municipality offline, which confirms it by link without an account', async ({
  server,
  browser,
  signIn,
  expectAccessible
}) => {
  test.setTimeout(120_000);
  const phone = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  const page = await phone.newPage();
  await signIn(page, 'coordinator@example.org');
  await page.goto(`${server.origin}/app/municipalities/2425`);
  await expectSynced(page);
  await waitForShell(page);
  await phone.setOffline(true);
  await page.getByRole('link', { name: 'Fill in together' }).click();
  await expect(heading(page)).toContainText('Fill in together with Dorotea');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Begin together' }).click();
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  for (const value of ['Yes', 'Partly', 'No']) {
    const said = await heading(page).innerText();
    await answer(page, value).check();
    await expect(page.locator('[data-state]').first()).toContainText('Saved');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expect(heading(page)).not.toHaveText(said);
  }
  // the phone is put away and taken out again
  await page.reload();
  await expect(answer(page, 'Yes')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Leave' }).click();
  await expect(heading(page)).toContainText('3 of');
  await page.getByRole('button', { name: 'The answers are ready' }).click();
  await expect(page.getByText('The link can be made once this has been sent.')).toBeVisible();
  await expectAccessible(page);
  await phone.setOffline(false);
  await expectSynced(page);
  await page.getByLabel('E-mail address of whoever confirms').fill('chief@example.org');
  await page.getByRole('button', { name: 'Make the confirmation link' }).click();
  const link = await page.getByLabel('Confirmation link').inputValue();
  await expect(page.getByText('mailed to chief@example.org')).toBeVisible();
  await expectAccessible(page);

  // somebody at the municipality, without an account: first something is wrong
  const chief = await (await browser.newContext({ ...PHONE, locale: 'en-GB' })).newPage();
  await chief.goto(link);
  await chief.reload();
  await expect(heading(chief)).toContainText('Is this right for Dorotea');
  await expectAccessible(chief);
  await chief.getByText('Something is wrong', { exact: true }).click();
  await chief
    .getByRole('button', { name: 'Send the comment' })
    .locator('xpath=ancestor::form')
    .getByLabel('Your name')
    .fill('Tove Demo');
  await chief.getByLabel('What is wrong').fill('We have no such decision.');
  await chief.getByRole('button', { name: 'Send the comment' }).click();
  await expect(chief.getByText('Your comment has been sent')).toBeVisible();
  await expectAccessible(chief);
  await page.reload();
  await expect(page.getByText('We have no such decision.')).toBeVisible({ timeout: 20_000 });

  // then right
  const word = chief.getByRole('button', { name: 'Confirm for Dorotea' }).locator('xpath=ancestor::form');
  await word.getByLabel('Your name').fill('Tove Demo');
  await word.getByLabel('Your role at Dorotea').fill('Head of IT');
  await word.getByRole('button').click();
  await expect(heading(chief)).toContainText('Dorotea has confirmed the answers');
  await expectAccessible(chief);
  await chief.context().addCookies([{ name: 'waymark-locale', value: 'sv', url: server.origin }]);
  await chief.reload();

  await page.reload();
  await expect(heading(page)).toContainText('Dorotea has confirmed the answers', { timeout: 20_000 });
  await expectAccessible(page);
  await page.goto(`${server.origin}/app/municipalities/2425`);
  await expect(page.getByText('Together with a coordinator')).toBeVisible();
  await page.getByRole('link', { name: 'Read the assessment' }).click();
  await expect(page.getByText('Tove Demo, Head of IT')).toBeVisible();
});

test('an officer of two municipalities copies the answers of one to the other, which confirms them', async ({
  server,
  browser,
  signIn,
  expectAccessible
}) => {
  const desk = await (await browser.newContext({ ...DESKTOP, locale: 'en-GB' })).newPage();
  await signIn(desk, 'coordinator@example.org');
  await desk.goto(`${server.origin}/admin/people/invite`);
  await desk.getByLabel('Municipality').selectOption({ label: 'Dorotea (2425)' });
  await desk.locator('input[name=email]').fill('officer@example.org');
  await desk.getByRole('button', { name: 'Make the invitation' }).click();
  const invitation = await desk.locator('#invitation-link').inputValue();

  const page = await (await browser.newContext({ ...PHONE, locale: 'en-GB' })).newPage();
  await signIn(page, 'officer@example.org');
  await page.goto(invitation);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.waitForURL('**/app');
  await page.goto(`${server.origin}/app/assessment`);
  await expectSynced(page);
  await page.getByLabel('Municipality you work on').selectOption({ label: 'Ljusdal' });
  await page.getByLabel('Dorotea').check();
  await page.getByRole('button', { name: 'Copy the answers' }).click();
  await expect(page.getByText(/answers copied/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Municipality you work on').selectOption({ label: 'Dorotea' });
  await expect(page.getByText('Dorotea, ').first()).toBeVisible();
  await page.getByRole('button', { name: 'The answers are ready' }).click();
  await page.getByRole('button', { name: 'Make the confirmation link' }).click();
  const link = await page.getByLabel('Confirmation link').inputValue();
  await expectAccessible(page);
  const chief = await (await browser.newContext({ ...PHONE, locale: 'en-GB' })).newPage();
  await chief.goto(link);
  await expect(heading(chief)).toContainText('Is this right for Dorotea');
  await chief.locator('#confirm-name').fill('Isa Demo');
  await chief.locator('#confirm-role').fill('Registrar');
  await chief.getByRole('button', { name: 'Confirm for Dorotea' }).click();
  await expect(heading(chief)).toContainText('Dorotea has confirmed the answers');
});
