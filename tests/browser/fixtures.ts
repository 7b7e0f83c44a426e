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

/** A server on a copy of the demo network. */
interface DemoServer {
  server: RunningServer;
  end(): Promise<void>;
}

async function startDemo(): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-browser-'));
  copyFileSync(prepareDemo(), join(folder, 'demo.db'));
  const server = await startServer(join(folder, 'demo.db'), { WAYMARK_DEMO: '1' });
  const end = async () => {
    // its database goes with it: nothing has to be brought to an end
    await server.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, end };
}

interface WorkerFixtures {
  /** Gives a server nobody has used, and starts the next one meanwhile. */
  takeServer(): Promise<DemoServer>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  takeServer: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      let next: Promise<DemoServer> | undefined;
      await use(async () => {
        const taken = await (next ?? startDemo());
        next = startDemo();
        // said to whoever takes it
        next.catch(() => undefined);
        return taken;
      });
      await (await next?.catch(() => undefined))?.end();
    },
    { scope: 'worker' }
  ],
  server: async ({ takeServer }, use) => {
    const { server, end } = await takeServer();
    await use(server);
    await end();
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
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readAxe());
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run(
              options: object
            ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
          };
        };
        const result = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          // of what passes, nothing is asked
          resultTypes: ['violations']
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

/** For a press after which the server computes for long: what comes of it is waited for, not the press, which has less time. */
export const COMPUTES = { noWaitAfter: true } as const;

/** Waits until what stands in a form lies on the device, the last keystroke too: the line under the form says so. */
export async function expectKept(page: Page): Promise<void> {
  await expect(page.locator('.saved[aria-busy=false]').getByRole('status')).toBeVisible();
}

/**
 * Everything this page may load later is on the device: the service worker has fetched the whole app and serves this
 * page. The first install takes its time where other devices are at work.
 */
export async function waitForShell(page: Page): Promise<void> {
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    undefined,
    { timeout: 60_000 }
  );
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
