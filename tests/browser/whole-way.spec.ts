import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { COMPUTES, DESKTOP, expect, expectKept, expectSynced, PHONE, test, waitForShell } from './fixtures';

/** A browser whose storage outlives it: closed and opened again it is the same device. */
async function openDevice(profile: string, launch: object, size: object, offline = false): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...launch, ...size, offline, locale: 'en-GB' });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const answer = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

/** Chooses an answer, waits until the device says it is kept, goes on. Gives the statement that was answered. */
async function answerAndGoOn(page: Page, name: string): Promise<string> {
  const statement = await heading(page).innerText();
  await answer(page, name).check();
  await expect(page.locator('[data-state]').first()).toContainText('Saved');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(heading(page)).not.toHaveText(statement);
  return statement;
}

for (const [kind, size] of [
  ['a phone of 390 px', PHONE],
  ['a desktop', DESKTOP]
] as const) {
  test(`from an invitation to a published report, on ${kind}`, async ({
    server,
    signIn,
    expectAccessible,
    launchOptions
  }) => {
    test.setTimeout(300_000);
    const profiles = ['officer', 'coordinator'].map((who) => mkdtempSync(join(tmpdir(), `waymark-${who}-`)));
    const [officerProfile = '', coordinatorProfile = ''] = profiles;

    // the coordinator invites an officer
    let coordinator = await openDevice(coordinatorProfile, launchOptions, size);
    let desk = coordinator.pages()[0]!;
    await signIn(desk, 'coordinator@example.org');
    await desk.goto(`${server.origin}/app`);
    await expectSynced(desk);
    await expectAccessible(desk);
    await desk.goto(`${server.origin}/admin/people/invite`);
    await expectAccessible(desk);
    await desk.getByLabel('Municipality').selectOption({ label: 'Dorotea (2425)' });
    await desk.locator('input[name=email]').fill('dorotea@example.org');
    await desk.getByRole('button', { name: 'Make the invitation' }).click();
    const link = await desk.locator('#invitation-link').inputValue();
    await expectAccessible(desk);

    // the officer opens it: looking changes nothing, pressing does
    let officer = await openDevice(officerProfile, launchOptions, size);
    let page = officer.pages()[0]!;
    await page.goto(link);
    await page.reload();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Billie Demo');
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.waitForURL('**/app');
    await expect(heading(page)).toContainText('Dorotea');
    await expectAccessible(page);
    await waitForShell(page);

    // answers with network, then offline in the middle
    await page.getByRole('link', { name: 'Start' }).last().click();
    await expect(answer(page, 'Yes')).toBeVisible();
    await expectAccessible(page);
    const first = await answerAndGoOn(page, 'Yes');
    await expectSynced(page);
    await officer.setOffline(true);
    const second = await answerAndGoOn(page, 'Partly');
    const third = await answerAndGoOn(page, 'No');
    await page.getByRole('textbox', { name: /Note/ }).fill('Written in the tunnel');
    await page.getByRole('textbox', { name: /Note/ }).blur();
    await expect(page.locator('[data-state=offline]').first()).toBeVisible();
    const here = page.url();
    await officer.close();

    // opened again, still without network
    officer = await openDevice(officerProfile, launchOptions, size, true);
    page = officer.pages()[0]!;
    await page.goto(here);
    await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('Written in the tunnel');
    await answer(page, 'Don’t know').check();
    await expect(page.locator('[data-state=offline]').first()).toBeVisible();
    await page.goto(`${server.origin}/app/result`);
    await expect(heading(page)).toContainText('level');
    await expect(page.getByRole('heading', { name: 'What moves you' })).toBeVisible();
    await expect(page.getByText('How to do it').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${server.origin}/app/queue`);
    await expect(heading(page)).toContainText('3 changes');
    await expectAccessible(page);

    // above ground: all of it goes out, and another device has every word
    await officer.setOffline(false);
    await expect(heading(page)).toContainText('Everything you did is on the server', { timeout: 45_000 });
    await page.goto(here);
    await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('Written in the tunnel');
    await expect(answer(page, 'Don’t know')).toBeChecked();
    for (const [statement, name] of [
      [third, 'No'],
      [second, 'Partly'],
      [first, 'Yes']
    ] as const) {
      await page.getByRole('link', { name: 'Previous' }).click();
      await expect(heading(page)).toHaveText(statement);
      await expect(answer(page, name)).toBeChecked();
    }

    // the next three steps go into the plan
    await page.goto(`${server.origin}/app/result`);
    await page.getByRole('button', { name: 'Put these in our plan' }).click();
    await expect(page.getByText('3 steps are in your plan')).toBeVisible();
    await page.goto(`${server.origin}/app/plan`);
    await expect(heading(page)).toContainText('3');
    await expectAccessible(page);
    await expectSynced(page);

    // the coordinator sees who has answered, on a list and a map, and logs a meeting without network
    await desk.goto(`${server.origin}/app/municipalities?q=Dorotea`);
    await expect(desk.getByRole('row', { name: /Dorotea/ }).first()).toContainText('Started', { timeout: 45_000 });
    await expect(desk.locator('svg[role=img], svg[role=group]').first()).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('link', { name: 'Dorotea' }).first().click();
    await expect(heading(desk)).toContainText('Dorotea');
    await expectAccessible(desk);
    await waitForShell(desk);
    await coordinator.setOffline(true);
    await desk.getByRole('link', { name: 'Log a meeting' }).first().click();
    await expect(heading(desk)).toContainText('Dorotea');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Somebody else' }).click();
    await desk.locator('[name="attendees.0.name"]').fill('Tove Demo');
    await desk.getByRole('checkbox', { name: 'Unsure about licences' }).check();
    await desk.getByRole('button', { name: 'Add a promise' }).click();
    await desk.locator('[name="followUps.0.what"]').fill('Send the release check');
    await desk.locator('[name="followUps.0.due"]').fill('2030-01-15');
    await desk.locator('textarea[name=conclusions]').fill('They start with the list.');
    // the browser goes down in the middle of the note, without network
    await expectKept(desk);
    const form = desk.url();
    await coordinator.close();
    coordinator = await openDevice(coordinatorProfile, launchOptions, size, true);
    desk = coordinator.pages()[0]!;
    await desk.goto(form);
    await expect(desk.locator('textarea[name=conclusions]')).toHaveValue('They start with the list.');
    await desk.getByRole('button', { name: 'Save meeting' }).click();
    await expect(desk.getByText('They start with the list.')).toBeVisible();
    await expect(desk.locator('[data-state=offline]').first()).toBeVisible();
    await expectAccessible(desk);
    await coordinator.setOffline(false);
    await expectSynced(desk);
    await desk.goto(`${server.origin}/app/follow-ups`);
    await expect(desk.getByText('Send the release check')).toBeVisible();
    await expectAccessible(desk);

    // a matching round: wishes, a draft with reasons and proof, then published
    await desk.goto(`${server.origin}/admin/rounds`);
    await expectAccessible(desk);
    await desk.getByLabel('Name of the round').fill('Spring');
    await desk.getByLabel('Wishes come in until').fill('2030-01-31');
    await desk.getByRole('button', { name: 'Open the round and ask everybody' }).click();
    await expect(heading(desk)).toContainText('ask for help so far');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Compute the draft' }).click(COMPUTES);
    await expect(heading(desk)).toContainText('no better total exists', { timeout: 40_000 });
    await desk.locator('.lanes [data-card]').first().click();
    await expect(desk.getByRole('dialog').getByText(/levels? ahead/)).toBeVisible();
    await expectAccessible(desk);
    await desk.keyboard.press('Escape');
    await desk.getByRole('button', { name: 'Publish round' }).click();
    await expect(heading(desk)).toContainText('waiting for an answer');
    await coordinator.close();
    await officer.close();

    // the analyst publishes the national summary as a page and a tagged PDF
    const analyst = await openDevice(mkdtempSync(join(tmpdir(), 'waymark-analyst-')), launchOptions, size);
    const study = analyst.pages()[0]!;
    await signIn(study, 'analyst@example.org');
    await study.goto(`${server.origin}/admin/reports`);
    // the wave is counted first
    await expect(study.getByRole('heading', { name: /How far the municipalities/ })).toBeVisible({ timeout: 60_000 });
    await expectAccessible(study);
    await study.getByRole('button', { name: 'Freeze and ask for approval' }).click(COMPUTES);
    await study.waitForURL('**/admin/reports/editions/*');
    const frozen = study.url();

    // nobody publishes alone: a coordinator reads it and says yes
    const approver = await openDevice(mkdtempSync(join(tmpdir(), 'waymark-second-')), launchOptions, size);
    const approving = approver.pages()[0]!;
    await signIn(approving, 'coordinator@example.org');
    await approving.goto(frozen);
    await expectAccessible(approving);
    await approving.getByRole('button', { name: 'I have read it and approve it' }).click();
    await approving.waitForURL('**/admin/reports');
    await approver.close();
    await study.goto(`${server.origin}/admin/reports`);
    await study.getByRole('button', { name: 'Publish edition 1' }).click(COMPUTES);
    await study.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
    await expectAccessible(study);
    const address = study.url();
    await analyst.close();

    // anybody reads it: coverage, levels, profile, barriers, proposals with their numbers, small cells withheld
    const reader = await openDevice(mkdtempSync(join(tmpdir(), 'waymark-reader-')), launchOptions, size);
    const report = reader.pages()[0]!;
    await report.goto(address);
    await expect(heading(report)).toContainText('How far the municipalities have come');
    await expect(report.locator('article section.card[aria-labelledby]').nth(2)).toBeAttached();
    await expect(report.getByText('withheld, too few to publish').first()).toBeAttached();
    for (const locale of ['en', 'sv', 'nl']) {
      const response = await report.request.get(`${address}/pdf/${locale}`);
      expect(response.status()).toBe(200);
      const file = join(officerProfile, `${locale}.pdf`);
      writeFileSync(file, await response.body());
      const info = execFileSync('pdfinfo', [file], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(execFileSync('pdfinfo', ['-struct', file], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()).toMatch(
        /H1[\s\S]*Table[\s\S]*TH/
      );
    }
    await reader.close();
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
  });
}
