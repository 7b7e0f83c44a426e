import type { Canvas, Colour, Point } from './canvas';
import type { Contour, Font } from './read-font';

/** Into how many straight pieces a bend is taken apart: at the size of labels nobody sees more. */
const PIECES = 5;

export interface Label {
  text: string;
  x: number;
  y: number;
  size: number;
  anchor: 'start' | 'middle' | 'end';
  colour: Colour;
}

/** A line of text; `scale` is how many pixels a unit of the drawing has. */
export function writeLabel(canvas: Canvas, font: Font, label: Label, scale: number): void {
  const unit = (label.size / font.unitsPerEm) * scale;
  const glyphs = [...label.text].map((character) => font.glyphOf(character));
  const width = glyphs.reduce((sum, glyph) => sum + font.advance(glyph), 0) * unit;
  const before = { start: 0, middle: width / 2, end: width }[label.anchor];
  let x = label.x * scale - before;
  const rings: Point[][] = [];
  for (const glyph of glyphs) {
    for (const contour of font.outline(glyph))
      rings.push(flatten(contour).map(([px, py]) => [x + px * unit, label.y * scale - py * unit]));
    x += font.advance(glyph) * unit;
  }
  canvas.fill(rings, label.colour);
}

/** Between two points that bend the line lies one that is on it (TrueType, "Digitizing letterform designs"). */
function flatten(contour: Contour): Point[] {
  const points: Point[] = [];
  const count = contour.length;
  const middle = (i: number) => {
    const [a, b] = [contour[(i + count) % count]!, contour[(i + 1) % count]!];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  for (const [i, point] of contour.entries()) {
    if (point.on) {
      points.push([point.x, point.y]);
      continue;
    }
    const last = contour[(i - 1 + count) % count]!;
    const next = contour[(i + 1) % count]!;
    const from = last.on ? last : middle(i - 1);
    const to = next.on ? next : middle(i);
    for (let step = last.on ? 1 : 0; step <= PIECES; step++) {
      const t = step / PIECES;
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      points.push([a * from.x + b * point.x + c * to.x, a * from.y + b * point.y + c * to.y]);
    }
  }
  return points;
}
