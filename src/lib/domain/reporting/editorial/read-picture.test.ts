import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture';

const jpeg = (...more: number[]) =>
  Uint8Array.from([
    ...[0xff, 0xd8, ...more],
    // two rows of three points, then a scan with a stuffed FF, the end, and something behind it
    ...[0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xff, 0, 0x12, 0xff, 0xd9, 1, 2, 3]
  ]);
/** Exif with one entry: the orientation, little-endian. */
const exif = (orientation: number) => {
  const tiff = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  return [0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
};
const chunk = (name: string, ...content: number[]) => [
  ...[0, 0, 0, content.length],
  ...[...name].map((letter) => letter.charCodeAt(0)),
  ...[...content, 0, 0, 0, 0]
];
const HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = chunk('IHDR', 0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0);
const png = (...chunks: number[][]) => Uint8Array.from([...HEAD, ...IHDR, ...chunks.flat()]);
const codeOf = (bytes: Uint8Array) => {
  const read = readPicture(bytes);
  return read.ok
    ? `${read.value.type} ${read.value.width}x${read.value.height} ${read.value.bytes.length}`
    : read.problems[0]!.code;
};

describe('a picture for a report', () => {
  it('loses what stands beside it: comments, Exif, texts, and whatever comes behind its end', () => {
    expect(codeOf(jpeg())).toBe('image/jpeg 3x2 31');
    expect(codeOf(jpeg(0xff, 0xfe, 0, 6, 1, 2, 3, 4))).toBe('image/jpeg 3x2 31');
    expect(codeOf(jpeg(...exif(1)))).toBe('image/jpeg 3x2 31');
    const kept = png(chunk('IDAT', 7), chunk('IEND')).length;
    expect(codeOf(png(chunk('tEXt', 65, 0, 66), chunk('eXIf', 1), chunk('IDAT', 7), chunk('IEND'), [9, 9]))).toBe(
      `image/png 3x2 ${kept}`
    );
  });

  it('that lies on its side without its note is refused, since the note goes', () => {
    expect(codeOf(jpeg(...exif(6)))).toBe('picture-turned');
  });

  it('is nothing else, and whole', () => {
    expect(codeOf(new Uint8Array())).toBe('picture-type');
    expect(codeOf(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('picture-type');
    expect(codeOf(png(chunk('IDAT', 7)))).toBe('picture-type');
    for (let length = 0; length < 31; length++) expect(codeOf(jpeg().subarray(0, length))).toBe('picture-type');
  });

  it('is not larger than can be unpacked', () => {
    const large = Uint8Array.from([...HEAD, ...chunk('IHDR', 0, 1, 0, 0, 0, 1, 0, 0, 8, 0, 0, 0, 0), ...chunk('IEND')]);
    expect(codeOf(large)).toBe('picture-size');
    expect(codeOf(new Uint8Array(5 * 1024 * 1024))).toBe('file-too-large');
  });
});
