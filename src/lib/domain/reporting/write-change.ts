import type { Chart, Param, TableRow } from './document';
import { type Draft, NOTEWORTHY, cell, phrase, term } from './draft';

/** What has changed since the last wave, for those that answered both times and for nobody else. */
export function writeChange(draft: Draft): void {
  const { tables } = draft.aggregates;
  const reason = tables['change-overall']?.withheld;
  const without = !tables.panel
    ? phrase('change.none')
    : reason === 'other-model'
      ? phrase('change.other-model')
      : null;
  if (without) {
    draft.note('change-none', without);
    return;
  }
  draft.paragraph('change-explain', phrase('change.explain'));
  const both = draft.optional('panel.both');
  if (both) draft.finding('change-panel', 'panel', phrase('change.panel', { both }), ['table-panel']);
  const dropouts = draft.optional('panel.dropouts');
  if (dropouts) draft.note('change-dropouts', phrase('change.dropouts', { dropouts }));
  if (draft.model.levels.length > 1) writeLevels(draft);
  writePanel(draft);
}

/** How many are at the headline level, then and now. */
function writeLevels(draft: Draft): void {
  const dimensions = draft.model.dimensions.filter(({ id }) => sharesOf(draft, `change-levels-${id}`) !== null);
  const overall = sharesOf(draft, 'change-overall');
  if (!overall && dimensions.length === 0) draft.note('change-withheld', phrase('change.withheld'), 'withheld');
  writeOverall(draft);
  writeDimensions(draft);
  if (dimensions.length > 0) writeChart(draft);
  if (overall || dimensions.length > 0) writeTable(draft);
}

/** Shares of the panel at the headline level then and now; null unless both may be shown. */
function sharesOf(draft: Draft, table: string) {
  if (!draft.has(`${table}.all`)) return null;
  const all = draft.count(`${table}.all`);
  const [before, now] = ['before', 'now'].map((cell) => draft.share(`${table}.${cell}`, `${table}.all`));
  return all && before && now ? { all, before, now } : null;
}

const levelOf = (draft: Draft) => ({ level: { number: draft.aggregates.headlineLevel } });

function writeOverall(draft: Draft): void {
  const shares = sharesOf(draft, 'change-overall');
  const sources = ['table-change'];
  if (shares) {
    const text = phrase('change.overall', { ...shares, ...levelOf(draft) });
    draft.finding('change-overall', 'panel', text, sources);
    draft.headlines.push({ about: 'change-overall', basis: 'panel', text, sources });
  }
  const shift = draft.difference('shift-overall.');
  if (!shift) return;
  const open = shift.low.value <= 0 && shift.high.value >= 0;
  const key = open ? 'change.open' : shift.difference.value > 0 ? 'change.up' : 'change.down';
  draft.finding('change-shift', 'compared', phrase(key, { ...shift, ...levelOf(draft) }), sources);
}

/** Only dimensions whose change holds with all comparisons taken together. */
function writeDimensions(draft: Draft): void {
  const compared = draft.model.dimensions.flatMap(({ id }) => {
    const shift = draft.difference(`shift-levels-${id}.`);
    const probability = draft.value(`shift-tests.levels-${id}`, undefined, 3);
    return shift && probability ? [{ id, shift, probability }] : [];
  });
  const noteworthy = compared.filter(({ probability }) => probability.value < NOTEWORTHY);
  for (const { id, shift } of noteworthy) {
    const key = shift.difference.value > 0 ? 'change.up-in' : 'change.down-in';
    const text = phrase(key, { ...shift, ...levelOf(draft), dimension: term('dimension', id) });
    draft.finding(`change-${id}`, 'compared', text, ['table-change']);
  }
  if (compared.length > 0 && noteworthy.length === 0) draft.note('change-none-in', phrase('change.none-in'));
}

function writeChart(draft: Draft): void {
  const shares = draft.model.dimensions.map(({ id }) => ({ id, ...sharesOf(draft, `change-levels-${id}`) }));
  const bars: Extract<Chart, { type: 'change' }>['bars'] = shares.map(({ id, before, now }) => ({
    label: term('dimension', id),
    before: before ?? null,
    after: now ?? null
  }));
  const parts = shares.map(({ id, before, now }): Param => {
    const name = term('dimension', id);
    return before && now
      ? phrase('chart.named-change', { name, before, after: now })
      : phrase('chart.named-withheld', { name });
  });
  draft.chart(
    'chart-change',
    'table-change',
    phrase('change.chart', levelOf(draft)),
    phrase('change.chart-summary', { parts: { list: parts, style: 'parts' } }),
    { type: 'change', before: phrase('change.then'), after: phrase('change.now'), bars }
  );
}

function writeTable(draft: Draft): void {
  const row = (header: Param, of: string, strong: boolean): TableRow => {
    const shares = sharesOf(draft, `change-${of}`);
    const shift = draft.difference(`shift-${of}.`);
    return {
      header,
      strong,
      cells: [
        cell(draft.optional(`change-${of}.all`)),
        cell(shares?.before ?? null),
        cell(shares?.now ?? null),
        cell(draft.optional(`change-${of}.gained`)),
        cell(draft.optional(`change-${of}.lost`)),
        cell(shift?.difference ?? null),
        cell(shift?.low ?? null),
        cell(shift?.high ?? null),
        cell(draft.value(`shift-tests.${of}`, undefined, 3))
      ]
    };
  };
  const all = ['overall', ...draft.model.dimensions.map(({ id }) => `levels-${id}`)];
  draft.table(
    'table-change',
    phrase('change.table', levelOf(draft)),
    [
      phrase('column.dimension'),
      phrase('column.both'),
      phrase('column.then'),
      phrase('column.now'),
      phrase('column.gained'),
      phrase('column.lost'),
      phrase('column.points'),
      phrase('column.interval-from'),
      phrase('column.interval-to'),
      phrase('column.probability')
    ],
    [
      row(phrase('row.overall'), 'overall', true),
      ...draft.model.dimensions.map(({ id }) => row(term('dimension', id), `levels-${id}`, false))
    ],
    [...all.map((of) => `change-${of}`), ...all.map((of) => `shift-${of}`), 'shift-tests']
  );
}

function writePanel(draft: Draft): void {
  const shown = (['both', 'newcomers', 'dropouts'] as const).some((id) => draft.optional(`panel.${id}`));
  if (!shown) return;
  const row = (id: 'both' | 'newcomers' | 'dropouts'): TableRow => ({
    header: phrase(`row.${id}`),
    cells: [cell(draft.optional(`panel.${id}`))]
  });
  draft.table(
    'table-panel',
    phrase('change.panel-table'),
    [phrase('column.measure'), phrase('column.municipalities')],
    [row('both'), row('newcomers'), row('dropouts')],
    ['panel']
  );
}
