// Everything that must hold: install, lint, types, unit and API tests, build, browser tests. Ends with one plain line.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensurePrograms();

const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let passed = 0;
let failed = 0;
let skipped = 0;
const env = { ...process.env, FORCE_COLOR: '0' };

/** @param {string} name @param {number} started @param {boolean} ok */
function tell(name, started, ok) {
  process.stdout.write(`== ${name}: ${ok ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`);
  return ok;
}

/** A step without counts of its own is one test. @param {string} name @param {string} command @param {string[]} args */
function step(name, command, args) {
  const started = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  return tell(name, started, status === 0);
}

/**
 * Steps that use one core each, a lane of them beside the other; each one's words come in one piece.
 * @param {[name: string, args: string[]][][]} lanes
 */
async function beside(...lanes) {
  const run = async (/** @type {string} */ name, /** @type {string[]} */ args) => {
    const started = Date.now();
    const child = spawn('npx', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ data) => (said += data));
    const [status] = await once(child, 'close');
    process.stdout.write(`\n== ${name}\n${said}`);
    count(name, tell(name, started, status === 0));
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [name, args] of lane) await run(name, args);
    })
  );
}

/** @param {string} _name @param {boolean} ok */
function count(_name, ok) {
  if (ok) passed++;
  else failed++;
}

/** @param {string} file @returns {any} */
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

// built first: the message compile and the generated types are what lint and types look at
ensureBuilt();
await beside(
  [
    ['types', ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
    ['format', ['prettier', '--check', '--log-level', 'warn', '.']]
  ],
  [['lint', ['eslint', '--config', 'eslint.quick.config.js', '.', '--max-warnings', '0']]]
);

const unitFile = join(results, 'unit.json');
const unitOk = step('unit and API tests', 'npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitFile}`
]);
const unit = readJson(unitFile);
passed += unit?.numPassedTests ?? 0;
failed += unit?.numFailedTests ?? 0;
skipped += (unit?.numPendingTests ?? 0) + (unit?.numTodoTests ?? 0);
if (!unitOk && !unit?.numFailedTests) failed++; // a file that could not be loaded

const browserFile = join(results, 'browser.json');
for (const project of ['walks', 'timed']) {
  rmSync(browserFile, { force: true });
  const ok = step(`browser tests: ${project}`, 'npx', ['playwright', 'test', `--project=${project}`]);
  const browser = readJson(browserFile)?.stats;
  passed += (browser?.expected ?? 0) + (browser?.flaky ?? 0);
  failed += browser?.unexpected ?? 0;
  skipped += browser?.skipped ?? 0;
  if (!ok && !browser?.unexpected) failed++;
}

process.stdout.write('\nLeft out for their length: the browser tests marked @long. npm run test:long has them.\n');
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed ? 1 : 0);

/**
 * The browser tests drive Debian's chromium; poppler reads the tags of the PDF. LibreOffice opens the Word files: without
 * it those tests are left out, which they say.
 */
function ensurePrograms() {
  const has = (/** @type {string} */ program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;
  const lacks = (/** @type {[program: string, name: string][]} */ programs) =>
    programs.filter(([program]) => !has(program)).map(([, name]) => name);
  const packages = lacks([
    ['chromium', 'chromium'],
    ['pdfinfo', 'poppler-utils']
  ]);
  const better = lacks([['soffice', 'libreoffice-writer-nogui']]);
  const canInstall = process.getuid?.() === 0 && has('apt-get');
  if (packages.length && !canInstall) {
    process.stderr.write(
      `The tests need ${packages.join(' and ')}. Install with: sudo apt-get install ${packages.join(' ')}\n`
    );
    process.exit(1);
  }
  if (packages.length) install(packages, () => process.exit(1));
  if (better.length && canInstall) install(better, () => undefined);
}

/** @param {string[]} packages @param {() => void} otherwise */
function install(packages, otherwise) {
  process.stdout.write(`Installing ${packages.join(', ')}\n`);
  for (const args of [
    ['update', '-qq', '-o', 'Acquire::http::Timeout=30'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  ]) {
    const { status } = spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    });
    if (status !== 0) {
      process.stderr.write(`apt-get ${args[0]} failed; install ${packages.join(' ')} by hand and try again.\n`);
      return otherwise();
    }
  }
}
