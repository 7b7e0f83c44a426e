import type { AnswerSheet, Criterion, MaturityModel } from '../model/types';
import type { Aggregates, ReadyAggregates } from './aggregate-types';
import { writeDemoNote } from './build-report';
import type { Block, Param, Phrase, ReportDocument, ReportMeta, TableCell, TableRow } from './document';
import { Draft, cell, phrase, term } from './draft';
import { nameClass } from './name-strata';
import type { ReportMaterial } from './report-material';

/** What one municipality answered; its own, never published. */
export interface OwnResult {
  name: string;
  overallLevel: number | null;
  levels: Readonly<Record<string, number | null>>;
  answers: AnswerSheet;
}

/** How many next steps fit a sheet of paper. */
const MOST_STEPS = 8;

/**
 * One municipality's own result for itself, beside the published numbers of all. Its own levels and answers are not live
 * numbers: they stand in no published table.
 *
 * @param aggregates with too few answers there is nothing to stand beside, and only the own result is shown
 *
 * @example
 * buildMunicipalityFactsheet(model, aggregates, { name: 'Exempelby', overallLevel: 2, levels, answers }, meta).title
 * // { key: 'factsheet.own-title', params: { name: { text: 'Exempelby' } } }
 */
export function buildMunicipalityFactsheet(
  model: MaturityModel,
  aggregates: Aggregates,
  own: OwnResult,
  meta: ReportMeta
): ReportDocument {
  const draft = new Draft(model, aggregates.status === 'ready' ? aggregates : nothingPublished(aggregates.threshold));
  if (model.levels.length > 1) writeOwnLevels(draft, own);
  writeOwnSteps(draft, own);
  return frame(model, meta, phrase('factsheet.own-title', { name: { text: own.name } }), draft.blocks);
}

function nothingPublished(threshold: number): ReadyAggregates {
  const strata = { size: [], group: [], stratum: [], area: [] };
  return { status: 'ready', threshold, headlineLevel: 0, strata, tables: {} };
}

/**
 * A county, or the counties it had to be put together with, beside all: published numbers only, so that the sheet may be
 * given to anybody.
 *
 * @param area id of a class of `aggregates.strata.area`
 * @returns null where there is no such area
 *
 * @example
 * buildCountyFactsheet(model, aggregates, '03+04', meta, material)?.title
 * // { key: 'factsheet.area-title', params: { area: "Mellanlän and Kustlän" } }
 */
export function buildCountyFactsheet(
  model: MaturityModel,
  aggregates: Aggregates,
  area: string,
  meta: ReportMeta,
  material: ReportMaterial
): ReportDocument | null {
  if (aggregates.status !== 'ready') return null;
  const one = aggregates.strata.area.find(({ id }) => id === area);
  if (!one) return null;
  const draft = new Draft(model, aggregates, material);
  const name = nameClass('area', one, material.countyNames);
  writeArea(draft, area, name, one.of.filter((county) => county !== 'unknown').length > 1);
  return frame(model, meta, phrase('factsheet.area-title', { area: name }), draft.blocks);
}

function frame(model: MaturityModel, meta: ReportMeta, title: Phrase, blocks: readonly Block[]): ReportDocument {
  const subtitle = phrase('report.subtitle', {
    network: { text: meta.network },
    wave: { text: meta.wave },
    date: { date: meta.date }
  });
  return {
    format: 1,
    meta,
    model: { id: model.id, version: model.version },
    title,
    subtitle,
    blocks: [...writeDemoNote(meta), ...blocks]
  };
}

function writeOwnLevels(draft: Draft, own: OwnResult): void {
  const { model, aggregates } = draft;
  const level = aggregates.headlineLevel;
  const published = draft.has('overall.all');
  const at = (one: number) => ({ level: { number: one }, name: term('level', one) });
  const municipality = { municipality: { text: own.name } };
  draft.heading(
    'own',
    own.overallLevel === null
      ? phrase('factsheet.own-no-level', municipality)
      : phrase('factsheet.own-level', { ...municipality, ...at(own.overallLevel) })
  );
  draft.note('own-only', phrase(published ? 'factsheet.own-note' : 'factsheet.own-alone'));
  if (published) writeOthers(draft, level);
  const row = (header: Param, mine: number | null, table: string): TableRow => ({
    header,
    cells: [
      mine === null ? phrase('row.no-level') : phrase('row.level', at(mine)),
      ...(published ? [cell(draft.share(`${table}.from-${level}`, `${table}.all`))] : [])
    ]
  });
  const tables = ['overall', ...model.dimensions.map(({ id }) => `levels-${id}`)];
  draft.table(
    'table-own',
    phrase('factsheet.own-table'),
    [
      phrase('column.dimension'),
      phrase('factsheet.own-column'),
      ...(published ? [phrase('factsheet.all-column', { level: { number: level } })] : [])
    ],
    [
      { ...row(phrase('row.overall'), own.overallLevel, 'overall'), strong: true },
      ...model.dimensions.map(({ id }) => row(term('dimension', id), own.levels[id] ?? null, `levels-${id}`))
    ],
    published ? tables : []
  );
}

function writeOthers(draft: Draft, level: number): void {
  const [reached, answered] = [draft.count(`overall.from-${level}`), draft.fact('overall.all')];
  const share = draft.share(`overall.from-${level}`, 'overall.all');
  if (!reached || !share) return;
  const text = phrase('levels.answering', { reached, answered, share, level: { number: level } });
  draft.finding('own-others', 'answering', text, ['table-own']);
}

/** What the next level of each dimension still asks for, the nearest first. */
function writeOwnSteps(draft: Draft, own: OwnResult): void {
  const { model } = draft;
  const levelOf = ({ dimension }: Criterion) => own.levels[dimension] ?? model.levels[0] ?? 0;
  const steps = model.criteria
    .filter((one) => one.kind === 'required' && one.level === model.levels.find((level) => level > levelOf(one)))
    .filter(({ id }) => !['yes', 'not-applicable'].includes(own.answers[id] ?? ''))
    .sort((a, b) => a.level - b.level)
    .slice(0, MOST_STEPS);
  if (steps.length === 0) return;
  draft.heading('own-steps', phrase('factsheet.steps-heading'));
  const published = draft.has('coverage.answered');
  draft.table(
    'table-own-steps',
    phrase('factsheet.steps-table'),
    [
      phrase('column.criterion'),
      phrase('column.dimension'),
      phrase('column.level'),
      ...(published ? [phrase('factsheet.steps-others')] : [])
    ],
    steps.map(({ id, dimension, level }) => ({
      header: term('criterion', id),
      cells: [
        phrase('annex.text', { text: term('dimension', dimension) }),
        phrase('report.number', { number: { number: level } }),
        ...(published ? [shareYes(draft, id)] : [])
      ]
    })),
    published ? steps.map(({ id }) => `answers-${id}`) : []
  );
}

function shareYes(draft: Draft, id: string): TableCell {
  if (draft.optional(`answers-${id}.know`)?.value === 0) return 'none';
  return cell(draft.has(`answers-${id}.yes`) ? draft.share(`answers-${id}.yes`, `answers-${id}.know`) : null);
}

function writeArea(draft: Draft, area: string, name: Phrase, merged: boolean): void {
  const level = draft.aggregates.headlineLevel;
  const named = { level: { number: level } };
  const [population, answered] = ['population', 'answered'].map((of) => draft.optional(`${of}-by-area.${area}`));
  const cells = (table: string, of: string) => ({
    reached: `${table}-by-area.${of}/reached`,
    all: `${table}-by-area.${of}/all`
  });
  const shareOf = (table: string, of: string) => {
    const { reached, all } = cells(table, of);
    return draft.has(reached) && draft.has(all) ? draft.share(reached, all) : null;
  };
  draft.heading(
    'area',
    answered && population
      ? phrase('factsheet.area-answered', { answered, population })
      : phrase('factsheet.area-plain')
  );
  if (merged) draft.note('area-merged', phrase('factsheet.area-merged'));
  const reached = draft.optional(cells('overall', area).reached);
  const all = draft.optional(cells('overall', area).all);
  const share = shareOf('overall', area);
  if (reached && all && share) {
    const text = phrase('by.finding', { name, reached, answered: all, share, ...named });
    draft.finding('area-reached', 'answering', text, ['table-area']);
  } else draft.note('area-withheld', phrase('factsheet.area-withheld'), 'withheld');
  const rows = ['overall', ...draft.model.dimensions.map(({ id }) => `levels-${id}`)].map((table, i) => ({
    label: i === 0 ? phrase('row.overall') : term('dimension', draft.model.dimensions[i - 1]!.id),
    shares: [shareOf(table, area), shareOf(table, 'all')],
    table
  }));
  const columns = [name, phrase('row.all')];
  const parts = rows.map(({ label, shares: [mine, others] }): Param =>
    mine && others
      ? phrase('factsheet.area-part', { name: label, share: mine, all: others })
      : phrase('chart.named-withheld', { name: label })
  );
  draft.chart(
    'chart-area',
    'table-area',
    phrase('factsheet.area-chart', named),
    phrase('factsheet.area-summary', { parts: { list: parts, style: 'parts' } }),
    {
      type: 'heat',
      measure: phrase('heat.measure', named),
      columns,
      rows: rows.map(({ label, shares }) => ({ label, cells: shares }))
    }
  );
  draft.table(
    'table-area',
    phrase('factsheet.area-table', named),
    [phrase('column.dimension'), ...columns],
    rows.map(({ label, shares }, i) => ({ header: label, strong: i === 0, cells: shares.map(cell) })),
    [...rows.map(({ table }) => `${table}-by-area`), 'population-by-area', 'answered-by-area']
  );
}
