import { type Draft, cell, findSoleHighest, phrase, term } from './draft';
import { type LevelBar, describeLevels, splitLevels } from './level-segments';

/** The overall level of those answering, what that leaves open for everybody, and what it says under an assumption. */
export function writeLevels(draft: Draft): void {
  const level = draft.aggregates.headlineLevel;
  const reached = draft.count(`overall.from-${level}`);
  const answered = draft.fact('overall.all');
  const named = { level: { number: level }, name: term('level', level) };
  const sources = ['table-levels'];
  const headline = reached
    ? phrase('levels.heading', { reached, answered, ...named })
    : phrase('levels.heading-withheld', { answered });
  draft.heading('levels', headline, 3);
  const share = draft.share(`overall.from-${level}`, 'overall.all');
  if (reached && share) {
    const text = phrase('levels.answering', { reached, answered, share, level: named.level });
    draft.finding('levels-answering', 'answering', text, sources);
    draft.headlines.push({ about: 'levels', basis: 'answering', text, sources });
  } else draft.headlines.push({ about: 'levels', basis: 'answering', text: headline, sources });
  const silent = draft.fact('coverage.silent').value > 0;
  if (silent) writeForAll(draft, level);
  draft.note('levels-meaning', phrase('levels.meaning'));
  const bar = splitLevels(draft, 'overall');
  // a bar without any level would only repeat that nothing can be shown
  if (bar.segments.length > 0) writeChart(draft, bar);
  writeTable(draft, level);
  if (silent) writeResults(draft, level);
}

function writeForAll(draft: Draft, level: number): void {
  const common = { population: draft.fact('coverage.population'), level: { number: level } };
  const sources = ['table-results'];
  const tell = (id: string, basis: 'all' | 'estimate', text: ReturnType<typeof phrase>) => {
    draft.finding(id, basis, text, sources);
    draft.headlines.push({ about: id, basis, text, sources });
  };
  const bounds = draft.bounds(`overall.from-${level}`);
  if (bounds) tell('levels-bounds', 'all', phrase('levels.bounds', { ...bounds, ...common }));
  const estimate = draft.estimate('estimate-overall');
  if (estimate) tell('levels-estimate', 'estimate', phrase('levels.estimate', { ...estimate, ...common }));
}

/** The three results side by side, each with whom it holds for and what it assumes. */
function writeResults(draft: Draft, level: number): void {
  const bounds = draft.bounds(`overall.from-${level}`);
  const estimate = draft.estimate('estimate-overall');
  const nothing = phrase('results.assumes-nothing');
  const all = phrase('results.for-all');
  draft.table(
    'table-results',
    phrase('results.table', { level: { number: level } }),
    [
      phrase('column.result'),
      phrase('column.holds-for'),
      phrase('column.assumes'),
      phrase('column.share'),
      phrase('column.from'),
      phrase('column.to')
    ],
    [
      {
        header: phrase('results.answering'),
        cells: [
          phrase('results.for-answering'),
          nothing,
          cell(draft.share(`overall.from-${level}`, 'overall.all')),
          'none',
          'none'
        ]
      },
      {
        header: phrase('results.bounds'),
        cells: [all, nothing, 'none', cell(bounds?.low ?? null), cell(bounds?.high ?? null)]
      },
      {
        header: phrase('results.estimate'),
        cells: [
          all,
          phrase('results.assumes-alike'),
          cell(estimate?.estimate ?? null),
          cell(estimate?.low ?? null),
          cell(estimate?.high ?? null)
        ]
      }
    ],
    ['estimate-overall']
  );
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
