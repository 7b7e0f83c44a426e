/** Tokens by name, `--color-ink` without the dashes: `{ 'color-ink': '#1a211d' }`. */
export type Tokens = Record<string, string>;

/** A foreground token, the grounds it stands on, and the ratio it needs there (WCAG 2.2, 1.4.3 and 1.4.11). */
export interface Pair {
  front: string;
  ground: string;
  needs: 3 | 4.5;
}

const GROUNDS = ['color-paper', 'color-surface', 'color-sunken'];
const LEVELS = [0, 1, 2, 3, 4, 5];

/** Every pair the components draw. A network that themes its accent has to hold the same. */
export const PAIRS: readonly Pair[] = [
  ...pair(4.5, 'color-ink', [...GROUNDS, 'color-accent-wash', 'color-warn-wash']),
  ...pair(4.5, 'color-ink-2', [...GROUNDS, 'color-accent-wash']),
  ...pair(4.5, 'color-accent', [...GROUNDS, 'color-accent-wash']),
  ...pair(4.5, 'color-accent-strong', GROUNDS),
  ...pair(4.5, 'color-on-accent', ['color-accent', 'color-accent-strong']),
  ...pair(4.5, 'color-warn', ['color-paper', 'color-surface', 'color-warn-wash']),
  ...LEVELS.flatMap((n) => pair(4.5, `on-level-${n}`, [`level-${n}`])),
  ...pair(4.5, 'on-data', ['color-data']),
  ...pair(4.5, 'on-data-2', ['color-data-2']),
  ...pair(4.5, 'color-paper', ['color-ink']),
  ...pair(3, 'color-edge', [...GROUNDS, 'color-accent-wash']),
  ...pair(3, 'level-edge', [...GROUNDS, 'color-accent-wash', 'level-0', 'level-1']),
  ...pair(3, 'color-data', [...GROUNDS, 'color-data-2'])
];

function pair(needs: Pair['needs'], front: string, grounds: readonly string[]): Pair[] {
  return grounds.map((ground) => ({ front, ground, needs }));
}

/**
 * The colours declared in the first `:root` block after a place in the style sheet.
 *
 * @example colourTokens(':root { --color-ink: #1a211d; }') // { 'color-ink': '#1a211d' }
 */
export function colourTokens(css: string, after = ''): Tokens {
  const start = css.indexOf(':root', after === '' ? 0 : css.indexOf(after));
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

/**
 * Relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance.
 *
 * @example luminance('#ffffff') // 1
 */
export function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255));
  return 0.2126 * (r ?? NaN) + 0.7152 * (g ?? NaN) + 0.0722 * (b ?? NaN);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/**
 * Contrast ratio, 1 to 21. Source: WCAG 2.2, definition of contrast ratio.
 *
 * @example contrast('#000000', '#ffffff') // 21
 */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** CIE lightness L*, 0 to 100, from luminance. Source: CIE 15:2004. */
export function lightness(hex: string): number {
  const y = luminance(hex);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}
