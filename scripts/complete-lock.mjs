// Adds to package-lock.json the optional packages of other platforms that npm left out, so that `npm ci` accepts it.
// npm drops an optional package when the registry it asked does not have it; `npm ci` then calls the lock out of step.
// What is added has name, version and platform, and no hash: it is installed on no platform but its own.
// Run after every change of dependencies: `npm install && node scripts/complete-lock.mjs && rm -rf node_modules && npm ci`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** @param {string} name @param {string} version */
function placeholder(name, version) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (!os.length && !cpu.length) return null;
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length && { cpu }),
    ...(libc.length && { libc }),
    optional: true,
    ...(os.length && { os })
  };
}

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${place}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const missing = placeholder(name, String(version));
    if (!missing) throw new Error(`${name}, optional for ${place}, is not in the lock and names no platform`);
    lock.packages[`node_modules/${name}`] = { ...missing, ...(entry.dev && { dev: true }) };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
