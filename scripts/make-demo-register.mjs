// Writes the demo network's register of Sweden's 290 municipalities from the test input beside the project.
// Run by hand when the source changes: node scripts/make-demo-register.mjs
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, '../shared/data/registers/se-register.csv');
const TARGET = join(ROOT, 'src/lib/content/demo/se-municipalities.json');

const source = {
  name: 'Statistics Sweden (SCB): counties and municipalities 2025-01-01, population 2016',
  licence: 'CC0-1.0',
  citation:
    'Statistics Sweden (SCB), open data (CC0): counties and municipalities in numerical order 2025-01-01 with ' +
    'SKR group 2023 and degree of urbanisation, via joaekm/P-Bot; population 2016, via peterdalle/svensktext. ' +
    'Points: sjbrg/swedish-geodata (CC0). Joined and shortened for Waymark.',
  retrieved: statSync(SOURCE).mtime.toISOString().slice(0, 10)
};

/** @type {Papa.ParseResult<Record<string, string>>} */
const { data, errors } = Papa.parse(readFileSync(SOURCE, 'utf8').trim(), { header: true, delimiter: ',' });
if (errors.length > 0) throw new Error(`${SOURCE}: ${errors[0]?.message}`);

const municipalities = data.map((row) => [
  row.code,
  row.name,
  row.county_code,
  row.county,
  row.skr_group_2023,
  toNumber(row.degurba, row),
  toNumber(row.population_2016, row),
  round3(toNumber(row.lat, row)),
  round3(toNumber(row.lon, row))
]);

const population = municipalities.reduce((sum, row) => sum + Number(row[6]), 0);
// the sums the source states about itself
if (municipalities.length !== 290 || population !== 9_995_153) {
  throw new Error(
    `Expected 290 municipalities with 9995153 inhabitants - got ${municipalities.length} with ${population}.`
  );
}

const lines = municipalities.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
const head = JSON.stringify({ source }, null, 2).replace(/\n}$/, '');
mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(TARGET, `${head},\n  "municipalities": [\n${lines}\n  ]\n}\n`);
console.log(`${municipalities.length} municipalities written to src/lib/content/demo/se-municipalities.json`);

/** @param {string | undefined} text @param {Record<string, string>} row */
function toNumber(text, row) {
  const value = Number(text);
  if (!text || !Number.isFinite(value)) throw new Error(`${row.code} ${row.name}: "${text}" is not a number.`);
  return value;
}

/** @param {number} value */
function round3(value) {
  return Math.round(value * 1_000) / 1_000;
}
