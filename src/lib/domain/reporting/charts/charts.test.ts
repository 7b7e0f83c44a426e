import { describe, expect, it } from 'vitest';
import { drawLevelChart, placeOnRamp } from './level-chart';
import { PRINT_PALETTE } from './palette';
import { drawRankingChart } from './ranking-chart';
import { drawReachedChart } from './reached-chart';
import { element, escapeXml, wrapLabel } from './svg';

const frame = { id: 'c1', summary: 'A & "B"', palette: PRINT_PALETTE, width: 640 };
const part = (value: number) => ({ value, text: String(value) });
const widths = (svg: string, fill: string) =>
  [
    ...svg.matchAll(
      new RegExp(`<rect [^>]*width="([\\d.]+)" height="25"[^>]*fill="${fill.replace(/[()#]/g, '\\$&')}"`, 'g')
    )
  ].map((m) => Number(m[1]));

describe('a level chart', () => {
  const levels = [0, 1, 2, 3, 4, 5].map((level) => ({ level, name: `L${level}` }));
  const segment = (level: number, value: number) => ({ level, ...part(value) });
  const draw = (together: { value: number; text: string } | null) =>
    drawLevelChart({
      ...frame,
      levels,
      withheld: 'not shown one by one',
      bars: [{ label: 'All', segments: [segment(0, 10), segment(5, 20)], together }]
    });

  it('draws each level in its tone of the ramp, as long as its count, with an edge', () => {
    const svg = draw(null);
    const [ten] = widths(svg, PRINT_PALETTE.levels[0]!);
    const [twenty] = widths(svg, PRINT_PALETTE.levels[5]!);
    expect((twenty! + 2) / (ten! + 2)).toBeCloseTo(2, 2);
    expect(svg.match(new RegExp(`stroke="${PRINT_PALETTE.levelEdge}"`, 'g'))!.length).toBeGreaterThanOrEqual(8);
  });

  it('shows withheld levels as one dashed box with their sum, and explains it only where there is one', () => {
    expect(draw(part(9))).toMatch(/stroke-dasharray="4 3".*>9<\/text>/s);
    expect(draw(part(9))).toContain('not shown one by one');
    expect(draw(null)).not.toContain('not shown one by one');
    expect(draw(null)).not.toContain('stroke-dasharray');
  });

  it('spreads models with fewer levels over the whole ramp', () => {
    expect([0, 1, 2, 3].map((level) => placeOnRamp([0, 1, 2, 3], level))).toEqual([0, 2, 3, 5]);
  });
});

describe('a chart of what is reached', () => {
  const words = { reached: 'there', notYet: 'not yet', silent: 'not known', withheld: 'not shown' };

  it('hatches those that did not answer and leaves them out where there are none', () => {
    const bar = { label: 'Licences', reached: part(40), notYet: part(60), together: null };
    const some = drawReachedChart({ ...frame, words, bars: [{ ...bar, silent: part(20) }] });
    expect(some).toContain('fill="url(#c1-hatch)"');
    const none = drawReachedChart({ ...frame, words, bars: [{ ...bar, silent: part(0) }] });
    expect(none).not.toContain('fill="url(#c1-hatch)"');
    expect(none).not.toContain('not known');
  });
});

describe('a ranking', () => {
  const draw = (width: number) =>
    drawRankingChart({
      ...frame,
      width,
      whole: 46,
      withheld: 'not shown',
      bars: [
        { label: 'Unsure', count: part(23) },
        { label: 'Other', count: null }
      ]
    });

  it('gives a withheld count no length', () => {
    expect(draw(640)).toContain('not shown');
    expect(draw(640).match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it('puts labels above the bars where it is narrow', () => {
    expect(draw(640)).toContain(
      `text-anchor="end" font-family="'Source Sans 3'" font-size="13" fill="#000000" class="scale">Unsure`
    );
    expect(draw(320)).toContain(
      `text-anchor="start" font-family="'Source Sans 3'" font-size="13" fill="#000000" class="scale">Unsure`
    );
  });
});

describe('svg', () => {
  it('escapes whatever text comes in', () => {
    expect(escapeXml('<a href="x">&\u0000</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
    expect(element('rect', { x: 1 / 3, fill: '"><script>' })).toBe('<rect x="0.33" fill="&quot;&gt;&lt;script&gt;"/>');
    expect(
      drawRankingChart({ ...frame, whole: 1, withheld: '', bars: [{ label: '<script>', count: part(1) }] })
    ).not.toContain('<script>');
    expect(drawRankingChart({ ...frame, whole: 1, withheld: '', bars: [] })).toContain(
      'aria-label="A &amp; &quot;B&quot;"'
    );
  });

  it('breaks labels at spaces and shortens what does not fit', () => {
    expect(wrapLabel('Knowledge, culture and cooperation', 130, 13, 2)).toEqual([
      'Knowledge, culture',
      'and cooperation'
    ]);
    expect(wrapLabel('one two three four five six seven', 60, 13, 2)).toEqual(['one two', 'three…']);
    expect(wrapLabel('Donaudampfschifffahrtsgesellschaft', 60, 13, 2)).toEqual(['Donaudam…']);
  });
});
