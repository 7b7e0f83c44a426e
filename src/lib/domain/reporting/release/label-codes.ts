import type { ModelText } from '../../model/types';
import { SIZE_CLASSES } from '../../register/size-class';
import type { Locale } from '../../shared/locale';
import type { TableAbout, TableUnit } from '../aggregate-types';
import { formatNumber } from '../word';
import { fill, type ReleaseTexts } from './release-texts';

/** What codes are called in one language. */
export interface Names {
  locale: Locale;
  model: ModelText;
  texts: ReleaseTexts;
  /** Of counties by code; without one, the code stands. */
  counties: Readonly<Record<string, string>>;
}

/**
 * What a dimension, criterion or barrier is called; its id where the model's texts do not have it.
 *
 * @example
 * labelOf({ subject: 'levels', of: 'legal' }, names) // 'Law and licences'
 */
export function labelOf(about: TableAbout, names: Names): string {
  const { of } = about;
  if (of === undefined) return '';
  const { dimensions, criteria, barriers } = names.model;
  return dimensions[of]?.name ?? criteria[of]?.statement.replace(/\.$/, '') ?? barriers[of]?.name ?? of;
}

/**
 * What a table holds, in words.
 *
 * @example
 * labelTable({ subject: 'levels', of: 'legal', by: 'size' }, names)
 * // 'Level in a dimension: Law and licences. Number of inhabitants'
 */
export function labelTable(about: TableAbout, names: Names): string {
  const subject = names.texts.subjects[about.subject];
  const of = about.of === undefined ? '' : `: ${labelOf(about, names)}`;
  const share = about.of === undefined && about.share === 'overall' ? `: ${names.texts.subjects.overall}` : '';
  return `${subject}${of}${share}${about.by ? `. ${names.texts.bys[about.by]}` : ''}`;
}

/**
 * What a class of municipalities is called; classes put together are joined by "or".
 *
 * @example
 * labelStratum('s1+s2', 'size', names) // 'fewer than 5,000 inhabitants; or 5,000 to 9,999 inhabitants'
 */
export function labelStratum(stratum: string, by: TableAbout['by'], names: Names): string {
  if (stratum === '') return '';
  const parts = stratum.split('+').map((part) => labelPart(part, by, names));
  return parts.reduce((one, other) => fill(names.texts.strata.or, { one, other }));
}

function labelPart(part: string, by: TableAbout['by'], names: Names): string {
  const { strata } = names.texts;
  if (part === 'all' || part === 'unknown') return strata[part];
  if (by === 'area') return names.counties[part] ?? part;
  const slash = part.indexOf('/');
  if (slash > 0) {
    const [one, other] = [labelPart(part.slice(0, slash), by, names), labelPart(part.slice(slash + 1), by, names)];
    return fill(strata.together, { one, other });
  }
  if (part === 'A' || part === 'B' || part === 'C') return strata[part];
  const size = SIZE_CLASSES.find(({ id }) => id === part);
  if (!size) return part;
  const say = (value: number) => formatNumber(value, names.locale);
  if (size.max === null) return fill(strata.over, { from: say(size.min) });
  if (size.min === 0) return fill(strata.under, { limit: say(size.max + 1) });
  return fill(strata.between, { from: say(size.min), to: say(size.max) });
}

/**
 * What a category is called in a table about that; the code itself where nothing is known of it.
 *
 * @example
 * labelCategory('from-2', { subject: 'overall' }, 'municipalities', names) // 'Level 2 or higher'
 */
export function labelCategory(category: string, about: TableAbout, unit: TableUnit, names: Names): string {
  const { categories, subjects } = names.texts;
  const plain = (code: string) =>
    Object.hasOwn(categories, code) ? categories[code as keyof typeof categories] : code;
  const named = (of: string, figure: string) =>
    fill(categories.named, { name: labelOf({ ...about, of }, names), figure: plain(figure) });
  if (about.subject === 'severity' && /^\d$/.test(category)) return fill(categories.severity, { level: category });
  if (about.subject === 'ladder') {
    const [dimension = '', figure = 'complete'] = category.split('/');
    return named(dimension, figure);
  }
  if (about.subject === 'item-rest') return named(category, 'item-rest');
  if (about.subject === 'shift' && unit === 'probability') {
    const of = /^(?:levels|answers)-(.+)$/.exec(category)?.[1];
    return of === undefined
      ? fill(categories.named, { name: subjects.overall, figure: categories.test })
      : named(of, 'test');
  }
  if (about.subject === 'effect' && category.includes('/')) {
    const [whom = '', outcome = '', figure = ''] = category.split('/');
    const what = outcome === 'level' ? 'overall-level' : outcome;
    return fill(categories.compared, { whom: plain(whom), outcome: plain(what), figure: plain(figure) });
  }
  const level = /^(level|from)-(-?\d+)$/.exec(category);
  if (!level) return plain(category);
  const [, kind, number = ''] = level;
  return kind === 'level'
    ? fill(categories.level, { level: number, name: names.model.levels[number]?.name ?? '' })
    : fill(categories.from, { level: number });
}
