import { type Segment, type SegmentChart, type SegmentLook, drawSegmentBars } from './segment-bars';
import type { Svg } from './svg';

export interface LevelChart extends Pick<SegmentChart, 'id' | 'summary' | 'palette' | 'width'> {
  /** Every level of the model, ascending, with its name in the reader's language. */
  levels: { level: number; name: string }[];
  bars: {
    label: string;
    segments: { level: number; value: number; text: string }[];
    /** Withheld levels, shown as one; null where there are none. */
    together: { value: number; text: string } | null;
  }[];
  /** What the dashed box means. */
  withheld: string;
}

/**
 * Level distribution: one bar for each label, divided by level on the ramp, withheld levels together in a dashed box.
 *
 * @example
 * drawLevelChart({ id: 'c1', levels, bars: [{ label: 'Overall', segments: [{ level: 0, value: 12, text: '12' }], together: null }], ... })
 */
export function drawLevelChart(chart: LevelChart): Svg {
  const { id, summary, palette, width } = chart;
  const look = (level: number): SegmentLook => ({
    level: placeOnRamp(
      chart.levels.map((one) => one.level),
      level
    )
  });
  const bars = chart.bars.map(({ label, segments, together }) => ({
    label,
    segments: [
      ...segments.map(({ level, value, text }): Segment => ({ value, text, look: look(level) })),
      ...(together ? [{ ...together, look: 'withheld' as const }] : [])
    ]
  }));
  const legend = [
    ...chart.levels.map(({ level, name }) => ({ text: `${level} ${name}`, look: look(level) })),
    ...(chart.bars.some(({ together }) => together) ? [{ text: chart.withheld, look: 'withheld' as const }] : [])
  ];
  return drawSegmentBars({ id, summary, palette, width, legend, bars });
}

/** The ramp has six tones; models with more or fewer levels are spread over it from end to end. */
export function placeOnRamp(levels: readonly number[], level: number): number {
  const place = levels.indexOf(level);
  return levels.length < 2 ? 0 : Math.round((place / (levels.length - 1)) * 5);
}
