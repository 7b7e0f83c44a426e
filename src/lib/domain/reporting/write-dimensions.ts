import type { Chart, Param, TableRow } from './document';
import { type Draft, cell, findSoleHighest, phrase, term } from './draft';
import { splitLevels } from './level-segments';
import type { LiveNumber } from './live-number';

interface Standing {
  id: string;
  reached: LiveNumber;
}

/** Chapter: the dimensions side by side, first for those answering, then with what is not known of the others. */
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
  draft.heading('dimensions', headline);
  if (ends.length === 2)
    draft.headlines.push({ about: 'dimensions', basis: 'answering', text: headline, sources: ['table-dimensions'] });
  for (const end of ends) writeEnd(draft, end, level);
  writeLevelsChart(draft, known, level);
  writeTable(draft, level);
  if (known.length > 0) writeReachedChart(draft, level);
}

function writeEnd(draft: Draft, { id, reached }: Standing, level: number): void {
  const answered = draft.fact(`levels-${id}.all`);
  const share = draft.share(reached.ref, `levels-${id}.all`);
  const dimension = term('dimension', id);
  if (share) {
    const text = phrase('dimensions.answering', { dimension, reached, answered, share, level: { number: level } });
    draft.finding(`dimension-${id}-answering`, 'answering', text, ['table-dimensions']);
  }
  const bounds = draft.bounds(reached.ref);
  if (bounds && draft.fact('coverage.silent').value > 0) {
    const text = phrase('dimensions.bounds', {
      dimension,
      ...bounds,
      population: draft.fact('coverage.population'),
      level: { number: level }
    });
    draft.finding(`dimension-${id}-bounds`, 'all', text, ['table-dimensions']);
  }
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

function writeReachedChart(draft: Draft, level: number): void {
  const silent = draft.fact('coverage.silent');
  const bars: Extract<Chart, { type: 'reached' }>['bars'] = draft.model.dimensions.map(({ id }) => {
    const ref = `levels-${id}.from-${level}`;
    const reached = draft.count(ref);
    const all = `levels-${id}.all`;
    const notYet = draft.read({ ref: all, minus: [ref], as: 'count' });
    return { label: term('dimension', id), reached, notYet, together: reached ? null : draft.count(all), silent };
  });
  draft.chart(
    'chart-dimension-reached',
    'table-dimensions',
    phrase('dimensions.reached-chart', { level: { number: level }, population: draft.fact('coverage.population') }),
    phrase('dimensions.reached-summary', { silent, level: { number: level } }),
    { type: 'reached', level, bars }
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
