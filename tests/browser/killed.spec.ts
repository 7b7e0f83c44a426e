import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium } from '@playwright/test';
import { expect, expectSynced, PHONE, signInTo, test, waitForShell } from './fixtures';

/** How often the browser is killed; 100 in the soak. */
const KILLS = Number(process.env.BROWSER_KILLS ?? 4);
const QUESTION = '/app/assessment/quality-described';

declare global {
  interface Window {
    /** Told of each note at the moment the page says that it is saved. */
    sawSaved(n: number): Promise<void>;
  }
}

/** Every process of the browser that keeps this profile, at once and without a word. */
function kill(profile: string): number {
  const pids = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
    } catch {
      return false;
    }
  });
  for (const pid of pids) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // a child that went with its parent
    }
  }
  return pids.length;
}

/** Somebody who never stops writing: a note, the field left, the page's word that it is saved, the next. */
async function writeForever(context: BrowserContext, first: number, seen: (n: number) => void): Promise<void> {
  const page = context.pages()[0]!;
  await page.exposeFunction('sawSaved', seen);
  await page.evaluate((from) => {
    const field = document.querySelector<HTMLTextAreaElement>('#note')!;
    const state = () => document.querySelector('[data-state]')?.getAttribute('data-state');
    // signed out: the cookie of a fresh sign-in goes with a killed browser too; the work stays
    const calm = ['offline', 'saved-device', 'waiting', 'synced', 'not-signed-in'];
    const tick = () => new Promise((done) => setTimeout(done));
    void (async () => {
      for (let n = from; ; n++) {
        field.focus();
        field.value = `Note ${n}`;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        field.blur();
        do await tick();
        while (!calm.includes(state() ?? ''));
        void window.sawSaved(n);
      }
    })();
  }, first);
}

test(`a browser killed ${KILLS} times while somebody writes keeps every note that it called saved @long`, async ({
  server
}, testInfo) => {
  test.setTimeout(60_000 + KILLS * 20_000);
  const profile = mkdtempSync(join(tmpdir(), 'waymark-killed-'));
  const launch = testInfo.project.use.launchOptions ?? {};
  const open = (offline: boolean) =>
    chromium.launchPersistentContext(profile, { ...launch, ...PHONE, offline, locale: 'en-GB' });
  const noteOf = async (context: BrowserContext) => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.origin + QUESTION);
    const note = page.getByRole('textbox', { name: /^Note/ });
    const signIn = page.locator('a[href^="/sign-in"]').or(page.locator('input[name=email]'));
    await expect(note.or(signIn).first()).toBeVisible();
    if (!(await note.isVisible())) {
      // killed within seconds of signing in, with network: the browser has lost the cookie, and the server asks who it is
      await signInTo(page, server.origin, 'officer@example.org');
      await page.goto(server.origin + QUESTION);
    }
    await expect(note).toBeVisible();
    return { page, note, number: Number(/\d+/.exec(await note.inputValue())?.[0] ?? 0) };
  };
  try {
    let context = await open(false);
    const page = context.pages()[0]!;
    await signInTo(page, server.origin, 'officer@example.org');
    await page.goto(`${server.origin}/app`);
    await expectSynced(page);
    await waitForShell(page);
    await noteOf(context);

    let saved = 0;
    for (let round = 0; round < KILLS; round++) {
      const before = saved;
      await writeForever(context, saved + 1, (n) => (saved = n));
      await expect.poll(() => saved, { timeout: 20_000 }).toBeGreaterThan(before + 3);
      // not always at the same place of a write
      await wait(Math.random() * 400);
      const ended = new Promise((done) => context.once('close', done));
      expect(kill(profile)).toBeGreaterThan(1);
      await ended;
      // now with network, now without
      context = await open(round % 2 === 0);
      const { number } = await noteOf(context);
      expect(number, `after kill ${round + 1}`).toBeGreaterThanOrEqual(saved);
      // the note in between may be there although nobody was told
      saved = number;
    }
    await context.setOffline(false);
    const [reopened] = context.pages();
    await reopened!.goto(`${server.origin}/app`);
    const signedOut = reopened!.locator('[data-state=not-signed-in]');
    await expect(signedOut.or(reopened!.locator('[data-state=synced]')).first()).toBeVisible({ timeout: 20_000 });
    if (await signedOut.count()) await signInTo(reopened!, server.origin, 'officer@example.org');
    const last = await noteOf(context);
    await expectSynced(last.page);
    expect(last.number).toBe(saved);
    await context.close();

    // on the server too: a new device has it
    const fresh = await chromium.launch(launch);
    const other = await fresh.newContext({ ...PHONE, locale: 'en-GB' });
    const reader = await other.newPage();
    await signInTo(reader, server.origin, 'officer@example.org');
    await reader.goto(server.origin + QUESTION);
    await expect(reader.getByRole('textbox', { name: /^Note/ })).toHaveValue(`Note ${saved}`);
    await fresh.close();
    console.log(JSON.stringify({ name: 'browser-kills', value: KILLS, unit: 'kills', n: saved }));
  } finally {
    kill(profile);
    rmSync(profile, { recursive: true, force: true });
  }
});
