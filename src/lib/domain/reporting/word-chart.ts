import { drawChangeChart } from './charts/change-chart';
import { drawHeatChart } from './charts/heat-chart';
import { drawLevelChart, placeOnRamp } from './charts/level-chart';
import { drawMapChart } from './charts/map-chart';
import type { ChartPalette } from './charts/palette';
import { drawProfileChart } from './charts/profile-chart';
import { drawRankingChart } from './charts/ranking-chart';
import { drawReachedChart } from './charts/reached-chart';
import { drawTileChart } from './charts/tile-chart';
import type { Chart, Param } from './document';
import { phrase } from './draft';
import type { LiveNumber } from './live-number';
import { type Wording, formatLive, formatNumber, formatPercent, joinText, wordParam } from './word';

export interface ChartFrame {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
}

type Of<T extends Chart['type']> = Extract<Chart, { type: T }>;

/** What a drawing is made with: how to say a phrase, a number and a number that may be withheld. */
interface Pen {
  frame: ChartFrame;
  wording: Wording;
  say: (param: Param) => string;
  part: (number: LiveNumber) => { value: number; text: string };
  maybe: (number: LiveNumber | null) => { value: number; text: string } | null;
  together: (number: LiveNumber) => { value: number; text: string };
}

/** A chart's data drawn with the words of a language. */
export function wordChart(chart: Chart, frame: ChartFrame, wording: Wording): string {
  const say = (param: Param) => joinText(wordParam(param, wording));
  const part = (number: LiveNumber) => ({ value: number.value, text: formatLive(number, wording.locale) });
  const pen: Pen = {
    frame,
    wording,
    say,
    part,
    maybe: (number) => (number ? part(number) : null),
    together: (number) => ({ value: number.value, text: say(phrase('chart.together', { count: number })) })
  };
  switch (chart.type) {
    case 'levels':
      return levels(chart, pen);
    case 'reached':
      return reached(chart, pen);
    case 'ranking':
      return ranking(chart, pen);
    case 'profile':
      return profile(chart, pen);
    case 'heat':
      return heat(chart, pen);
    case 'change':
      return change(chart, pen);
    case 'tiles':
      return tiles(chart, pen);
    case 'map':
      return map(chart, pen);
  }
}

function levels(chart: Of<'levels'>, { frame, say, part, together }: Pen): string {
  return drawLevelChart({
    ...frame,
    levels: chart.levels.map((level) => ({ level, name: say({ term: 'level', id: String(level) }) })),
    bars: chart.bars.map((bar) => ({
      label: say(bar.label),
      segments: bar.segments.map(({ level, count }) => ({ level, ...part(count) })),
      together: bar.together ? together(bar.together) : null
    })),
    withheld: say(phrase('legend.together'))
  });
}

function reached(chart: Of<'reached'>, { frame, say, part, maybe, together }: Pen): string {
  return drawReachedChart({
    ...frame,
    bars: chart.bars.map((bar) => ({
      label: say(bar.label),
      reached: maybe(bar.reached),
      notYet: maybe(bar.notYet),
      together: bar.together ? together(bar.together) : null,
      silent: part(bar.silent)
    })),
    words: {
      reached: say(phrase('legend.reached', { level: { number: chart.level } })),
      notYet: say(phrase('legend.not-yet')),
      silent: say(phrase('legend.silent')),
      withheld: say(phrase('legend.together'))
    }
  });
}

function ranking(chart: Of<'ranking'>, { frame, say, maybe }: Pen): string {
  return drawRankingChart({
    ...frame,
    whole: chart.whole.value,
    bars: chart.bars.map((bar) => ({ label: say(bar.label), count: maybe(bar.count) })),
    withheld: say(phrase('report.withheld'))
  });
}

function profile(chart: Of<'profile'>, { frame, wording, say, maybe }: Pen): string {
  const written = (number: LiveNumber) => ({ text: formatLive(number, wording.locale) });
  // without any estimate the exact shares stand at the end of the rows, never both kinds in one column
  const exact = chart.bars.every((bar) => !bar.share && !bar.least);
  return drawProfileChart({
    ...frame,
    ticks: percentTicks(wording),
    bars: chart.bars.map((bar) => {
      const shown = exact ? bar.answering : bar.share;
      const number =
        bar.share && bar.low && bar.high
          ? say(
              phrase('chart.interval', {
                share: written(bar.share),
                low: { text: formatNumber(bar.low.value, wording.locale) },
                high: { text: formatNumber(bar.high.value, wording.locale) }
              })
            )
          : shown
            ? formatLive(shown, wording.locale)
            : say(phrase('report.withheld'));
      return {
        label: say(bar.label),
        number,
        quiet: !shown,
        share: maybe(bar.share),
        low: maybe(bar.low),
        high: maybe(bar.high),
        least: maybe(bar.least ?? null),
        most: maybe(bar.most ?? null),
        answering: maybe(bar.answering ?? null)
      };
    }),
    words: {
      share: say(phrase('legend.estimate')),
      interval: say(phrase('legend.interval')),
      bounds: say(phrase('legend.bounds')),
      answering: say(phrase('legend.answering')),
      number: say(phrase(exact ? 'results.answering' : 'results.estimate'))
    }
  });
}

/** Without the percent sign: the legend says what the numbers are. */
function shares({ wording }: Pen, number: LiveNumber | null) {
  return number && { value: number.value, text: formatNumber(number.value, wording.locale) };
}

function rampWords({ say }: Pen, measure: Param) {
  return { measure: say(phrase('legend.shares', { measure })), withheld: say(phrase('legend.withheld')) };
}

function heat(chart: Of<'heat'>, pen: Pen): string {
  const { frame, say } = pen;
  return drawHeatChart({
    ...frame,
    columns: chart.columns.map(say),
    rows: chart.rows.map(({ label, cells }) => ({ label: say(label), cells: cells.map((one) => shares(pen, one)) })),
    words: rampWords(pen, chart.measure)
  });
}

function change(chart: Of<'change'>, { frame, wording, say, maybe }: Pen): string {
  const numbers = chart.bars.flatMap(({ before, after }) => [before, after].filter((one) => one !== null));
  const percent = numbers.every((number) => number.as === 'percent');
  const most = percent ? 100 : Math.max(1, ...numbers.map(({ value }) => value));
  const written = (number: LiveNumber) => ({ text: formatLive(number, wording.locale) });
  return drawChangeChart({
    ...frame,
    most,
    ticks: percent
      ? percentTicks(wording)
      : [0, most].map((value) => ({ value, text: formatNumber(value, wording.locale) })),
    bars: chart.bars.map((bar) => ({
      label: say(bar.label),
      number:
        bar.before && bar.after
          ? say(phrase('chart.from-to', { before: written(bar.before), after: written(bar.after) }))
          : say(phrase('report.withheld')),
      before: maybe(bar.before),
      after: maybe(bar.after)
    })),
    words: { before: say(chart.before), after: say(chart.after) }
  });
}

function tiles(chart: Of<'tiles'>, pen: Pen): string {
  return drawTileChart({
    ...pen.frame,
    areas: chart.areas.map(({ label, short, place, share }) => ({
      label: pen.say(label),
      short,
      place,
      share: shares(pen, share)
    })),
    words: rampWords(pen, chart.measure)
  });
}

function map(chart: Of<'map'>, pen: Pen): string {
  const { frame, wording, say } = pen;
  const levels = Object.keys(wording.model.levels)
    .map(Number)
    .sort((a, b) => a - b);
  return drawMapChart({
    ...frame,
    drawing: { width: chart.width, height: chart.height },
    areas: chart.areas.map(({ label, path, share }) => ({ label: say(label), path, share: shares(pen, share) })),
    points: chart.points.map(({ label, x, y, level }) => ({
      label: say(label),
      x,
      y,
      level: formatNumber(level, wording.locale),
      place: placeOnRamp(levels, level)
    })),
    words: { ...rampWords(pen, chart.measure), points: say(phrase('legend.points')) },
    source: say(chart.source)
  });
}

function percentTicks({ locale }: Wording) {
  return [0, 25, 50, 75, 100].map((value) => ({ value, text: formatPercent(value, locale) }));
}
