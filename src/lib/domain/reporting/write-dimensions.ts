import type { Chart, Param, TableRow } from './document';
import { type Draft, cell, findSoleHighest, phrase, term } from './draft';
import { splitLevels } from './level-segments';
import type { LiveNumber } from './live-number';

interface Standing {
  id: string;
  reached: LiveNumber;
}

/** The dimensions side by side, for those answering and with what is not known of the others. */
export function writeDimensions(draft: Draft): void {
  const level = draft.aggregates.headlineLevel;
  const known = draft.model.dimensions.flatMap(({ id }): Standing[] => {
    const reached = draft.count(`levels-${id}.from-${level}`);
    return reached ? [{ id, reached }] : [];
  });
  const top = findSoleHighest(known, ({ reached }) => reached.value);
  const bottom = findSoleHighest(known, ({ reached }) => -reached.value);
  const number = { level: { number: level } };
  // only where every dimension can be compared, or the withheld one might be the lowest
  const ends = top && bottom && top !== bottom && known.length === draft.model.dimensions.length ? [top, bottom] : [];
  const headline =
    ends.length === 2
      ? phrase('dimensions.heading', {
          top: term('dimension', top!.id),
          bottom: term('dimension', bottom!.id),
          ...number
        })
      : phrase('dimensions.heading-plain', number);
  draft.heading('dimensions', headline, 3);
  if (ends.length === 2)
    draft.headlines.push({ about: 'dimensions', basis: 'answering', text: headline, sources: ['table-dimensions'] });
  for (const end of ends) writeEnd(draft, end, level);
  if (known.length > 0) writeProfile(draft, level);
  writeLevelsChart(draft, known, level);
  writeTable(draft, level);
}

function writeEnd(draft: Draft, { id, reached }: Standing, level: number): void {
  const answered = draft.fact(`levels-${id}.all`);
  const share = draft.share(reached.ref, `levels-${id}.all`);
  const dimension = term('dimension', id);
  const common = { dimension, level: { number: level } };
  if (share) {
    const text = phrase('dimensions.answering', { ...common, reached, answered, share });
    draft.finding(`dimension-${id}-answering`, 'answering', text, ['table-dimensions']);
  }
  if (draft.fact('coverage.silent').value === 0) return;
  const population = draft.fact('coverage.population');
  const sources = ['table-dimension-results'];
  const bounds = draft.bounds(reached.ref);
  if (bounds) {
    const text = phrase('dimensions.bounds', { ...common, ...bounds, population });
    draft.finding(`dimension-${id}-bounds`, 'all', text, sources);
  }
  const estimate = draft.estimate(`estimate-levels-${id}`);
  if (estimate) {
    const text = phrase('dimensions.estimate', { ...common, ...estimate, population });
    draft.finding(`dimension-${id}-estimate`, 'estimate', text, sources);
  }
}

interface Results {
  id: string;
  answering: LiveNumber | null;
  bounds: { low: LiveNumber; high: LiveNumber } | null;
  estimate: { estimate: LiveNumber; low: LiveNumber; high: LiveNumber } | null;
}

/** The three results for each dimension, as marks that differ by their shape. */
function writeProfile(draft: Draft, level: number): void {
  const complete = draft.fact('coverage.silent').value === 0;
  const results = draft.model.dimensions.map(({ id }): Results => {
    const ref = `levels-${id}.from-${level}`;
    return {
      id,
      answering: draft.share(ref, `levels-${id}.all`),
      bounds: complete ? null : draft.bounds(ref),
      estimate: complete ? null : draft.estimate(`estimate-levels-${id}`)
    };
  });
  const number = { level: { number: level } };
  const bars: Extract<Chart, { type: 'profile' }>['bars'] = results.map(({ id, answering, bounds, estimate }) => ({
    label: term('dimension', id),
    share: estimate?.estimate ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    answering,
    least: bounds?.low ?? null,
    most: bounds?.high ?? null
  }));
  draft.chart(
    'chart-dimensions',
    'table-dimension-results',
    complete
      ? phrase('dimensions.profile-chart-exact', { ...number, answered: draft.fact('coverage.answered') })
      : phrase('dimensions.profile-chart', number),
    phrase('dimensions.profile-summary', { parts: { list: results.map(describe), style: 'parts' } }),
    { type: 'profile', bars }
  );
  draft.table(
    'table-dimension-results',
    phrase('dimensions.results-table', number),
    [
      phrase('column.dimension'),
      phrase('column.answering'),
      ...(complete
        ? []
        : [
            phrase('column.lowest'),
            phrase('column.highest'),
            phrase('column.estimate'),
            phrase('column.interval-from'),
            phrase('column.interval-to')
          ])
    ],
    results.map(({ id, answering, bounds, estimate }) => ({
      header: term('dimension', id),
      cells: [
        cell(answering),
        ...(complete
          ? []
          : [bounds?.low, bounds?.high, estimate?.estimate, estimate?.low, estimate?.high].map((one) =>
              cell(one ?? null)
            ))
      ]
    })),
    complete ? [] : draft.model.dimensions.map(({ id }) => `estimate-levels-${id}`)
  );
}

function describe({ id, answering, estimate }: Results): Param {
  const name = term('dimension', id);
  if (answering && estimate) return phrase('chart.named-estimate', { name, answering, ...estimate });
  return answering ? phrase('chart.named-share', { name, share: answering }) : phrase('chart.named-withheld', { name });
}

function writeLevelsChart(draft: Draft, known: Standing[], level: number): void {
  const bars = draft.model.dimensions.map(({ id }) => ({
    label: term('dimension', id),
    ...splitLevels(draft, `levels-${id}`)
  }));
  if (bars.every(({ segments }) => segments.length === 0)) return;
  const answered = draft.fact('overall.all');
  const parts = draft.model.dimensions.map(({ id }): Param => {
    const reached = known.find((one) => one.id === id)?.reached;
    const name = term('dimension', id);
    return reached ? phrase('chart.named-count', { name, count: reached }) : phrase('chart.named-withheld', { name });
  });
  draft.chart(
    'chart-dimension-levels',
    'table-dimensions',
    phrase('dimensions.levels-chart', { answered }),
    phrase('dimensions.levels-summary', { level: { number: level }, parts: { list: parts, style: 'parts' } }),
    {
      type: 'levels',
      levels: draft.model.levels,
      bars
    }
  );
}

function writeTable(draft: Draft, headline: number): void {
  const { levels, dimensions } = draft.model;
  const withNone = dimensions.some(({ id }) => draft.count(`levels-${id}.none`)?.value !== 0);
  const row = (id: string): TableRow => {
    const count = (name: string) => cell(draft.count(`levels-${id}.${name}`));
    return {
      header: term('dimension', id),
      cells: [
        ...levels.map((level) => count(`level-${level}`)),
        ...(withNone ? [count('none')] : []),
        count(`from-${headline}`),
        cell(draft.share(`levels-${id}.from-${headline}`, `levels-${id}.all`)),
        count('all')
      ]
    };
  };
  draft.table(
    'table-dimensions',
    phrase('dimensions.table'),
    [
      phrase('column.dimension'),
      ...levels.map((level) => phrase('column.level-number', { level: { number: level } })),
      ...(withNone ? [phrase('column.no-level')] : []),
      phrase('column.from-level', { level: { number: headline } }),
      phrase('column.share'),
      phrase('row.all')
    ],
    dimensions.map(({ id }) => row(id)),
    dimensions.map(({ id }) => `levels-${id}`)
  );
}
