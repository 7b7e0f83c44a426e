import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { keepFile, readUpload } from '../../src/routes/(admin)/admin/register/import/upload';

const bytes = new TextEncoder().encode('kod;namn\n0114;Upplands Väsby\n');

async function post(fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const result = await readUpload(new Request('https://waymark.example.org/', { method: 'POST', body }));
  return result.ok ? result.value : result.problems.map(({ code, path }) => `${path}: ${code}`);
}

describe('the file between the steps of an import', () => {
  it('stays in the page and comes back as it was', async () => {
    const kept = keepFile(bytes)!;
    expect(await post({ kept, fileName: 'kommuner.csv' })).toMatchObject({ fileName: 'kommuner.csv', bytes });
  });

  it('is asked for again when it is too large for a page', () => {
    expect(keepFile(new Uint8Array(randomBytes(3_000_000)))).toBeNull();
  });

  it.each([
    ['nothing was chosen', {}],
    ['an empty choice, as a form without a file sends it', { file: new File([], '') }],
    ['what the page kept is damaged', { kept: 'H4sIAAAA', fileName: 'x.csv' }],
    [
      'what the page kept unpacks to more than a file may hold',
      { kept: gzipSync(Buffer.alloc(11 * 1024 * 1024)).toString('base64'), fileName: 'x.csv' }
    ]
  ])('is refused at its field when %s', async (_case, fields) => {
    expect(await post(fields)).toEqual(['file: file-missing']);
  });

  it('takes a newly chosen file over the kept one, and forgets columns chosen for another', async () => {
    const first = await post({ file: new File([bytes], 'a.csv') });
    if (Array.isArray(first)) throw new Error(first.join());
    const columns = { 'map.code': '0', 'map.name': '', 'map.lat': 'x' };
    expect(await post({ ...columns, kept: keepFile(bytes)!, sha256: first.sha256 })).toMatchObject({
      mapping: { code: 0 }
    });
    const other = new File(['id;naam\n1;Een\n'], 'b.csv');
    expect(await post({ ...columns, kept: keepFile(bytes)!, sha256: first.sha256, file: other })).toMatchObject({
      fileName: 'b.csv',
      mapping: undefined
    });
  });
});
