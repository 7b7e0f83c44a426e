// A reader of QR codes that shares nothing with the writer: from a picture, as a phone does it, by ISO/IEC 18004.
// Upright codes of versions 1 to 9 in byte mode; one damaged word is an error, not mended.

interface Picture {
  width: number;
  height: number;
  dark(x: number, y: number): boolean;
}

/** A grey picture as `pdftoppm -gray` writes it (PGM, P5). */
export function readPgm(bytes: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('This is no grey picture');
  const [width, height] = [Number(head[1]), Number(head[2])];
  const start = head[0].length;
  return { width, height, dark: (x, y) => bytes[start + y * width + x]! < 128 };
}

interface Finder {
  x: number;
  y: number;
  hits: number;
}

/** Centres of what is dark, light, dark, light, dark in the widths 1, 1, 3, 1, 1 along a row and down a column. */
function findFinders(picture: Picture): Finder[] {
  const found: Finder[] = [];
  for (let y = 0; y < picture.height; y += 2) {
    for (const { at, module } of ratios(picture.width, (x) => picture.dark(x, y))) {
      const across = ratios(picture.height, (v) => picture.dark(Math.round(at), v));
      const down = across.find((one) => Math.abs(one.at - y) < module * 1.6 && Math.abs(one.module - module) < module);
      if (!down) continue;
      const near = found.find((one) => Math.abs(one.x - at) < module * 3 && Math.abs(one.y - down.at) < module * 3);
      if (near) Object.assign(near, { x: (near.x * near.hits + at) / (near.hits + 1), hits: near.hits + 1 });
      else found.push({ x: at, y: down.at, hits: 1 });
    }
  }
  return found.sort((a, b) => b.hits - a.hits).slice(0, 3);
}

function ratios(length: number, dark: (at: number) => boolean): { at: number; module: number }[] {
  const runs: { from: number; length: number; dark: boolean }[] = [];
  for (let i = 0; i < length; i++) {
    const last = runs.at(-1);
    if (last && last.dark === dark(i)) last.length++;
    else runs.push({ from: i, length: 1, dark: dark(i) });
  }
  return runs.flatMap((run, i) => {
    const five = runs.slice(i, i + 5);
    if (!run.dark || five.length < 5) return [];
    const module = five.reduce((sum, one) => sum + one.length, 0) / 7;
    const fits = five.every((one, k) => Math.abs(one.length - module * (k === 2 ? 3 : 1)) < module * 0.6);
    return fits && module >= 2 ? [{ at: five[2]!.from + five[2]!.length / 2, module }] : [];
  });
}

// tables 9 and E.1 of the standard, versions 1 to 9, by the level's two bits
const CHECK_WORDS: Record<number, number[]> = {
  1: [7, 10, 15, 20, 26, 18, 20, 24, 30],
  0: [10, 16, 26, 18, 24, 16, 18, 22, 22],
  3: [13, 22, 18, 26, 18, 24, 18, 22, 20],
  2: [17, 28, 22, 16, 22, 28, 26, 26, 24]
};
const BLOCKS: Record<number, number[]> = {
  1: [1, 1, 1, 1, 1, 2, 2, 2, 2],
  0: [1, 1, 1, 2, 2, 4, 4, 4, 5],
  3: [1, 1, 2, 2, 4, 4, 6, 6, 8],
  2: [1, 1, 2, 4, 4, 4, 5, 6, 8]
};
const ALIGNMENT = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];
const MASKS: ((r: number, c: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0
];

/** What the one code in a picture says. */
export function readQr(picture: Picture): string {
  const finders = findFinders(picture);
  if (finders.length < 3) throw new Error(`There is no QR code in this picture: ${finders.length} corners`);
  const by = (of: (one: Finder) => number) => [...finders].sort((a, b) => of(a) - of(b))[0]!;
  const corner = by(({ x, y }) => x + y);
  const right = by(({ x, y }) => y - x);
  const below = by(({ x, y }) => x - y);
  const guess = ratios(picture.width, (x) => picture.dark(x, Math.round(corner.y)))[0]!.module;
  const size = Math.round((right.x - corner.x) / guess) + 7;
  const version = (size - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 9)
    throw new Error(`A code of ${size} modules is not read`);
  const [dx, dy] = [(right.x - corner.x) / (size - 7), (below.y - corner.y) / (size - 7)];
  const at = (r: number, c: number) =>
    picture.dark(Math.round(corner.x + (c - 3) * dx), Math.round(corner.y + (r - 3) * dy));

  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((c) => [8, c]);
  const more = [7, 5, 4, 3, 2, 1, 0].map((r) => [r, 8]);
  const format = [...places, ...more].reduce((bits, [r, c]) => (bits << 1) | Number(at(r!, c!)), 0) ^ 0x5412;
  let rest = format;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  if (rest !== 0) throw new Error('The format of the code is damaged');
  const [level, mask] = [format >> 13, MASKS[(format >> 10) & 7]!];

  const fixed = (r: number, c: number): boolean => {
    if (r === 6 || c === 6) return true;
    if ((r < 9 && c < 9) || (r < 9 && c >= size - 8) || (r >= size - 8 && c < 9)) return true;
    if (version >= 7 && ((r < 6 && c >= size - 11) || (c < 6 && r >= size - 11))) return true;
    const middles = ALIGNMENT[version - 1]!;
    const last = middles.at(-1);
    return middles.some((y) =>
      middles.some((x) => {
        const atFinder = (y === 6 && x === 6) || (y === 6 && x === last) || (y === last && x === 6);
        return !atFinder && Math.abs(r - y) <= 2 && Math.abs(c - x) <= 2;
      })
    );
  };
  const bits: number[] = [];
  let up = true;
  for (let pair = size - 1; pair > 0; pair -= 2) {
    if (pair === 6) pair = 5;
    for (let i = 0; i < size; i++) {
      const r = up ? size - 1 - i : i;
      for (const c of [pair, pair - 1]) if (!fixed(r, c)) bits.push(Number(at(r, c) !== mask(r, c)));
    }
    up = !up;
  }
  const words = Array.from({ length: bits.length >> 3 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((word, bit) => (word << 1) | bit, 0)
  );
  return readText(takeApart(words, CHECK_WORDS[level]![version - 1]!, BLOCKS[level]![version - 1]!));
}

/** The data words of blocks that were woven together, each checked with its check words. */
function takeApart(words: number[], checkWords: number, blocks: number): number[] {
  const short = Math.floor(words.length / blocks) - checkWords;
  const longer = words.length % blocks;
  const data: number[][] = Array.from({ length: blocks }, () => []);
  let next = 0;
  for (let i = 0; i <= short; i++)
    for (let b = 0; b < blocks; b++) if (i < short || b >= blocks - longer) data[b]!.push(words[next++]!);
  const whole = data.map((block) => [...block]);
  for (let i = 0; i < checkWords; i++) for (let b = 0; b < blocks; b++) whole[b]!.push(words[next++]!);
  for (const block of whole)
    for (let power = 0, x = 1; power < checkWords; power++, x = multiply(x, 2))
      if (block.reduce((sum, word) => multiply(sum, x) ^ word, 0) !== 0)
        throw new Error('A word of the code is damaged');
  return data.flat();
}

/** In GF(256) with x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

function readText(words: number[]): string {
  const nibbles = words.flatMap((word) => [word >> 4, word & 15]);
  if (nibbles[0] !== 4) throw new Error(`Mode ${nibbles[0]} is not read`);
  const length = (nibbles[1]! << 4) | nibbles[2]!;
  const bytes = Array.from({ length }, (_, i) => (nibbles[3 + 2 * i]! << 4) | nibbles[4 + 2 * i]!);
  return Buffer.from(bytes).toString('utf8');
}
