import { expect, expectSynced, PHONE, test } from './fixtures';

const SAVES = 60;
/** What is aimed at is 16 ms; a shared machine with a browser beside it is given this much. */
const LENIENT_MS = 150;

declare global {
  interface Window {
    /** When each strictly durable transaction of this page was on the disk. */
    stored: number[];
  }
}

test('an answer is on the device’s disk soon after the tap, on a CPU slowed four times', async ({
  browser,
  server,
  signIn
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' });
  await context.addInitScript(() => {
    window.stored = [];
    const begin = Reflect.get(IDBDatabase.prototype, 'transaction') as IDBDatabase['transaction'];
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const transaction = begin.call(this, names, mode, options);
      if (mode === 'readwrite' && options?.durability === 'strict')
        transaction.addEventListener('complete', () => window.stored.push(performance.now()));
      return transaction;
    };
  });
  const page = await context.newPage();
  await signIn(page, 'officer@example.org');
  await page.goto(`${server.origin}/app/assessment/quality-described`);
  await expect(page.getByRole('radio').first()).toBeVisible();
  await expectSynced(page);
  await page.waitForFunction(
    () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
    undefined,
    { timeout: 45_000 }
  );
  // what is measured is the device alone
  await context.setOffline(true);
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = await page.evaluate(async (saves) => {
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].slice(0, 2);
    const taken: number[] = [];
    for (let i = 0; i < saves; i++) {
      await new Promise((done) => requestIdleCallback(done, { timeout: 2000 }));
      const before = window.stored.length;
      const started = performance.now();
      radios[i % 2]!.click();
      while (window.stored.length === before) {
        if (performance.now() - started > 5000) throw new Error(`Tap ${i} stored nothing`);
        await new Promise((done) => setTimeout(done));
      }
      taken.push(window.stored[before]! - started);
    }
    return taken;
  }, SAVES);
  await context.close();
  // the first ones load what later ones have
  const warm = times.slice(10).sort((a, b) => a - b);
  const at = (q: number) => Math.round(warm[Math.floor(warm.length * q)]! * 10) / 10;
  console.log(
    JSON.stringify({ name: 'answer-saved-p95-4x', value: at(0.95), unit: 'ms', n: warm.length, p50: at(0.5) })
  );
  expect(at(0.95)).toBeLessThan(LENIENT_MS);
});
