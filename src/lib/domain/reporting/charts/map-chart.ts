import type { ChartPalette } from './palette';
import { WIDE } from './row-label';
import { wrapChart, writeText } from './segment-bars';
import { type Point, areaOf, findRoom, readRings } from './shapes';
import { type RampWords, type Share, drawShareLegend, placeShare } from './share-ramp';
import { drawKey } from './key';
import { type Svg, element, escapeXml, estimateWidth, wrapLabel } from './svg';

export interface MapChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  /** The drawing the shapes are in, in their own units. */
  drawing: { width: number; height: number };
  areas: { label: string; path: string; share: Share | null }[];
  /** Municipalities that publish their level. `place` on the ramp: 0 to 5. */
  points: { label: string; x: number; y: number; level: string; place: number }[];
  words: RampWords & { points: string };
  /** Who made the boundaries. */
  source: string;
}

/** A country twice as high as it is wide would fill more than a screen. */
const HIGHEST = 620;
const RADIUS = 8;

/**
 * Areas in their shape and their tone, each with its number where it has room for it; single municipalities only as points
 * that say their own level.
 *
 * @example
 * drawMapChart({ id: 'c8', drawing: { width: 400, height: 900 }, areas: [{ label: 'North', path: 'M0 0L9 0L9 9Z', share }], ... })
 */
export function drawMapChart(chart: MapChart): Svg {
  const { width, palette, drawing, words } = chart;
  const parts: Svg[] = [];
  let top = drawShareLegend(
    chart,
    words,
    chart.areas.some(({ share }) => !share),
    parts
  );
  if (chart.points.length > 0) {
    const sample = { text: words.points, draw: (x: number, y: number) => [drawDot(x + 13, y + 8, 3, palette)] };
    top += drawKey(chart, [sample], parts, top - 6);
  }
  const highest = width >= WIDE ? HIGHEST : HIGHEST * 0.85;
  const scale = Math.min((width - 2) / drawing.width, highest / drawing.height);
  const left = (width - drawing.width * scale) / 2;
  const move = ([x, y]: Point): Point => [left + x * scale, top + y * scale];
  const shapes = chart.areas.map((area) => ({ ...area, rings: readRings(area.path) }));
  for (const { label, rings, share } of shapes) {
    const fill = share ? palette.levels[placeShare(share.value)]! : palette.ground;
    const look = share
      ? { stroke: palette.levelEdge, 'stroke-width': 0.8 }
      : { stroke: palette.edge, 'stroke-width': 1, 'stroke-dasharray': '4 3' };
    const d = rings.map((ring) => writeRing(ring.map(move))).join('');
    const title = element('title', {}, [escapeXml(share ? `${label}: ${share.text}` : `${label}: c`)]);
    parts.push(element('path', { d, fill, 'fill-rule': 'evenodd', 'stroke-linejoin': 'round', ...look }, [title]));
  }
  const taken = chart.points.map(({ x, y }) => move([x, y]));
  for (const { rings, share } of shapes) {
    const largest = [...rings].sort((a, b) => areaOf(b) - areaOf(a))[0];
    const text = share?.text ?? 'c';
    const room = largest && findRoom(largest.map(move), estimateWidth(text, 13) + 5, 13, taken);
    if (!room) continue;
    const ink = share ? palette.onLevels[placeShare(share.value)]! : palette.quiet;
    const at = { x: room[0], y: room[1] + 4.5, anchor: 'middle' as const };
    parts.push(writeText(text, { ...at, fill: ink, strong: share !== null }, palette));
  }
  for (const point of chart.points) {
    const [x, y] = move([point.x, point.y]);
    const title = element('title', {}, [escapeXml(`${point.label}: ${point.level}`)]);
    const at = { x, y: y + 4.5, anchor: 'middle' as const, fill: palette.onLevels[point.place]!, strong: true };
    parts.push(element('g', {}, [title, drawDot(x, y, point.place, palette), writeText(point.level, at, palette)]));
  }
  const bottom = top + drawing.height * scale + 8;
  const lines = wrapLabel(chart.source, width, 13, 3);
  for (const [i, line] of lines.entries()) {
    const at = { x: 0, y: bottom + 13 + i * 15, anchor: 'start' as const };
    parts.push(writeText(line, { ...at, fill: palette.quiet, scale: true }, palette));
  }
  return wrapChart(chart, bottom + 6 + lines.length * 15, parts);
}

function writeRing(ring: readonly Point[]): string {
  return `M${ring.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;

function drawDot(cx: number, cy: number, place: number, palette: ChartPalette): Svg {
  return element('circle', {
    cx,
    cy,
    r: RADIUS,
    fill: palette.levels[place],
    stroke: palette.levelEdge,
    'stroke-width': 1.5
  });
}
