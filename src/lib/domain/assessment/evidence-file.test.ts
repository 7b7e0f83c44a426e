import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlainText, cleanFileName, endingOf, promisedType } from './evidence-file';

const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (result: ReturnType<typeof checkPlainText>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('a name of a file', () => {
  it.each([
    ['Beslut KS 2025-118.pdf', 'Beslut KS 2025-118.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\karin\\decision.docx', 'decision.docx'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['.htaccess.txt', 'htaccess.txt'],
    ['"quoted".csv', '_quoted_.csv'],
    ['Mo\u0308te.pdf', 'Möte.pdf'],
    ['..', ''],
    ['', '']
  ])('%j becomes %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  it('keeps its ending when it is shortened', () => {
    const name = cleanFileName(`${'å'.repeat(300)}.pdf`);
    expect([name.length, endingOf(name)]).toEqual([120, 'pdf']);
  });

  it('never holds a folder, a control character or a line, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const clean = cleanFileName(given);
        expect(clean).not.toMatch(/[\\/"\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(clean.startsWith('.')).toBe(false);
        expect(cleanFileName(clean)).toBe(clean);
      })
    );
  });

  it('promises a type, or is refused with what would be right', () => {
    expect(promisedType('Scan.JPEG')).toEqual({ ok: true, value: 'image/jpeg' });
    for (const name of ['map.svg', 'page.html', 'decision.pdf.exe', 'macro.docm', 'decision'])
      expect(promisedType(name)).toMatchObject({ problems: [{ code: 'file-type-refused', facts: { name } }] });
  });
});

describe('plain text', () => {
  it('is what a municipality exports: with a byte order mark, with tabs, with å', () => {
    for (const text of ['\uFEFFKod;Namn\r\n2161;Ljusdal\r\n', 'a\tb\n', 'Åre', '', 'BM;1', 'a < b'])
      expect(codeOf(checkPlainText('list.csv', bytes(text))), text).toBe('ok');
  });

  it('is not what holds a NUL, another encoding, or a program', () => {
    expect(codeOf(checkPlainText('list.csv', bytes('a\0b')))).toBe('file-not-text');
    expect(codeOf(checkPlainText('list.csv', Uint8Array.of(0x6b, 0xf6, 0x70)))).toBe('file-not-text');
    expect(codeOf(checkPlainText('list.csv', bytes('\u007fELF\u0002')))).toBe('file-not-text');
  });

  it('is not a web page, a drawing or a PDF under its name', () => {
    for (const text of [
      '<!DOCTYPE html>',
      '\n <SVG onload=alert(1)>',
      '<?xml version="1.0"?>',
      '\uFEFF<html>',
      '%PDF-1.7'
    ])
      expect(codeOf(checkPlainText('list.txt', bytes(text))), text).toBe('file-lies');
  });
});
