import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { LONG_COLUMNS } from '$lib/domain/reporting/release/write-codebook';
import { publicReportJsonSchema } from '$lib/domain/reporting/release/public-report';
import { type EditionFile, renderEditionFile, renderEditionFiles, type RenderInput } from './edition-files';
import { inventEdition } from './testing/invented-edition.fixture';

// a validator that is not the one the schema was written by; it comes with eslint
interface Check {
  (data: unknown): boolean;
  errors?: object[] | null;
}
const Ajv = createRequire(import.meta.url)('ajv') as new () => { compile(schema: object): Check };

let input: RenderInput;
let files: Map<string, EditionFile>;
beforeAll(async () => {
  input = await inventEdition({ size: 80, locale: 'sv' });
  const rendered = await renderEditionFiles(input);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problems));
  files = new Map(rendered.value.map((file) => [file.kind, file]));
});

const text = (kind: string) => new TextDecoder().decode(files.get(kind)!.bytes);
const rows = (kind: string) =>
  Papa.parse<Record<string, string>>(text(kind), { header: true, skipEmptyLines: true }).data;

describe('the files of an edition', () => {
  it('are the same, byte for byte, for the same input', async () => {
    const again = await renderEditionFiles(structuredClone(input));
    if (!again.ok) throw new Error('refused');
    for (const file of again.value) {
      const before = files.get(file.kind)!;
      expect(file.name).toBe(before.name);
      expect(Buffer.from(file.bytes).equals(Buffer.from(before.bytes)), file.name).toBe(true);
    }
    const alone = await renderEditionFile(input, 'csv');
    expect(alone.ok && Buffer.from(alone.value.bytes).equals(Buffer.from(files.get('csv')!.bytes))).toBe(true);
  });

  it('say in the codebook what every column and every code means, in every language', () => {
    const codebook = rows('codebook');
    const known = new Map(codebook.map((row) => [`${row['column']} ${row['within']} ${row['code']}`, row]));
    for (const row of codebook)
      for (const locale of ['en', 'sv', 'nl']) {
        const label = row[`label_${locale}`]!;
        expect(label).not.toBe('');
        // counties are called by their codes where nobody gave their names
        if (row['within'] !== 'area') expect(label, `${row['column']} ${row['code']}`).not.toBe(row['code']);
        expect(label).not.toContain('{');
      }
    for (const row of rows('csv')) {
      expect(known.has(`table  ${row['table']}`)).toBe(true);
      expect(known.has(`category ${row['subject']} ${row['category']}`), `${row['table']} ${row['category']}`).toBe(
        true
      );
      if (row['stratum'] !== '') expect(known.has(`stratum ${row['by']} ${row['stratum']}`)).toBe(true);
    }
    expect(Object.keys(rows('csv')[0]!)).toEqual([...LONG_COLUMNS]);
  });

  it('mark what is suppressed and hold nothing of how it was', () => {
    const suppressed = rows('csv').filter((row) => row['status'] === 'suppressed');
    expect(suppressed.length).toBeGreaterThan(5);
    for (const row of suppressed) expect(row['value']).toBe('');
    for (const kind of ['csv', 'codebook', 'json', 'dcat'])
      expect(text(kind)).not.toMatch(/"(loss|primary|known|input|editorial|bound|optimal)"/);
  });

  it('follow the published schema, which is the one that is served', () => {
    const served = JSON.parse(readFileSync('static/schemas/report-1.json', 'utf8')) as object;
    expect(served).toEqual(JSON.parse(JSON.stringify(publicReportJsonSchema())));
    const check = new Ajv().compile(served);
    const report = JSON.parse(text('json')) as { tables: object[]; blocks: object[] };
    expect(check(report), JSON.stringify(check.errors?.slice(0, 3))).toBe(true);
    expect(report.tables.length).toBeGreaterThan(50);
    expect(check({ ...report, tables: [{ ...report.tables[0], loss: 3 }] })).toBe(false);
  });

  it('are described for data portals: DCAT-AP with titles in three languages, licence, checksums', () => {
    const dataset = JSON.parse(text('dcat')) as Record<string, unknown>;
    expect(dataset['@type']).toBe('dcat:Dataset');
    for (const property of ['dct:title', 'dct:description'])
      expect((dataset[property] as { '@language': string }[]).map((one) => one['@language'])).toEqual([
        'en',
        'sv',
        'nl'
      ]);
    for (const property of [
      'dct:publisher',
      'dct:issued',
      'dct:spatial',
      'dct:temporal',
      'dcat:contactPoint',
      'dcat:theme'
    ])
      expect(dataset, property).toHaveProperty([property]);
    const distributions = dataset['dcat:distribution'] as Record<string, Record<string, unknown>>[];
    expect(distributions).toHaveLength(files.size - 1);
    for (const one of distributions) {
      const name = String(one['dcat:downloadURL']!['@id']).split('/').at(-1);
      const file = [...files.values()].find((other) => other.name === name)!;
      const checksum = one['spdx:checksum']! as Record<string, Record<string, unknown>>;
      expect(checksum['spdx:checksumValue']!['@value']).toBe(createHash('sha256').update(file.bytes).digest('hex'));
      expect(one['dcat:byteSize']!['@value']).toBe(String(file.bytes.length));
      expect(one['dct:license']!['@id']).toBe('http://publications.europa.eu/resource/authority/licence/CC_BY_4_0');
    }
  });

  it('of too few answers say so and hold no numbers', async () => {
    for (const answering of [0, 1, 4]) {
      const rendered = await renderEditionFiles(await inventEdition({ size: 30, answering, locale: 'nl' }));
      if (!rendered.ok) throw new Error('refused');
      const csv = rendered.value.find(({ kind }) => kind === 'csv')!;
      expect(new TextDecoder().decode(csv.bytes).trim()).toBe(LONG_COLUMNS.join(','));
    }
  });
});
