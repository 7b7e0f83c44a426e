import type { MappingReason, Notice, RegisterField, Repair, RowProblem } from '$lib/domain/register/types';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { problemText } from './problem-text';

const FIELDS: Record<RegisterField, () => string> = {
  code: m.register_field_code,
  name: m.register_field_name,
  nameSecond: m.register_field_name_second,
  countyCode: m.register_field_county_code,
  countyName: m.register_field_county_name,
  group: m.register_field_group,
  urbanisation: m.register_field_urbanisation,
  population: m.register_field_population,
  lat: m.register_field_lat,
  lon: m.register_field_lon,
  validFrom: m.register_field_valid_from,
  validTo: m.register_field_valid_to
};

export function fieldText(field: RegisterField): string {
  return FIELDS[field]();
}

const KINDS: Record<string, () => string> = {
  code: m.register_kind_code,
  countyCode: m.register_kind_code,
  name: m.register_kind_name,
  nameSecond: m.register_kind_name,
  countyName: m.register_kind_name,
  group: m.register_kind_group,
  urbanisation: m.register_kind_urbanisation,
  population: m.register_kind_population,
  lat: m.register_kind_degrees,
  lon: m.register_kind_degrees,
  validFrom: m.register_kind_date,
  validTo: m.register_kind_date
};

/** @example reasonText({ code: 'content', facts: { fitting: 290, total: 290, kind: 'digits', digits: 4 }, ... }) // 'all 290 values have 4 digits' */
export function reasonText({ code, facts = {}, message }: MappingReason): string {
  switch (code) {
    case 'header':
      return m.register_reason_header();
    case 'given':
      return m.register_reason_given();
    case 'remembered':
      return m.register_reason_remembered();
    case 'language': {
      const names = new Intl.DisplayNames([getLocale()], { type: 'language' });
      return m.register_reason_language({ language: names.of(String(facts.language)) ?? '' });
    }
    case 'content': {
      const counts = { fitting: Number(facts.fitting), total: Number(facts.total), digits: Number(facts.digits) };
      const all = counts.fitting === counts.total;
      if (facts.kind === 'digits')
        return all ? m.register_reason_digits_all(counts) : m.register_reason_digits_some(counts);
      const kind = KINDS[String(facts.kind)]?.();
      if (kind === undefined) return message;
      return all ? m.register_reason_fit_all({ ...counts, kind }) : m.register_reason_fit_some({ ...counts, kind });
    }
  }
}

const REPAIRS: Record<string, () => string> = {
  'leading-zeros': m.register_repair_leading_zeros,
  wrapping: m.register_repair_wrapping,
  invisible: m.register_repair_invisible,
  'no-value': m.register_repair_no_value,
  thousands: m.register_repair_thousands,
  'decimal-comma': m.register_repair_decimal_comma,
  date: m.register_repair_date,
  'open-end': m.register_repair_open_end,
  capital: m.register_repair_capital,
  decimals: m.register_repair_decimals
};

export function repairText({ code, why }: Pick<Repair, 'code' | 'why'>): string {
  return REPAIRS[code]?.() ?? why;
}

const NOTICES: Record<string, (notice: { count: number; name: string }) => string> = {
  'titles-skipped': m.register_notice_titles_skipped,
  'notes-skipped': m.register_notice_notes_skipped,
  'no-header': m.register_notice_no_header,
  'totals-skipped': m.register_notice_totals_skipped,
  'repeated-lines': m.register_notice_repeated_lines,
  'county-names-differ': m.register_notice_county_names_differ,
  'double-encoded': m.register_notice_double_encoded
};

export function noticeText({ code, lines, message, facts }: Notice): string {
  return NOTICES[code]?.({ count: lines.length, name: String(facts?.name ?? '') }) ?? message;
}

type Facts = { value: string; digits: number; other: number; start: string; end: string };

/** What is wrong in a row; where it is stands beside it. */
const IN_ROWS: Record<string, (facts: Facts) => string> = {
  'bad-code': m.register_problem_bad_code,
  'bad-name': m.register_problem_bad_name,
  'bad-countyName': m.register_problem_bad_name,
  'bad-group': m.register_problem_bad_group,
  'bad-urbanisation': m.register_problem_bad_urbanisation,
  'bad-population': m.register_problem_bad_population,
  'bad-lat': m.register_problem_bad_degrees,
  'bad-lon': m.register_problem_bad_degrees,
  'bad-validFrom': m.register_problem_bad_date,
  'bad-validTo': m.register_problem_bad_date,
  'missing-code': m.register_problem_missing_code,
  'missing-name': m.register_problem_missing_name,
  'no-code-column': m.register_problem_no_code_column,
  'no-name-column': m.register_problem_no_name_column,
  'half-point': m.register_problem_half_point,
  'ends-before-start': m.register_problem_ends_before_start,
  'code-length': m.register_problem_code_length,
  'duplicate-code': m.register_problem_duplicate_code,
  shifted: m.register_problem_shifted
};

/** Null where only the service's own, English words exist. */
export function rowProblemText({ code, facts = {} }: RowProblem): string | null {
  const { value = '', digits = 0, other = 0, start = '', end = '' } = facts;
  const given = {
    value: String(value),
    digits: Number(digits),
    other: Number(other),
    start: String(start),
    end: String(end)
  };
  return IN_ROWS[code]?.(given) ?? null;
}

/** What is wrong with the file as a whole, or at one place in it. */
const IN_FILE: Record<string, () => string> = {
  'empty-file': m.register_problem_empty_file,
  'file-missing': m.register_file_missing,
  'file-changed': m.register_file_changed,
  'file-too-large': m.register_problem_file_too_large,
  'binary-file': m.register_problem_binary_file,
  'broken-encoding': m.register_problem_broken_encoding,
  'not-a-table': m.register_problem_not_a_table,
  'too-many-columns': m.register_problem_too_many_columns,
  'too-many-rows': m.register_problem_too_many_rows,
  'open-quote': m.register_problem_open_quote,
  'stray-quote': m.register_problem_stray_quote,
  'bad-json': m.register_problem_bad_json,
  'nested-value': m.register_problem_nested_value,
  'bad-mapping': m.register_problem_bad_mapping,
  'no-rows': m.register_problem_no_rows,
  'more-problems': m.register_problem_more_problems,
  'undone-already': m.register_problem_undone_already,
  'newer-import': m.register_problem_newer_import,
  'date-invalid': m.register_problem_date_invalid,
  'date-too-early': m.register_problem_date_too_early,
  'municipality-successor-unknown': m.register_problem_successor_unknown,
  'successor-ended': m.register_problem_successor_ended
};

/**
 * A refusal of the register as people read it, with the line and column its path names.
 *
 * @example registerProblemText({ code: 'open-quote', path: 'lines.4.columns.2', message: '...' }) // 'Rad 4, kolumn 2: ...'
 */
export function registerProblemText(problem: Problem): string {
  const what = IN_FILE[problem.code]?.();
  if (what === undefined) return problemText(problem);
  const [, line, , column] = /^lines\.(\d+)(\.columns\.(\d+))?$/.exec(problem.path) ?? [];
  if (line === undefined) return what;
  const inSentence = /^\p{Lu}\p{Ll}/u.test(what) ? what.charAt(0).toLowerCase() + what.slice(1) : what;
  return column === undefined
    ? m.register_problem_at_line({ line, what: inSentence })
    : m.register_problem_at({ line, column, what: inSentence });
}
