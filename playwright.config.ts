import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

// The built server on the demo network, started by each test file's fixture; Debian's chromium, since nothing is downloaded.
export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/browser/prepare-demo.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
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
    // what happened, where one fails
    trace: 'retain-on-failure'
  }
});
