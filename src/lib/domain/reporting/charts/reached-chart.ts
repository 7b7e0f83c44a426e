import { type Segment, type SegmentChart, drawSegmentBars } from './segment-bars';
import type { Svg } from './svg';

interface Part {
  value: number;
  text: string;
}

export interface ReachedChart extends Pick<SegmentChart, 'id' | 'summary' | 'palette' | 'width'> {
  bars: { label: string; reached: Part | null; notYet: Part | null; together: Part | null; silent: Part }[];
  /** What the four looks mean. */
  words: { reached: string; notYet: string; silent: string; withheld: string };
}

/**
 * Dimension profile over all municipalities: there, not there yet, and hatched those that did not answer, so that the
 * lowest and the highest possible share can both be seen.
 *
 * @example
 * drawReachedChart({ id: 'c2', bars: [{ label: 'Licences', reached: { value: 40, text: '40' }, ... }], words, ... })
 */
export function drawReachedChart(chart: ReachedChart): Svg {
  const { id, summary, palette, width, words } = chart;
  const bars = chart.bars.map(({ label, reached, notYet, together, silent }) => {
    const parts: [Part | null, Segment['look']][] = [
      [reached, 'data'],
      [notYet, 'open'],
      [together, 'withheld'],
      [silent, 'unknown']
    ];
    return { label, segments: parts.flatMap(([part, look]) => (part && part.value > 0 ? [{ ...part, look }] : [])) };
  });
  const shown = new Set(bars.flatMap(({ segments }) => segments.map(({ look }) => look)));
  const legend = (
    [
      ['data', words.reached],
      ['open', words.notYet],
      ['withheld', words.withheld],
      ['unknown', words.silent]
    ] as const
  )
    .filter(([look]) => shown.has(look))
    .map(([look, text]) => ({ look, text }));
  return drawSegmentBars({ id, summary, palette, width, legend, bars });
}
