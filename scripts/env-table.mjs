// Writes the table of environment variables into README.md from src/env.ts: node scripts/env-table.mjs
// `--check` writes nothing and exits 1 when the README is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { root } from './ensure.mjs';

const START = '<!-- env -->';
const END = '<!-- /env -->';

/** @typedef {Record<string, { schema: import('zod').ZodType, description: string }>} Variables */

/** @param {import('zod').ZodType} schema what may be given, where the description leaves it open */
function allowed(schema) {
  const { enum: choices, minimum, maximum } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  if (choices) return ` One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`;
  return minimum !== undefined && maximum !== undefined ? ` From ${minimum} to ${maximum}.` : '';
}

/**
 * The table as Markdown, formatted as prettier formats it.
 * @param {Variables} variables
 */
export function renderEnvTable(variables) {
  const rows = Object.entries(variables).map(([name, { schema, description }]) => {
    const { data } = schema.safeParse(undefined);
    const meaning = `${description}.${allowed(schema)}`.replaceAll('|', '\\|');
    return [`\`${name}\``, data === undefined ? 'none' : `\`${data}\``, meaning];
  });
  const table = [['Variable', 'Default', 'Meaning'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  /** @param {(string | undefined)[]} row */
  const line = (row) => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

/**
 * The README with the table between its markers.
 * @param {string} readme @param {string} table
 */
export function putEnvTable(readme, table) {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`README.md needs the lines ${START} and ${END} around the table of variables.`);
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
}

/** src/env.ts is TypeScript: vite turns it into what Node 20 runs. @returns {Promise<Variables>} */
async function loadVariables() {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true }
  });
  try {
    return (await vite.ssrLoadModule('/src/env.ts')).variables;
  } finally {
    await vite.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'README.md');
  const present = readFileSync(file, 'utf8');
  const wanted = putEnvTable(present, renderEnvTable(await loadVariables()));
  if (present === wanted) process.stdout.write('README.md is current.\n');
  else if (process.argv.includes('--check')) {
    process.stderr.write('README.md is not current: run "node scripts/env-table.mjs".\n');
    process.exitCode = 1;
  } else {
    writeFileSync(file, wanted);
    process.stdout.write('README.md written.\n');
  }
}
