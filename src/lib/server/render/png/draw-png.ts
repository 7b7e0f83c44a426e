import { loadReportFonts } from '../report-fonts';
import { Canvas, type Colour, type Paint, type Point } from './canvas';
import { type Font, readFont } from './read-font';
import { traceBox, traceCircle, traceLine, tracePath } from './trace-shapes';
import { type Label, writeLabel } from './write-label';
import { writePng } from './write-png';

/** Pixels for every unit of the drawing: 144 to the inch on paper. */
const SCALE = 1.5;
const HIDDEN = new Set(['defs', 'title']);
const WHITE: Colour = [255, 255, 255];

type Attributes = Readonly<Record<string, string>>;

let fonts: { plain: Font; strong: Font } | null | undefined;

/**
 * A chart of ours as pixels, for word processors that do not draw SVG. Knows what our charts are made of: boxes, lines,
 * circles, straight paths, labels and the hatching. The same drawing gives the same bytes.
 *
 * @throws where a drawing has an element that it does not know
 *
 * @example
 * drawPng(chart.svg) // Uint8Array: a PNG half as wide again as the drawing
 */
export function drawPng(svg: string): Uint8Array<ArrayBuffer> {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const canvas = new Canvas(Math.round(Number(width) * SCALE), Math.round(Number(height) * SCALE));
  const hatch = hatchOf(svg);
  let hidden = 0;
  for (const [, closing, name = '', written = '', empty, text = ''] of svg.matchAll(
    /<(\/?)(\w+)((?:\s[\w:-]+="[^"]*")*)(\/?)>([^<]*)/g
  )) {
    if (HIDDEN.has(name)) hidden += closing ? -1 : empty ? 0 : 1;
    if (closing || hidden > 0) continue;
    const attributes = Object.fromEntries(
      [...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])
    ) as Attributes;
    drawElement(canvas, name, attributes, decode(text), hatch);
  }
  return writePng(canvas.width, canvas.height, canvas.pixels);
}

function drawElement(canvas: Canvas, name: string, given: Attributes, text: string, hatch: Paint): void {
  const number = (key: string) => Number(given[key] ?? 0) * SCALE;
  if (name === 'rect') {
    const box = traceBox(number('x'), number('y'), number('width'), number('height'));
    paint(canvas, [box], given, hatch);
  } else if (name === 'circle') paint(canvas, [traceCircle(number('cx'), number('cy'), number('r'))], given, hatch);
  else if (name === 'path')
    paint(
      canvas,
      tracePath(given['d'] ?? '').map((ring) => ring.map(([x, y]): Point => [x * SCALE, y * SCALE])),
      given,
      hatch
    );
  else if (name === 'line')
    stroke(
      canvas,
      [
        [number('x1'), number('y1')],
        [number('x2'), number('y2')]
      ],
      given
    );
  else if (name === 'text') write(canvas, given, text);
  else if (name !== 'svg' && name !== 'g' && !HIDDEN.has(name))
    throw new Error(`A chart has a "${name}", which nobody draws as pixels`);
}

function paint(canvas: Canvas, rings: readonly Point[][], given: Attributes, hatch: Paint): void {
  const { fill = '#000000' } = given;
  if (fill.startsWith('url(')) canvas.fill(rings, hatch);
  else if (fill !== 'none') canvas.fill(rings, colourOf(fill), given['fill-rule'] === 'evenodd');
  for (const ring of rings) stroke(canvas, [...ring, ring[0]!], given);
}

function stroke(canvas: Canvas, points: readonly Point[], given: Attributes): void {
  const { stroke: colour } = given;
  if (colour === undefined || colour === 'none') return;
  const width = Number(given['stroke-width'] ?? 1) * SCALE;
  const dashes = (given['stroke-dasharray'] ?? '')
    .split(/[ ,]+/)
    .filter(Boolean)
    .map((dash) => Number(dash) * SCALE);
  for (const one of traceLine(points, width, dashes)) canvas.fill([one], colourOf(colour));
}

function write(canvas: Canvas, given: Attributes, text: string): void {
  // the typeface built into the PDF writer cannot be read here: then the drawing goes without labels
  fonts ??= startFonts();
  if (!fonts) return;
  const anchor = given['text-anchor'];
  const font = Number(given['font-weight'] ?? 400) >= 600 ? fonts.strong : fonts.plain;
  const label: Label = {
    text,
    x: Number(given['x'] ?? 0),
    y: Number(given['y'] ?? 0),
    size: Number(given['font-size'] ?? 13),
    anchor: anchor === 'middle' || anchor === 'end' ? anchor : 'start',
    colour: colourOf(given['fill'] ?? '#000000')
  };
  writeLabel(canvas, font, label, SCALE);
}

function startFonts() {
  const [plain, strong] = loadReportFonts().files;
  return plain && strong ? { plain: readFont(plain), strong: readFont(strong) } : null;
}

/** Lines of 1.4 every 5, leaning to the left, as the pattern of the drawing has them. */
function hatchOf(svg: string): Paint {
  const [, stroke] = /<pattern.*?<path [^>]*stroke="(#[0-9a-f]{6})"/is.exec(svg) ?? [];
  const line = colourOf(stroke ?? '#000000');
  return (x, y) => {
    const across = (((((x + y) / SCALE) * Math.SQRT1_2) % 5) + 5) % 5;
    const share = Math.min(1, Math.max(0, (0.7 - Math.abs(across - 1)) * SCALE + 0.5));
    return WHITE.map((white, i) => white * (1 - share) + line[i]! * share) as unknown as Colour;
  };
}

function colourOf(written: string): Colour {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(written) ?? [];
  if (red === undefined) throw new Error(`A chart has the colour "${written}", which is none of print`);
  return [parseInt(red, 16), parseInt(green!, 16), parseInt(blue!, 16)];
}

const decode = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
