// What the commands share: install and build, each only when something they depend on has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const SOURCES = [
  'src',
  'static',
  'drizzle',
  'project.inlang/settings.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'vite.entries.config.ts'
];

/** @param {string} path @returns {string[]} every file below, in a stable order */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'paraglide')
    .flatMap((name) => filesBelow(join(path, name)));
}

/** @param {string[]} paths */
function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap((path) => filesBelow(join(root, path))))
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} stamp @param {string} wanted */
const upToDate = (stamp, wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/**
 * Runs a step with its output on standard error, so that commands can print JSON on standard output.
 * @param {string} command @param {string[]} args @param {Record<string, string>} [env]
 */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env }
  });
  if (error) throw error;
  if (status !== 0) {
    process.stderr.write(`\n"${command} ${args.join(' ')}" failed with status ${status}.\n`);
    process.exit(status ?? 1);
  }
}

export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Waymark needs Node 20.19 or newer, 24 is best; this is ${process.version}.\n`);
  process.exit(1);
}

export function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.waymark-installed');
  const wanted = fingerprint(['package-lock.json']);
  if (upToDate(stamp, wanted)) return;
  process.stderr.write('Installing packages\n');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

export function ensureBuilt() {
  const stamp = join(root, 'build', '.waymark-built');
  const wanted = fingerprint(SOURCES);
  if (upToDate(stamp, wanted)) return;
  process.stderr.write('Building\n');
  run(process.execPath, ['scripts/build.mjs']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
