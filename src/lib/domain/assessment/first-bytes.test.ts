import { describe, expect, it } from 'vitest';
import { checkFirstBytes } from './first-bytes';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const PNG = bytes('\x89PNG\r\n\x1a\n rest');
const found = (name: string, content: Uint8Array) => {
  const checked = checkFirstBytes(name, content);
  return checked.ok ? 'ok' : (checked.problems[0]?.facts?.found ?? checked.problems[0]?.code);
};

describe('the first bytes of a file', () => {
  it('fit what the name promises', () => {
    expect(found('a.pdf', bytes('%PDF-1.7'))).toBe('ok');
    expect(found('a.PNG', PNG)).toBe('ok');
    for (const name of ['a.jpg', 'a.jpeg']) expect(found(name, bytes('\xff\xd8\xff\xe0'))).toBe('ok');
    expect(found('a.webp', bytes('RIFF\x01\x02\x03\x04WEBPVP8 '))).toBe('ok');
    for (const name of ['a.docx', 'a.xlsx', 'a.odt', 'a.ods']) expect(found(name, bytes('PK\x03\x04'))).toBe('ok');
    expect(found('a.csv', bytes('Kod;Namn'))).toBe('ok');
  });

  it('do not, and what they are is said', () => {
    expect(found('a.pdf', PNG)).toBe('png');
    expect(found('a.jpg', PNG)).toBe('png');
    expect(found('a.pdf', bytes('PK\x03\x04'))).toBe('zip');
    expect(found('a.docx', bytes('%PDF-1.7'))).toBe('pdf');
    expect(found('a.webp', bytes('RIFF\x01\x02\x03\x04WAVEfmt '))).toBe('?');
    expect(found('a.png', bytes('\x89PN'))).toBe('?');
    expect(found('a.txt', bytes('<svg>'))).toBe('HTML/XML');
    expect(found('a.svg', bytes('<svg>'))).toBe('file-type-refused');
  });
});
