import { type Draft, cell, findSoleHighest, phrase, term } from './draft';
import { type LevelBar, describeLevels, splitLevels } from './level-segments';

/** Chapter: the overall level of those answering, and what that leaves open for everybody. */
export function writeLevels(draft: Draft): void {
  const level = draft.aggregates.headlineLevel;
  const reached = draft.count(`overall.from-${level}`);
  const answered = draft.fact('overall.all');
  const named = { level: { number: level }, name: term('level', level) };
  const sources = ['table-levels'];
  const headline = reached
    ? phrase('levels.heading', { reached, answered, ...named })
    : phrase('levels.heading-withheld', { answered });
  draft.heading('levels', headline);
  const share = draft.share(`overall.from-${level}`, 'overall.all');
  if (reached && share) {
    const text = phrase('levels.answering', { reached, answered, share, level: named.level });
    draft.finding('levels-answering', 'answering', text, sources);
    draft.headlines.push({ about: 'levels', basis: 'answering', text, sources });
  }
  writeBounds(draft, level, sources);
  draft.note('levels-meaning', phrase('levels.meaning'));
  const bar = splitLevels(draft, 'overall');
  // a bar without any level would only repeat that nothing can be shown
  if (bar.segments.length > 0) writeChart(draft, bar);
  writeTable(draft, level);
}

function writeBounds(draft: Draft, level: number, sources: string[]): void {
  const bounds = draft.bounds(`overall.from-${level}`);
  if (!bounds || draft.fact('coverage.silent').value === 0) return;
  const text = phrase('levels.bounds', {
    ...bounds,
    population: draft.fact('coverage.population'),
    level: { number: level }
  });
  draft.finding('levels-bounds', 'all', text, sources);
  draft.headlines.push({ about: 'levels', basis: 'all', text, sources });
}

function writeChart(draft: Draft, bar: LevelBar): void {
  const answered = draft.fact('overall.all');
  const mode = bar.together ? null : findSoleHighest(bar.segments, ({ count }) => count.value);
  const title = mode
    ? phrase('levels.chart', {
        level: { number: mode.level },
        name: term('level', mode.level),
        count: mode.count,
        answered
      })
    : phrase('levels.chart-plain', { answered });
  draft.chart('chart-levels', 'table-levels', title, phrase('levels.chart-summary', { parts: describeLevels(bar) }), {
    type: 'levels',
    levels: draft.model.levels,
    bars: [{ label: phrase('row.overall'), ...bar }]
  });
}

function writeTable(draft: Draft, headline: number): void {
  const row = (id: string) => [cell(draft.count(`overall.${id}`)), cell(draft.share(`overall.${id}`, 'overall.all'))];
  const none = draft.count('overall.none');
  draft.table(
    'table-levels',
    phrase('levels.table'),
    [phrase('column.level'), phrase('column.municipalities'), phrase('column.share')],
    [
      ...draft.model.levels.map((level) => ({
        header: phrase('row.level', { level: { number: level }, name: term('level', level) }),
        cells: row(`level-${level}`)
      })),
      ...(none?.value === 0 ? [] : [{ header: phrase('row.no-level'), cells: row('none') }]),
      { header: phrase('row.from-level', { level: { number: headline } }), cells: row(`from-${headline}`) },
      { header: phrase('row.all'), strong: true, cells: row('all') }
    ],
    ['overall']
  );
}
