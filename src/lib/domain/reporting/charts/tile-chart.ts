import type { ChartPalette } from './palette';
import { wrapChart, writeText } from './segment-bars';
import { type RampWords, type Share, drawShareCell, drawShareLegend, placeShare } from './share-ramp';
import { type Svg, element, escapeXml, estimateWidth } from './svg';

export interface TileChart {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
  /** `place`: column and row, from the left top corner. `short`: a name of two or three letters. */
  areas: { label: string; short: string; place: [number, number]; share: Share | null }[];
  words: RampWords;
}

const LARGEST = 62;
const GAP = 3;

/**
 * Areas as tiles of one size, each about where it lies, with its short name and its number: a small area weighs as much as a
 * large one.
 *
 * @example
 * drawTileChart({ id: 'c7', areas: [{ label: 'Gotland', short: 'I', place: [3, 6], share: { value: 41, text: '41' } }], ... })
 */
export function drawTileChart(chart: TileChart): Svg {
  const { width, palette, areas } = chart;
  const parts: Svg[] = [];
  const top = drawShareLegend(
    chart,
    chart.words,
    areas.some(({ share }) => !share),
    parts
  );
  const [firstColumn, firstRow] = [0, 1].map((axis) => Math.min(...areas.map(({ place }) => place[axis]!)));
  const columns = Math.max(1, ...areas.map(({ place }) => place[0] - firstColumn! + 1));
  const rows = Math.max(0, ...areas.map(({ place }) => place[1] - firstRow! + 1));
  const step = Math.min(LARGEST, (width - 1) / columns);
  // in the middle of the drawing
  const left = (width - columns * step) / 2;
  for (const { label, short, place, share } of areas) {
    const box = {
      x: left + (place[0] - firstColumn!) * step + 0.5,
      y: top + (place[1] - firstRow!) * step + 0.5,
      width: step - GAP,
      height: step - GAP
    };
    parts.push(
      element('g', {}, [element('title', {}, [escapeTitle(label, share)]), ...drawTile(box, short, share, palette)])
    );
  }
  return wrapChart(chart, top + rows * step, parts);
}

function drawTile(
  box: { x: number; y: number; width: number; height: number },
  short: string,
  share: Share | null,
  palette: ChartPalette
): Svg[] {
  const two = box.height >= 36 && estimateWidth(short, 13) <= box.width;
  if (!two) return drawShareCell(share, box, palette);
  const ink = share ? palette.onLevels[placeShare(share.value)]! : palette.quiet;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 - 4, anchor: 'middle' as const };
  const [frame] = drawShareCell(share, box, palette, '');
  return [
    frame!,
    writeText(short, { ...at, fill: ink, scale: true }, palette),
    writeText(share?.text ?? 'c', { ...at, y: at.y + 17, fill: ink, strong: share !== null }, palette)
  ];
}

function escapeTitle(label: string, share: Share | null): Svg {
  return escapeXml(share ? `${label}: ${share.text}` : label);
}
