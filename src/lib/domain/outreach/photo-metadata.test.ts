import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesMetadata, checkPhoto, MAX_PHOTO_BYTES, stripJpeg } from './photo-metadata';

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, content: number[]) => [
  ...[0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff],
  ...content
];
const JFIF = segment(0xe0, letters('JFIF\0'));
const EXIF = segment(0xe1, letters('Exif\0\0 here'));
const QUANT = segment(0xdb, [0, 1, 2]);
const SCAN = [0xff, 0xda, 0, 2, 9, 8, 0xff, 0, 0xff, 0xe1, 7, 0xff, 0xd9];
const jpeg = (...parts: number[][]) => Uint8Array.from([0xff, 0xd8, ...parts.flat(), ...SCAN]);

const png = (...names: string[]) =>
  Uint8Array.from([
    0x89,
    ...letters('PNG\r\n\x1a\n'),
    ...names.flatMap((name) => [0, 0, 0, 1, ...letters(name), 0, 0, 0, 0, 0])
  ]);
const webp = (...names: string[]) =>
  Uint8Array.from([...letters('RIFF....WEBP'), ...names.flatMap((name) => [...letters(name), 1, 0, 0, 0, 5, 0])]);

describe('stripJpeg', () => {
  it('leaves the picture and how its colours are coded, and nothing else the camera wrote', () => {
    const comment = segment(0xfe, letters('by Kim'));
    const [colours, adobe] = [segment(0xe2, letters('ICC_PROFILE\0')), segment(0xee, letters('Adobe'))];
    const clean = stripJpeg(jpeg(JFIF, EXIF, colours, comment, adobe, segment(0xed, [1]), QUANT));
    expect(clean).toEqual(jpeg(JFIF, colours, adobe, QUANT));
  });

  it('does not touch bytes of the picture that look like a segment', () => {
    expect(stripJpeg(jpeg(QUANT))).toEqual(jpeg(QUANT));
  });

  it('is null for what is no whole JPEG', () => {
    expect(stripJpeg(jpeg(EXIF).subarray(0, 12))).toBeNull();
    expect(stripJpeg(png('IDAT'))).toBeNull();
    expect(stripJpeg(new Uint8Array())).toBeNull();
  });

  it('never leaves metadata, and never fails, whatever the bytes are', () => {
    const part = fc
      .tuple(
        fc.integer({ min: 0xc0, max: 0xfe }).filter((marker) => marker !== 0xda && marker !== 0xd8),
        fc.uint8Array()
      )
      .map(([marker, content]) => segment(marker, [...content]));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(part).map((parts) => jpeg(...parts))
        ),
        (bytes) => {
          const clean = stripJpeg(bytes);
          if (clean) expect(carriesMetadata(clean)).toBe(false);
        }
      )
    );
  });
});

describe('carriesMetadata', () => {
  it.each([
    ['a JPEG with Exif', jpeg(JFIF, EXIF), true],
    ['a JPEG without', jpeg(JFIF, QUANT), false],
    ['a PNG with Exif', png('IHDR', 'eXIf', 'IDAT'), true],
    ['a PNG with words', png('IHDR', 'iTXt', 'IDAT'), true],
    ['a PNG without', png('IHDR', 'IDAT', 'IEND'), false],
    ['a WebP with Exif', webp('VP8X', 'VP8 ', 'EXIF'), true],
    ['a WebP without', webp('VP8 '), false],
    ['something else', Uint8Array.of(1, 2, 3), true]
  ])('%s', (_name, bytes, carries) => {
    expect(carriesMetadata(bytes)).toBe(carries);
  });
});

describe('checkPhoto', () => {
  const photo = { name: 'board.jpg', type: 'image/jpeg', bytes: jpeg(JFIF) };
  const codeOf = (more: Partial<typeof photo>) => {
    const result = checkPhoto({ ...photo, ...more });
    return result.ok ? 'ok' : result.problems[0]?.code;
  };

  it('takes a clean picture of a fitting size', () => {
    expect(codeOf({})).toBe('ok');
    expect(codeOf({ type: 'application/pdf' })).toBe('photo-type');
    expect(codeOf({ bytes: new Uint8Array(MAX_PHOTO_BYTES + 1) })).toBe('file-too-large');
    expect(codeOf({ bytes: jpeg(EXIF) })).toBe('photo-metadata');
  });
});
