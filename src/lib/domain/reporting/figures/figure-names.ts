import type { MaturityModel } from '../../model/types';
import type { Param, ReportKey } from '../document';
import { phrase, term } from '../draft';

export interface FigureNaming {
  model: MaturityModel;
  /** Names of counties by code. */
  counties: Readonly<Record<string, string>>;
}

/** Categories that are called by a word of the report. */
const WORDS: Readonly<Record<string, ReportKey>> = {
  all: 'row.all',
  none: 'row.no-level',
  unknown: 'row.unknown',
  yes: 'column.yes',
  partly: 'column.partly',
  no: 'column.no',
  'dont-know': 'column.dont-know',
  'not-applicable': 'column.not-applicable',
  'not-reached': 'column.not-reached',
  unanswered: 'column.unanswered',
  know: 'figure.know',
  unmet: 'figure.unmet',
  self: 'mode.self',
  assisted: 'mode.assisted',
  shared: 'mode.shared',
  population: 'figure.population',
  invited: 'figure.invited',
  answered: 'column.answered',
  silent: 'figure.silent',
  met: 'column.met',
  raised: 'column.raised',
  reached: 'figure.reached',
  short: 'figure.short',
  apart: 'figure.apart',
  both: 'figure.both',
  newcomers: 'figure.newcomers',
  dropouts: 'figure.dropouts',
  kept: 'figure.kept',
  gained: 'figure.gained',
  lost: 'figure.lost',
  neither: 'figure.neither',
  before: 'figure.before',
  now: 'figure.now',
  mentors: 'figure.mentors',
  mentees: 'figure.mentees',
  'with-step': 'figure.with-step',
  'without-step': 'figure.without-step',
  answering: 'figure.answering',
  'bound-low': 'figure.bound-low',
  'bound-high': 'figure.bound-high',
  estimate: 'figure.estimate',
  low: 'figure.low',
  high: 'figure.high',
  difference: 'figure.difference',
  r: 'figure.r',
  h: 'figure.h',
  overall: 'row.overall',
  matched: 'figure.matched',
  asked: 'figure.asked',
  similar: 'figure.similar',
  'dimension-score': 'figure.dimension-score',
  score: 'figure.score',
  'dimension-level': 'figure.dimension-level',
  level: 'figure.level',
  '1': 'figure.severity-1',
  '2': 'figure.severity-2',
  '3': 'figure.severity-3'
};

/** What a column, a part of a bar or a row of an undivided table is called. */
export function nameCategory(id: string | null, naming: FigureNaming): Param {
  if (id === null) return phrase('column.municipalities');
  const word = WORDS[id];
  if (word) return phrase(word);
  const [, kind, level] = /^(level|from)-(\d+)$/.exec(id) ?? [];
  if (level !== undefined && kind === 'from') return phrase('row.from-level', { level: { number: Number(level) } });
  if (level !== undefined) return phrase('row.level', { level: { number: Number(level) }, name: term('level', level) });
  // effects say which group and of what: `asked/score`
  const slash = id.indexOf('/');
  if (slash < 0) return nameThing(id.replace(/^(levels|answers)-/, ''), naming);
  const [group, outcome] = [nameCategory(id.slice(0, slash), naming), nameCategory(id.slice(slash + 1), naming)];
  return phrase('figure.of', { what: group, of: outcome });
}

/** The dimension, criterion or barrier that a table is about. */
export function nameThing(id: string, { model }: FigureNaming): Param {
  if (model.dimensions.some((one) => one.id === id)) return term('dimension', id);
  if (model.criteria.some((one) => one.id === id)) return term('criterion', id);
  if (model.barriers.some((one) => one.id === id)) return term('barrier', id);
  return { text: id };
}
