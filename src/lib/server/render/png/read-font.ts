/** A closed outline: points in the font's units, y upwards; those off the line bend it (quadratic). */
export type Contour = { x: number; y: number; on: boolean }[];

export interface Font {
  unitsPerEm: number;
  advance(glyph: number): number;
  glyphOf(character: string): number;
  outline(glyph: number): Contour[];
}

/** How deep glyphs may be made of glyphs: a font that is damaged must not go on for ever. */
const DEEPEST = 4;

/**
 * The outlines of a TrueType font (OpenType 1.9: cmap format 4, glyf, loca, hmtx); without kerning and features, which
 * labels of charts do well without.
 *
 * @throws where the font has no outlines of this kind
 */
export function readFont(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const table = (name: string) => {
    const at = tables.get(name);
    if (at === undefined) throw new Error(`The font has no table "${name}"`);
    return at;
  };
  const [head, hmtx, loca, glyf] = [table('head'), table('hmtx'), table('loca'), table('glyf')];
  const measured = view.getUint16(table('hhea') + 34);
  const long = view.getInt16(head + 50) === 1;
  const placeOf = (glyph: number) => (long ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2);
  const characters = readCharacters(view, table('cmap'));

  function outline(glyph: number, depth = 0): Contour[] {
    const [from, to] = [placeOf(glyph), placeOf(glyph + 1)];
    if (from === to || depth > DEEPEST) return [];
    const count = view.getInt16(glyf + from);
    return count >= 0
      ? readSimple(view, glyf + from, count)
      : readParts(view, glyf + from + 10, (part) => outline(part, depth + 1));
  }

  return {
    unitsPerEm: view.getUint16(head + 18),
    advance: (glyph) => view.getUint16(hmtx + Math.min(glyph, measured - 1) * 4),
    glyphOf: (character) => characters(character.codePointAt(0)!),
    outline: (glyph) => outline(glyph)
  };
}

/** From a character's number to its glyph; 0 is the glyph for what the font lacks. */
function readCharacters(view: DataView, cmap: number): (code: number) => number {
  let at = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 8 + i * 8);
    if (view.getUint16(offset) === 4) at = offset;
  }
  if (at === 0) throw new Error('The font has no list of characters of format 4');
  const count = view.getUint16(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + count * 2];
  const [deltas, ranges] = [starts + count * 2, starts + count * 4];
  return (code) => {
    for (let i = 0; i < count; i++) {
      if (view.getUint16(ends + i * 2) < code) continue;
      const start = view.getUint16(starts + i * 2);
      if (start > code) return 0;
      const range = view.getUint16(ranges + i * 2);
      const delta = view.getUint16(deltas + i * 2);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(ranges + i * 2 + range + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function readSimple(view: DataView, at: number, count: number): Contour[] {
  const ends = Array.from({ length: count }, (_, i) => view.getUint16(at + 10 + i * 2));
  const points = (ends.at(-1) ?? -1) + 1;
  let place = at + 10 + count * 2;
  place += 2 + view.getUint16(place);
  const flags: number[] = [];
  while (flags.length < points) {
    const flag = view.getUint8(place++);
    const times = flag & 8 ? view.getUint8(place++) + 1 : 1;
    for (let i = 0; i < times; i++) flags.push(flag);
  }
  const read = (short: number, same: number) => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * view.getUint8(place++);
      else if (!(flag & same)) {
        value += view.getInt16(place);
        place += 2;
      }
      return value;
    });
  };
  const [xs, ys] = [read(2, 16), read(4, 32)];
  return ends.map((end, i) => {
    const start = i === 0 ? 0 : ends[i - 1]! + 1;
    return flags
      .slice(start, end + 1)
      .map((flag, j) => ({ x: xs[start + j]!, y: ys[start + j]!, on: (flag & 1) === 1 }));
  });
}

/** A glyph made of others, each moved and scaled: letters with accents. */
function readParts(view: DataView, start: number, outline: (glyph: number) => Contour[]): Contour[] {
  const contours: Contour[] = [];
  let at = start;
  for (let flags = 32; flags & 32;) {
    flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    const [dx, dy] =
      flags & 1 ? [view.getInt16(at + 4), view.getInt16(at + 6)] : [view.getInt8(at + 4), view.getInt8(at + 5)];
    at += flags & 1 ? 8 : 6;
    const fraction = () => {
      at += 2;
      return view.getInt16(at - 2) / 16_384;
    };
    let [a, b, c, d] = [1, 0, 0, 1];
    if (flags & 8) a = d = fraction();
    else if (flags & 64) [a, d] = [fraction(), fraction()];
    else if (flags & 128) [a, b, c, d] = [fraction(), fraction(), fraction(), fraction()];
    for (const contour of outline(glyph))
      contours.push(contour.map(({ x, y, on }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, on })));
  }
  return contours;
}
