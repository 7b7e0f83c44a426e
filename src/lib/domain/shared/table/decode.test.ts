import { describe, expect, it } from 'vitest';
import { decodeText } from './decode';

const TEXT = 'Kommunkod;Kommun\n9901;Åsvalla – 5 €\n9902;Örnäs\n';
const bytes = (...values: number[]) => new Uint8Array(values);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8(TEXT), 'utf-8', false],
    ['UTF-8 with a byte order mark', join(bytes(0xef, 0xbb, 0xbf), utf8(TEXT)), 'utf-8', true],
    ['UTF-16LE with a byte order mark', join(bytes(0xff, 0xfe), utf16le(TEXT)), 'utf-16le', true],
    ['UTF-16BE with a byte order mark', join(bytes(0xfe, 0xff), utf16be(TEXT)), 'utf-16be', true],
    ['UTF-16LE without one', utf16le(TEXT), 'utf-16le', false],
    ['UTF-16BE without one', utf16be(TEXT), 'utf-16be', false]
  ])('reads %s', (_name, file, encoding, bom) => {
    expect(decodeText(file)).toEqual({ ok: true, value: { text: TEXT, encoding, bom } });
  });

  it('reads what is no UTF-8 as Windows-1252, dashes and euro signs included', () => {
    const file = join(utf8('kod;namn\n9901;'), bytes(0xc5, 0x73, 0x20, 0x96, 0x20, 0x80));
    expect(decodeText(file)).toEqual({
      ok: true,
      value: { text: 'kod;namn\n9901;Ås – €', encoding: 'windows-1252', bom: false }
    });
  });

  it.each([
    ['an Excel workbook', join(bytes(0x50, 0x4b, 3, 4), utf8('....xl/workbook.xml')), 'an Excel workbook (.xlsx)'],
    ['another ZIP archive', join(bytes(0x50, 0x4b, 3, 4), utf8('photo.txt')), 'a ZIP archive'],
    ['an old Excel file', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'an old Excel or Word file'],
    ['a PDF', utf8('%PDF-1.7\n'), 'a PDF'],
    ['a PNG image', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'a PNG image'],
    ['a text with a NUL byte', utf8('kod;namn\n99\u000001;Ås'), 'line 2, character 3 is a NUL character'],
    ['control characters', bytes(1, 2, 3, 4, 5, 6), '6 of 6 characters are control characters']
  ])('refuses %s and says what it is', (_name, file, says) => {
    const result = decodeText(file);
    expect(result.ok ? null : result.problems[0]).toMatchObject({ code: 'binary-file' });
    expect(result.ok ? '' : result.problems[0]?.message).toContain(says);
  });

  it('names the place where a UTF-8 file is cut in the middle of a letter', () => {
    const result = decodeText(join(utf8('kod;ort\n1;Åsåäö\n2;'), bytes(0xc3)));
    expect(result.ok ? '' : result.problems[0]?.message).toMatch(/^Line 3, character 3: the file is UTF-8 up to here/);
  });

  it('refuses a UTF-16 file cut in the middle of a letter', () => {
    const result = decodeText(join(bytes(0xff, 0xfe), utf16le('kod'), bytes(0x41)));
    expect(result.ok ? null : result.problems[0]?.code).toBe('broken-encoding');
  });

  it('refuses an empty file and one above 10 MB', () => {
    const empty = decodeText(bytes());
    const large = decodeText(new Uint8Array(10 * 1024 * 1024 + 1).fill(0x41));
    expect(empty.ok ? null : empty.problems[0]?.code).toBe('empty-file');
    expect(large.ok ? null : large.problems[0]?.message).toMatch(/^The file has 10\.1 MB, at most 10 MB/);
  });
});
