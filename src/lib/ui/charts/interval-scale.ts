export interface Interval {
  low: number;
  high: number;
}

export interface IntervalScale {
  /** Where a value lies, in percent of the width. */
  at(value: number): number;
  /** Round values, nothing among them. */
  ticks: number[];
}

/** Percent left free on either side, so that dots and numbers at the ends are not cut. */
const MARGIN = 6;
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * A scale that holds every interval and nothing (zero), with three to seven round ticks.
 *
 * @example
 * intervalScale([{ low: -2, high: 5 }]).ticks // [-2, 0, 2, 4, 6]
 */
export function intervalScale(intervals: readonly Interval[]): IntervalScale {
  const low = Math.min(0, ...intervals.map((one) => one.low));
  const high = Math.max(0, ...intervals.map((one) => one.high));
  // what is as good as nothing is drawn as nothing: dividing by it would leave the range of numbers
  const rough = (high - low > 1e-9 ? high - low : 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.map((one) => one * power).find((one) => one >= rough * 0.999) ?? 10 * power;
  const [first, last] = [Math.floor(low / step + 1e-9), Math.max(1, Math.ceil(high / step - 1e-9))];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const [from, to] = [first * step, last * step];
  return { at: (value) => MARGIN + ((100 - 2 * MARGIN) * (value - from)) / (to - from), ticks };
}
