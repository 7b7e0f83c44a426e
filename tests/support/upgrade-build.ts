import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/**
 * Makes a built server the next release of itself: another version, and every script under another name, so that whoever
 * still runs the former release finds none of its scripts any more. Building twice would take minutes.
 */
export function upgradeBuild(build: string): void {
  const client = join(build, 'client');
  for (const folder of [client, join(build, 'prerendered')])
    for (const file of filesBelow(folder)) if (/\.(br|gz)$/.test(file)) rmSync(file);

  const renamed = new Map<string, string>();
  for (const file of filesBelow(join(client, '_app/immutable')).filter((name) => name.endsWith('.js'))) {
    const next = file.replace(/\.js$/, 'x.js');
    renameSync(file, next);
    renamed.set(file.split('/').at(-1)!, next.split('/').at(-1)!);
  }
  const versionFile = join(client, '_app/version.json');
  const { version } = JSON.parse(readFileSync(versionFile, 'utf8')) as { version: string };
  const texts = [client, join(build, 'prerendered'), join(build, 'server')]
    .flatMap(filesBelow)
    .filter((file) => /\.(js|html|json)$/.test(file));
  for (const file of texts) {
    const before = readFileSync(file, 'utf8');
    const after = before
      .replaceAll(version, String(Number(version) + 1))
      .replace(/[\w.-]+\.js/g, (name) => renamed.get(name) ?? name);
    if (after !== before) writeFileSync(file, after);
  }
  // the shell's own script is allowed by its hash
  const shell = join(build, 'prerendered/app.html');
  const html = readFileSync(shell, 'utf8');
  const script = /<script>([^]*?)<\/script>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  writeFileSync(shell, html.replace(/(script-src 'self' 'sha256-)[^']+/, `$1${hash}`));
  const worker = join(client, 'service-worker.js');
  // what keeps its name is new all the same
  const revised = readFileSync(worker, 'utf8').replace(/("revision":")[0-9a-f]+/g, '$1feed');
  writeFileSync(worker, `${revised}\n// the next release\n`);
}
