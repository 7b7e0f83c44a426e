import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** What holds a time against a budget runs with nothing beside it: `npm test` starts this project by itself. */
const TIMED = ['**/save-time.spec.ts', '**/big-store.spec.ts', '**/round-board.spec.ts'];

// The built server on the demo network, started by each test file's fixture; Debian's chromium, since nothing is downloaded.
export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/prepare-demo.ts',
  fullyParallel: false,
  // browser and server keep two cores busy: two tests beside each other take as long as one after the other
  workers: 1,
  projects: [
    { name: 'walks', testIgnore: TIMED },
    { name: 'timed', testMatch: TIMED }
  ],
  retries: 0,
  // walks of half a minute and more over what shorter tests hold too: `npm run test:long`
  ...(process.env.WAYMARK_LONG === '1' ? { grep: /@long/ } : { grepInvert: /@long/ }),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  outputDir: 'test-results/browser',
  use: {
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // WAYMARK_TRACE=1 keeps what happened where one fails: recording takes a quarter of the whole time
    trace: process.env.WAYMARK_TRACE === '1' ? { mode: 'retain-on-failure', screenshots: false } : 'off'
  }
});
