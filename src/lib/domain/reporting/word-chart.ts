import { drawLevelChart } from './charts/level-chart';
import type { ChartPalette } from './charts/palette';
import { drawRankingChart } from './charts/ranking-chart';
import { drawReachedChart } from './charts/reached-chart';
import type { Chart, Param } from './document';
import { phrase } from './draft';
import type { LiveNumber } from './live-number';
import { type Wording, joinText, wordParam } from './word';

export interface ChartFrame {
  id: string;
  summary: string;
  palette: ChartPalette;
  width: number;
}

/** A chart's data drawn with the words of a language. */
export function wordChart(chart: Chart, frame: ChartFrame, wording: Wording): string {
  const say = (param: Param) => joinText(wordParam(param, wording));
  const part = (number: LiveNumber) => ({ value: number.value, text: say(number) });
  const together = (number: LiveNumber) => ({
    value: number.value,
    text: say(phrase('chart.together', { count: number }))
  });
  const maybe = (number: LiveNumber | null) => (number ? part(number) : null);
  const withheld = say(phrase('legend.together'));
  if (chart.type === 'levels') {
    return drawLevelChart({
      ...frame,
      levels: chart.levels.map((level) => ({ level, name: say({ term: 'level', id: String(level) }) })),
      bars: chart.bars.map((bar) => ({
        label: say(bar.label),
        segments: bar.segments.map(({ level, count }) => ({ level, ...part(count) })),
        together: bar.together ? together(bar.together) : null
      })),
      withheld
    });
  }
  if (chart.type === 'reached') {
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
        withheld
      }
    });
  }
  return drawRankingChart({
    ...frame,
    whole: chart.whole.value,
    bars: chart.bars.map((bar) => ({ label: say(bar.label), count: maybe(bar.count) })),
    withheld: say(phrase('report.withheld'))
  });
}
