import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { Chart, Param } from '$lib/domain/reporting/document';
import type { LiveNumber } from '$lib/domain/reporting/live-number';
import { WORDINGS } from '$lib/domain/reporting/testing/report-wording.fixture';
import { wordChart } from '$lib/domain/reporting/word-chart';
import { drawPng } from './draw-png';

const live = (value: number): LiveNumber => ({ ref: 't.c', as: 'count', value });
const label: Param = { text: 'Licences' };
const square = 'M0 0H40V40H0Z';

/** One of each kind, with what is withheld, unknown or known exactly in it. */
const CHARTS: Chart[] = [
  {
    type: 'levels',
    levels: [0, 1, 2],
    bars: [{ label, segments: [{ level: 0, count: live(12) }], together: live(9) }]
  },
  { type: 'reached', level: 2, bars: [{ label, reached: live(4), notYet: live(6), together: null, silent: live(8) }] },
  {
    type: 'ranking',
    whole: live(40),
    bars: [
      { label, count: live(12) },
      { label, count: null }
    ]
  },
  { type: 'profile', bars: [{ label, share: live(40), low: live(30), high: live(51) }] },
  {
    type: 'heat',
    measure: label,
    columns: [label],
    rows: [
      { label, cells: [live(40)] },
      { label, cells: [null] }
    ]
  },
  { type: 'change', before: label, after: label, bars: [{ label, before: live(10), after: live(60) }] },
  {
    type: 'tiles',
    measure: label,
    areas: [
      { id: 'a', label, short: 'L', place: [0, 0], share: live(40) },
      { id: 'b', label, short: 'M', place: [1, 1], share: null }
    ]
  },
  {
    type: 'map',
    measure: label,
    width: 100,
    height: 100,
    areas: [
      { id: 'a', label, path: square, share: live(40) },
      { id: 'b', label, path: 'M50 50L90 50L90 90Z', share: null }
    ],
    points: [{ label, x: 20, y: 20, level: 2 }],
    source: label
  }
];

/** The colour at a place of the drawing (one and a half pixels for each unit), from the bytes of the PNG. */
function read(png: Uint8Array): { width: number; at(x: number, y: number): number[] } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const raw = inflateSync(png.subarray(41, png.length - 16));
  const row = width * 3;
  const pixels = new Uint8Array(row * height);
  for (let y = 0; y < height; y++)
    for (let i = 0; i < row; i++)
      pixels[y * row + i] = raw[y * (row + 1) + 1 + i]! + (y === 0 ? 0 : pixels[(y - 1) * row + i]!);
  const place = (x: number, y: number): [number, number] => {
    const start = Math.floor(y * 1.5) * row + Math.floor(x * 1.5) * 3;
    return [start, start + 3];
  };
  return { width, at: (x, y) => [...pixels.slice(...place(x, y))] };
}

const draw = (parts: string) => read(drawPng(`<svg viewBox="0 0 40 20">${parts}</svg>`));

describe('a drawing as pixels', () => {
  it('fills boxes, paths with holes and circles, and leaves the rest white', () => {
    const { width, at } = draw(
      '<rect x="0" y="0" width="10" height="10" fill="#ff0000"/><path d="M12 0h12v12h-12zM15 3h6v6h-6z" fill="#00ff00" fill-rule="evenodd"/><circle cx="32" cy="8" r="5" fill="#0000ff"/>'
    );
    expect(width).toBe(60);
    expect([at(5, 5), at(13, 1), at(18, 6), at(32, 8), at(38, 18)]).toEqual([
      [255, 0, 0],
      [0, 255, 0],
      [255, 255, 255],
      [0, 0, 255],
      [255, 255, 255]
    ]);
  });

  it('covers a pixel by as much as the shape does', () => {
    const { at } = draw('<rect x="0.5" y="0" width="10" height="10" fill="#000000"/>');
    // three quarters of the first pixel stay white
    expect(at(0, 5)).toEqual([191, 191, 191]);
  });

  it('draws lines in dashes', () => {
    const { at } = draw(
      '<line x1="0" y1="5" x2="40" y2="5" stroke="#000000" stroke-width="2" stroke-dasharray="4 3"/>'
    );
    expect([at(1, 5)[0], at(5, 5)[0], at(9, 5)[0]]).toEqual([0, 255, 0]);
  });

  it('writes labels, also letters made of others', () => {
    const dark = (text: string) => {
      const { at } = draw(`<text x="0" y="16" font-size="16" fill="#000000">${text}</text>`);
      let sum = 0;
      for (let x = 0; x < 40; x++) for (let y = 0; y < 20; y++) sum += 255 - at(x, y)[0]!;
      return sum;
    };
    expect(dark('a')).toBeGreaterThan(2000);
    expect(dark('å')).toBeGreaterThan(dark('a'));
    expect(dark('&lt;')).toBe(dark('>'.replace('>', '&lt;')));
  });

  it.each(CHARTS)('knows all that a chart of ours is made of: $type', (chart) => {
    const svg = wordChart(chart, { id: 'c1', summary: '', palette: PRINT_PALETTE, width: 640 }, WORDINGS.en);
    const png = drawPng(svg);
    expect(read(png).width).toBe(960);
    expect(Buffer.from(drawPng(svg)).equals(Buffer.from(png))).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(() => draw('<ellipse rx="3"/>')).toThrow('ellipse');
    expect(() => draw('<path d="M0 0C1 1 2 2 3 3" fill="#000000"/>')).toThrow('"C"');
    expect(() => draw('<rect fill="red"/>')).toThrow('red');
  });
});
