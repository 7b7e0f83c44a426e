import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Cookie, expect, type Page, test as base } from '@playwright/test';
import { type RunningServer, startServer } from '../support/server';

const prepared = resolve('test-results/demo.db');
/** Cookies of people who are signed in already, by e-mail address: prepare-demo.ts makes them. */
export const SESSIONS = resolve('test-results/sessions.json');
export type PreparedSession = Cookie[];
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const PASSWORD = 'waymark-demo-2026';

/** The demo network, made once by the command line people use; every test file gets a copy. */
export function prepareDemo(): string {
  if (!existsSync(prepared)) {
    mkdirSync('test-results', { recursive: true });
    execFileSync(process.execPath, ['build/entry/cli.js', 'demo'], {
      env: { ...process.env, DATABASE_URL: prepared },
      stdio: ['ignore', 'ignore', 'inherit']
    });
  }
  return prepared;
}

/** By password, at a server of the test's own. */
export async function signInTo(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in?way=password`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form:has(input[name=password]) button').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

let sessions: Record<string, PreparedSession[]> | undefined;

/** A session made before the tests, as a device that has been signed in for long has it; `signInTo` signs in by the form. */
async function beSignedIn(page: Page, origin: string, email: string): Promise<void> {
  sessions ??= JSON.parse(readFileSync(SESSIONS, 'utf8')) as Record<string, PreparedSession[]>;
  const session = sessions[email]?.shift();
  if (!session) return signInTo(page, origin, email);
  // the next test has a database of its own, in which this session is unused
  sessions[email]!.push(session);
  await page.context().addCookies(session);
}

interface Fixtures {
  /** A server on a copy of the demo network, for this test alone. */
  server: RunningServer;
  signIn(page: Page, email: string): Promise<void>;
  /** axe finds nothing on the page as it stands. */
  expectAccessible(page: Page): Promise<void>;
  /** The devices a test opened go with it: left open, they would go on asking a server that is gone. */
  closeDevices: void;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-browser-'));
    copyFileSync(prepareDemo(), join(folder, 'demo.db'));
    const server = await startServer(join(folder, 'demo.db'), { WAYMARK_DEMO: '1' });
    await use(server);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  closeDevices: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true }
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  signIn: async ({ server }, use) => use((page, email) => beSignedIn(page, server.origin, email)),
  expectAccessible: async ({ server: _ }, use) =>
    use(async (page) => {
      // half-way through a change of colours nothing has the contrast it will have; what waits for something else may wait on
      await page.evaluate(() => {
        const running = document.getAnimations().filter(({ playState, effect }) => {
          return playState === 'running' && effect?.getComputedTiming().iterations !== Infinity;
        });
        const rest = Promise.allSettled(running.map((animation) => animation.finished));
        return Promise.race([rest, new Promise((done) => setTimeout(done, 1000))]).then(() => undefined);
      });
      await page.evaluate(await readAxe());
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run(
              options: object
            ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
          };
        };
        const result = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        });
        return result.violations.map(
          (v) => `${v.id}: ${v.nodes.map((n) => `${String(n.target[0])} ${n.failureSummary ?? ''}`).join(' | ')}`
        );
      });
      expect(violations, page.url()).toEqual([]);
    })
});

let axe: string | undefined;
async function readAxe(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return (axe ??= await readFile(axeSource, 'utf8'));
}

/** Waits until nothing is left to send: the indicator says so. */
export async function expectSynced(page: Page): Promise<void> {
  await expect(page.locator('[data-state=synced]').first()).toBeVisible({ timeout: 20_000 });
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const DESKTOP = { viewport: { width: 1280, height: 900 } } as const;

export { expect };

/** For a browser profile of the test's own, which survives closing: the same switches as in playwright.config.ts. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];
