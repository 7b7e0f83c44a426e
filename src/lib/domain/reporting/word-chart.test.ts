import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colourTokens, contrast } from '$lib/ui/styles/contrast';
import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import type { MaturityModel } from '../model/types';
import { buildReport } from './build-report';
import { PRINT_PALETTE } from './charts/palette';
import { placeShare } from './charts/share-ramp';
import { findRoom, readRings } from './charts/shapes';
import type { Chart } from './document';
import type { LiveNumber } from './live-number';
import { findOutside } from './testing/inside-drawing.fixture';
import { MATERIAL, inventTables } from './testing/invented-tables.fixture';
import { WORDINGS } from './testing/report-wording.fixture';
import { formatLive, formatNumber } from './word';
import { wordChart } from './word-chart';

const MODEL = modelData as MaturityModel;
const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: false };
const WIDTHS = [328, 360, 640];

const chartsOf = (seed: number, withheld: number) =>
  buildReport(MODEL, inventTables(seed, { withheld }), META, { material: MATERIAL }).blocks.flatMap((block) =>
    block.kind === 'chart' ? [{ id: block.id, chart: block.chart }] : []
  );
const draw = (chart: Chart, width = 640, locale: 'en' | 'sv' | 'nl' = 'en') =>
  wordChart(chart, { id: 'c', summary: 's', palette: PRINT_PALETTE, width }, WORDINGS[locale]);
/** Texts of a drawing that are neither axis nor legend. */
const results = (svg: string) =>
  [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].flatMap(([, attributes = '', text = '']) =>
    attributes.includes('class="scale"') ? [] : [text]
  );
const find = (type: Chart['type'], seed = 1) => chartsOf(seed, 0).find(({ chart }) => chart.type === type)!.chart;

describe('every chart of the white paper', () => {
  it('is of each kind there is', () => {
    const kinds = new Set(chartsOf(1, 0).map(({ chart }) => chart.type));
    expect(kinds).toEqual(new Set(['levels', 'reached', 'profile', 'heat', 'ranking', 'tiles', 'map', 'change']));
  });

  it.each(WIDTHS)(
    'stays inside its view box at %i, in every language, with much withheld and with nothing',
    (width) => {
      for (const { id, chart } of [...chartsOf(1, 0), ...chartsOf(2, 60)])
        for (const locale of ['en', 'sv', 'nl'] as const)
          expect(findOutside(draw(chart, width, locale)), `${id} ${locale}`).toEqual([]);
    }
  );

  it('says only numbers that its data have', () => {
    for (const { id, chart } of chartsOf(2, 30)) {
      const live: LiveNumber[] = [];
      JSON.stringify(chart, (_, value: unknown) => {
        if (value && typeof value === 'object' && 'ref' in value) live.push(value as LiveNumber);
        return value;
      });
      const known = new Set(live.flatMap((one) => [formatLive(one, 'en'), formatNumber(one.value, 'en')]));
      for (const text of results(draw(chart)))
        for (const [number] of text.matchAll(/\d+%?/g)) {
          // a municipality that publishes itself says its own level
          if (chart.type === 'map' && chart.points.some(({ level }) => String(level) === number)) continue;
          expect(known, `${id}: "${text}"`).toContain(number);
        }
    }
  });
});

describe('a profile', () => {
  it('says the estimate with its interval, and draws the three results with different marks', () => {
    const chart = find('profile');
    if (chart.type !== 'profile') throw new Error('no profile');
    const [bar] = chart.bars;
    const svg = draw(chart);
    expect(results(svg)).toContain(`${bar!.share!.value}% (${bar!.low!.value} to ${bar!.high!.value})`);
    const scale = (x: number) => 204 + ((640 - 112 - 204) * x) / 100;
    const round = (x: number) => Math.round(x * 100) / 100;
    expect(svg).toContain(`cx="${round(scale(bar!.share!.value))}"`);
    expect(svg).toContain(`<rect x="${round(scale(bar!.answering!.value) - 1)}"`);
    expect(svg).toContain(`<rect x="${round(scale(bar!.least!.value))}"`);
  });

  it('draws no interval where the share is known exactly', () => {
    const chart = find('profile');
    if (chart.type !== 'profile') throw new Error('no profile');
    const bars = chart.bars.map((bar) => ({ ...bar, share: null, low: null, high: null, least: null, most: null }));
    const svg = draw({ type: 'profile', bars });
    expect(svg).not.toContain('Its interval');
    expect(results(svg)).toContain(`${bars[0]!.answering!.value}%`);
  });
});

describe('a heat map', () => {
  it('has every share in its cell in the tone of its share, and withheld ones dashed', () => {
    const share = (value: number): LiveNumber => ({ ref: 'a.b', over: 'a.c', as: 'percent', value });
    const svg = draw({
      type: 'heat',
      measure: { text: 'm' },
      columns: [{ text: 'x' }, { text: 'y' }],
      rows: [
        { label: { text: 'r' }, cells: [share(0), share(85)] },
        { label: { text: 'q' }, cells: [share(41), null] }
      ]
    });
    for (const value of [0, 85, 41])
      expect(svg).toMatch(new RegExp(`fill="${PRINT_PALETTE.levels[placeShare(value)]!}"[^>]*/><text [^>]*>${value}<`));
    expect(svg).toMatch(/stroke-dasharray="4 3"[^>]*\/><text [^>]*>c</);
  });

  it('puts shares on the ramp by twenties, nobody apart', () => {
    expect([0, 0.4, 1, 19, 20, 39, 40, 79, 80, 100].map(placeShare)).toEqual([0, 1, 1, 1, 2, 2, 3, 4, 5, 5]);
  });
});

describe('change', () => {
  it('goes from a ring to a dot, and says both numbers', () => {
    const number = (value: number): LiveNumber => ({ ref: 'a.b', over: 'a.c', as: 'percent', value });
    const bars = [{ label: { text: 'x' }, before: number(20), after: number(70) }];
    const svg = draw({ type: 'change', before: { text: 'then' }, after: { text: 'now' }, bars });
    const at = (value: number) => Math.round((204 + ((640 - 112 - 204) * value) / 100) * 100) / 100;
    expect(svg).toContain(`<circle cx="${at(20)}"`);
    expect(svg).toContain(`<circle cx="${at(70)}"`);
    expect(results(svg)).toContain('20% to 70%');
    expect(svg).toMatch(/<path d="M/);
  });
});

describe('a map', () => {
  it('keeps the numbers of areas inside them and off the points', () => {
    const [ring] = readRings('M0 0L100 0L100 40L0 40Z');
    expect(findRoom(ring!, 20, 13, [])![0]).toBe(50);
    expect(findRoom(ring!, 20, 13, [[50, 20]])).toBeNull();
    expect(findRoom(ring!, 120, 13, [])).toBeNull();
  });

  it('refuses paths it cannot measure', () => {
    expect(() => readRings('M0 0c1 1 2 2 3 3Z')).toThrow('"c"');
  });

  it('names the source of its boundaries', () => {
    expect(draw(find('map'))).toContain('Invented boundaries');
  });
});

describe('colours', () => {
  const css = readFileSync('src/lib/ui/styles/tokens.css', 'utf8');
  const themes = {
    light: colourTokens(css),
    dark: { ...colourTokens(css), ...colourTokens(css, 'prefers-color-scheme: dark') }
  };

  it('of cells let their numbers be read, on paper and on the screen, light and dark', () => {
    for (const [place, tone] of PRINT_PALETTE.levels.entries())
      expect(contrast(PRINT_PALETTE.onLevels[place]!, tone), `print ${place}`).toBeGreaterThanOrEqual(4.5);
    for (const [name, theme] of Object.entries(themes))
      for (const place of PRINT_PALETTE.levels.keys())
        expect(
          contrast(theme[`on-level-${place}`]!, theme[`level-${place}`]!),
          `${name} ${place}`
        ).toBeGreaterThanOrEqual(4.5);
  });

  it('of marks stand out from their ground', () => {
    for (const mark of [PRINT_PALETTE.data, PRINT_PALETTE.edge, PRINT_PALETTE.ink])
      expect(contrast(mark, PRINT_PALETTE.ground)).toBeGreaterThanOrEqual(3);
    for (const theme of Object.values(themes))
      for (const mark of ['color-data', 'color-edge', 'color-ink'])
        expect(contrast(theme[mark]!, theme['color-surface']!)).toBeGreaterThanOrEqual(3);
  });
});
