// Runs one benchmark, bundled as the server is: `npm run bench:score` is `node scripts/bench.mjs score`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { ensureBuilt } from './ensure.mjs';

const name = process.argv[2] ?? '';
const entry = resolve('tests/bench', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(entry)) {
  process.stderr.write(`There is no benchmark "${name}" in tests/bench.\n`);
  process.exit(2);
}
if (name === 'sync') ensureBuilt(); // it measures the built server
// inside the project, so that packages are found
const outDir = mkdtempSync(resolve('node_modules/.waymark-bench-'));
try {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { $lib: resolve('src/lib') } },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      rollupOptions: { input: { bench: entry }, output: { entryFileNames: '[name].mjs' } }
    }
  });
  process.exitCode =
    spawnSync(process.execPath, [join(outDir, 'bench.mjs'), ...process.argv.slice(3)], {
      stdio: 'inherit'
    }).status ?? 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
