import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../shared/read-workbook';
import { unpackZip } from '../shared/unpack-zip';
import { tableFile } from './table-file';

const EVIL = ['=HYPERLINK("http://example.org";"x")', '+1', '-1+1', '@SUM(A1)', '\t=1'];
const file = {
  name: 'round-Vår 2027; "x"',
  sheet: 'Vår',
  table: [['Name', 'Fit'], ...EVIL.map((name, i) => [name, i])],
  json: { rows: EVIL }
};

describe('a table as a file', () => {
  it.each(['csv', 'plain', null, 'exe'])('runs nothing as a formula: %s', async (format) => {
    const text = await (await tableFile(format, file)).text();
    for (const line of text.trim().split('\r\n').slice(1)) expect(line).toMatch(/^"?'/);
    expect(text.includes(';')).toBe(true);
  });

  it('holds text as text in a workbook', async () => {
    const bytes = new Uint8Array(await (await tableFile('xlsx', file)).arrayBuffer());
    const parts = unpackZip(bytes, 1_000_000);
    const sheets = parts.ok ? [...parts.value].filter(([path]) => path.includes('worksheets/sheet')) : [];
    expect(sheets).toHaveLength(1);
    expect(new TextDecoder().decode(sheets[0]![1])).not.toMatch(/<f[ >]/);
    expect(await readWorkbook(bytes)).toMatchObject({
      ok: true,
      value: [['Name', 'Fit'], ...EVIL.map((name) => [name, expect.any(String)])]
    });
  });

  it('is saved under a name a header can bear, and kept nowhere', async () => {
    const { headers } = await tableFile('plain', file);
    expect(headers.get('content-disposition')).toBe('attachment; filename="round-V-r-2027-x-.csv"');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect((await tableFile('json', file)).headers.get('content-type')).toBe('application/json');
  });
});
