import type { StratumClass } from './aggregate-types';
import type { Chart, Param, Phrase, TableRow } from './document';
import { type Draft, NOTEWORTHY, cell, findSoleHighest, phrase } from './draft';
import type { LiveNumber } from './live-number';
import { nameClass, slugOf } from './name-strata';

type By = 'size' | 'group';

interface Standing {
  one: StratumClass;
  share: LiveNumber | null;
}

/** The overall level by size and type of municipality: exact for those answering, and what is open for the others. */
export function writeByClass(draft: Draft): void {
  const breakdowns = (['size', 'group'] as const).filter(
    (by) => draft.classes(by).length > 1 && draft.aggregates.tables[`overall-by-${by}`]
  );
  if (breakdowns.length === 0) return;
  const compared = breakdowns.map((by) => ({ by, contrasts: readContrasts(draft, by) }));
  const told = compared.map(({ contrasts }) => contrasts.filter(isNoteworthy));
  const sizes = told[breakdowns.indexOf('size')]?.length ? rank(draft, 'size') : null;
  draft.heading(
    'by-class',
    headlineOf(sizes, told.flat().length, compared.flatMap(({ contrasts }) => contrasts).length),
    3
  );
  if (sizes) for (const { one } of [sizes.high, sizes.low]) writeShare(draft, 'size', one);
  for (const by of breakdowns) writeBreakdown(draft, by);
  for (const { by, contrasts } of compared) writeContrasts(draft, by, contrasts);
}

/** What is only chance is no headline: the highest and the lowest are named where one of them differs from the others by more. */
function headlineOf(sizes: { high: Standing; low: Standing } | null, noteworthy: number, compared: number): Phrase {
  if (sizes) {
    const [high, low] = [nameClass('size', sizes.high.one, {}), nameClass('size', sizes.low.one, {})];
    return phrase('by.heading-size', { high, low });
  }
  return phrase(noteworthy === 0 && compared > 0 ? 'by.heading-alike' : 'by.heading');
}

const cellsOf = (by: By, { id }: StratumClass) => ({
  reached: `overall-by-${by}.${id}/reached`,
  short: `overall-by-${by}.${id}/short`,
  all: `overall-by-${by}.${id}/all`
});

/** Null unless every class can be compared and each end is one class alone. */
function rank(draft: Draft, by: By): { high: Standing; low: Standing } | null {
  const named = draft.classes(by).filter(({ of }) => !of.includes('unknown'));
  const known = standings(draft, by, named).filter(({ share }) => share !== null);
  if (known.length < named.length) return null;
  const high = findSoleHighest(known, ({ share }) => share!.value);
  const low = findSoleHighest(known, ({ share }) => -share!.value);
  return high && low && high !== low ? { high, low } : null;
}

function standings(draft: Draft, by: By, classes: readonly StratumClass[]): Standing[] {
  return classes.map((one) => {
    const cells = cellsOf(by, one);
    return { one, share: draft.share(cells.reached, cells.all) };
  });
}

/** "Municipalities with fewer than 5,000 inhabitants", or the name of the group. */
function nameMunicipalities(by: By, one: StratumClass): Param {
  const name = nameClass(by, one, {});
  return by === 'size' ? phrase('by.inhabitants', { size: name }) : name;
}

function writeShare(draft: Draft, by: By, one: StratumClass): void {
  const cells = cellsOf(by, one);
  const [reached, answered] = [draft.count(cells.reached), draft.count(cells.all)];
  const share = draft.share(cells.reached, cells.all);
  if (!reached || !answered || !share) return;
  const params = { name: nameMunicipalities(by, one), reached, answered, share };
  const text = phrase('by.finding', { ...params, level: { number: draft.aggregates.headlineLevel } });
  draft.finding(`by-${by}-${slugOf(one.id)}`, 'answering', text, [`table-levels-${by}`]);
}

function writeBreakdown(draft: Draft, by: By): void {
  const level = { level: { number: draft.aggregates.headlineLevel } };
  const classes = draft.classes(by);
  const bars: Extract<Chart, { type: 'reached' }>['bars'] = classes.flatMap((one) => {
    const cells = cellsOf(by, one);
    const reached = draft.count(cells.reached);
    const notYet = draft.count(cells.short);
    const population = `population-by-${by}.${one.id}`;
    const silent = draft.read({ ref: population, minus: [`answered-by-${by}.${one.id}`], as: 'count' });
    if (!silent) return [];
    const together = reached && notYet ? null : draft.count(cells.all);
    return [
      {
        label: nameClass(by, one, {}),
        reached: together ? null : reached,
        notYet: together ? null : notYet,
        together,
        silent
      }
    ];
  });
  const parts = standings(draft, by, classes).map(({ one, share }): Param => {
    const name = nameClass(by, one, {});
    return share ? phrase('chart.named-share', { name, share }) : phrase('chart.named-withheld', { name });
  });
  // bars of nothing but what is withheld would only draw who has answered once more
  const shown = bars.some(({ reached }) => reached !== null);
  if (shown)
    draft.chart(
      `chart-levels-${by}`,
      `table-levels-${by}`,
      phrase(by === 'size' ? 'by.size-chart' : 'by.group-chart', {
        ...level,
        population: draft.fact('coverage.population')
      }),
      phrase('by.summary', { ...level, parts: { list: parts, style: 'parts' } }),
      { type: 'reached', level: draft.aggregates.headlineLevel, bars }
    );
  writeTable(draft, by);
}

function writeTable(draft: Draft, by: By): void {
  const level = { level: { number: draft.aggregates.headlineLevel } };
  const row = (header: Param, id: string, strong: boolean): TableRow => {
    const cells = cellsOf(by, { id, of: [] });
    return {
      header,
      strong,
      cells: [
        cell(draft.count(`population-by-${by}.${id}`)),
        cell(draft.count(cells.all)),
        cell(draft.count(cells.reached)),
        cell(draft.count(cells.short)),
        draft.count(cells.all)?.value === 0 ? 'none' : cell(draft.share(cells.reached, cells.all))
      ]
    };
  };
  draft.table(
    `table-levels-${by}`,
    phrase(by === 'size' ? 'by.size-table' : 'by.group-table', level),
    [
      phrase(by === 'size' ? 'column.inhabitants' : 'column.group'),
      phrase('column.municipalities'),
      phrase('column.answered'),
      phrase('column.from-level', level),
      phrase('column.not-yet'),
      phrase('column.share')
    ],
    [
      ...draft.classes(by).map((one) => row(nameClass(by, one, {}), one.id, false)),
      row(phrase('row.all'), 'all', true)
    ],
    [`overall-by-${by}`]
  );
}

interface Contrast {
  one: StratumClass;
  contrast: { difference: LiveNumber; low: LiveNumber; high: LiveNumber };
  probability: LiveNumber | null;
}

/** Each class against all others answering. */
function readContrasts(draft: Draft, by: By): Contrast[] {
  return draft.classes(by).flatMap((one): Contrast[] => {
    const contrast = draft.difference(`contrast-overall-by-${by}.${one.id}/`);
    const probability = draft.value(`contrast-tests-by-${by}.${one.id}`, undefined, 3);
    return contrast ? [{ one, contrast, probability }] : [];
  });
}

/** With all the comparisons of its kind together. */
function isNoteworthy({ one, probability }: Contrast): boolean {
  return probability !== null && probability.value < NOTEWORTHY && !one.of.includes('unknown');
}

function writeContrasts(draft: Draft, by: By, contrasts: readonly Contrast[]): void {
  const level = { level: { number: draft.aggregates.headlineLevel } };
  if (contrasts.length === 0) return;
  for (const { one, contrast } of contrasts.filter(isNoteworthy)) {
    const text = phrase(contrast.difference.value > 0 ? 'by.more' : 'by.less', {
      ...contrast,
      ...level,
      name: nameMunicipalities(by, one)
    });
    draft.finding(`contrast-${by}-${slugOf(one.id)}`, 'compared', text, [`table-contrasts-${by}`]);
  }
  draft.table(
    `table-contrasts-${by}`,
    phrase(by === 'size' ? 'by.contrast-size-table' : 'by.contrast-group-table'),
    [
      phrase(by === 'size' ? 'column.inhabitants' : 'column.group'),
      phrase('column.difference'),
      phrase('column.interval-from'),
      phrase('column.interval-to'),
      phrase('column.probability')
    ],
    contrasts.map(({ one, contrast: { difference, low, high }, probability }) => ({
      header: nameClass(by, one, {}),
      cells: [difference, low, high, cell(probability)]
    })),
    [`contrast-overall-by-${by}`, `contrast-tests-by-${by}`]
  );
}
