import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readWorkbook } from './read-workbook';
import { unpackZip } from './unpack-zip';
import { cpuNow } from '../../../../tests/support/cpu-now';

const MB = 1024 * 1024;

/** A ZIP archive as any program writes it; `says` is the size an entry claims to have unpacked. */
function zip(entries: Record<string, string | Uint8Array>, says: Record<string, number> = {}): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content as Uint8Array);
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(typeof crc32 === 'function' ? crc32(data) : 0, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says[name] ?? data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]));
}

const book = (sheet: string) =>
  zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`
  });
const codeOf = async (bytes: Uint8Array) => {
  const read = await readWorkbook(bytes);
  return read.ok ? read.value : read.problems[0]!.code;
};

describe('a workbook', () => {
  it('is read as text, numbers and dates too', async () => {
    const rows = [
      ['criterion', 'answer', 'when'],
      ['a', 'Ja', { value: new Date('2026-03-01'), type: Date, format: 'yyyy-mm-dd' }],
      ['b', null, 12.5]
    ];
    const bytes = await writeXlsxFile(rows as never, { sheet: 'Answers' }).toBuffer();
    expect(await codeOf(new Uint8Array(bytes))).toEqual([
      ['criterion', 'answer', 'when'],
      ['a', 'Ja', '2026-03-01'],
      ['b', '', '12.5']
    ]);
  });

  it('is read whole where it is large', async () => {
    const rows = Array.from({ length: 9_999 }, (_, i) => [`c${i}`, 'yes', `${i} `.repeat(40)]);
    const bytes = await writeXlsxFile(rows).toBuffer();
    const read = await codeOf(new Uint8Array(bytes));
    expect(read).toHaveLength(9_999);
  }, 30_000);

  it('is read when it is made by hand, and refused as soon as a row or column lies far away', async () => {
    const cell = (place: string) => `<c r="${place}" t="inlineStr"><is><t>x</t></is></c>`;
    expect(await codeOf(book(`<row r="1">${cell('A1')}</row>`))).toEqual([['x']]);
    expect(await codeOf(book(`<row r="1048576">${cell('A1048576')}</row>`))).toBe('too-many-rows');
    expect(await codeOf(book(`<row r="1">${cell('XFD1')}</row>`))).toBe('too-many-columns');
    // hidden from a careless look
    expect(await codeOf(book(`<row x=">" r="999999999">${cell('A1')}</row>`))).toBe('workbook-damaged');
    expect(await codeOf(book(`<row r="&#57;99999999">${cell('A1')}</row>`))).toBe('workbook-damaged');
    expect(await codeOf(book(`<row r="1e9">${cell('A1')}</row>`))).toBe('workbook-damaged');
  });

  it.each([
    ['no archive at all', new TextEncoder().encode('PK\x03\x04 and nothing else, though long enough')],
    ['an archive without a sheet', zip({ 'a.txt': 'hello' })],
    ['an archive cut off', zip({ 'a.txt': 'hello'.repeat(50) }).slice(0, 60)]
  ])('is refused when it is %s', async (_case, bytes) => {
    expect(await codeOf(bytes)).toMatch(/damaged$/);
  });
});

describe('an archive that holds more than it seems', () => {
  const zeros = new Uint8Array(60 * MB);

  it('is refused by what it says of itself, before anything is unpacked', () => {
    const bytes = zip({ 'xl/worksheets/sheet1.xml': zeros });
    expect(bytes.length).toBeLessThan(MB);
    const start = cpuNow();
    expect(unpackZip(bytes, 50 * MB)).toMatchObject({ ok: false, problems: [{ code: 'zip-too-large' }] });
    expect(cpuNow() - start).toBeLessThan(50);
  });

  it('is refused when it lies about its size', () => {
    const bytes = zip({ 'xl/worksheets/sheet1.xml': zeros }, { 'xl/worksheets/sheet1.xml': 1000 });
    expect(unpackZip(bytes, 50 * MB)).toMatchObject({ ok: false, problems: [{ code: 'zip-too-large' }] });
  });

  it('is counted over all of its files', () => {
    const small = new Uint8Array(20 * MB);
    expect(unpackZip(zip({ a: small, b: small, c: small }), 50 * MB)).toMatchObject({ ok: false });
    expect(unpackZip(zip({ a: small, b: small }), 50 * MB)).toMatchObject({ ok: true });
  });
});

it('gives rows or a reason for 1,000 damaged workbooks, within a second each', async () => {
  const good = new Uint8Array(
    await writeXlsxFile([
      ['criterion', 'answer'],
      ['a', 'yes'],
      ['b', 3]
    ]).toBuffer()
  );
  const packed = fc.tuple(
    fc.constant(good),
    fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 })
  );
  const sheet = fc
    .array(
      fc.constantFrom(
        '<row r="1">',
        '</row>',
        '<c r="A1" t="s">',
        '<c r="B2">',
        '<v>7</v>',
        '<v>x</v>',
        '</c>',
        '&amp;',
        '<'
      )
    )
    .map((parts) => [book(parts.join('')), []] as [Uint8Array, [number, number][]]);
  await fc.assert(
    fc.asyncProperty(fc.oneof(packed, sheet), async ([bytes, edits]) => {
      const edited = bytes.slice();
      for (const [at, byte] of edits) edited[at] = byte;
      const start = cpuNow();
      const read = await readWorkbook(edited);
      expect(cpuNow() - start).toBeLessThan(1_000);
      expect(read.ok || read.problems[0]?.path === 'file').toBe(true);
    }),
    { numRuns: 1_000 }
  );
}, 60_000);
