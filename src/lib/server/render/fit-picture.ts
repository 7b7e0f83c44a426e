/** Of the text on A4 with margins of 20 mm, and what leaves room for the caption. */
const MOST = { width: 170, height: 140 };
/** Dots in a millimetre at 150 dots per inch: larger would show them. */
const DENSITY = 150 / 25.4;

/**
 * How large a picture stands on paper, in millimetres.
 *
 * @example
 * fitPicture({ width: 3000, height: 1500 }) // { width: 170, height: 85 }
 */
export function fitPicture({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1 / DENSITY, MOST.width / width, MOST.height / height);
  return { width: round(width * scale), height: round(height * scale) };
}

const round = (millimetres: number) => Math.round(millimetres * 100) / 100;
