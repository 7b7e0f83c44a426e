import type { Breakdown, TableSubject } from '$lib/domain/reporting/aggregate-types';
import { m } from '$lib/paraglide/messages.js';

const SUBJECTS: Record<TableSubject, () => string> = {
  overall: m.dashboard_subject_overall,
  levels: m.dashboard_subject_levels,
  answers: m.dashboard_subject_answers,
  barrier: m.dashboard_subject_barrier,
  severity: m.dashboard_subject_severity,
  change: m.dashboard_subject_change,
  mentoring: m.dashboard_subject_mentoring,
  coverage: m.dashboard_subject_coverage,
  answered: m.dashboard_subject_answered,
  met: m.dashboard_subject_met,
  population: m.dashboard_subject_population,
  modes: m.dashboard_subject_modes,
  panel: m.dashboard_subject_panel,
  estimate: m.dashboard_subject_estimate,
  shift: m.dashboard_subject_shift,
  contrast: m.dashboard_subject_contrast,
  effect: m.dashboard_subject_effect,
  representativeness: m.dashboard_subject_representativeness,
  ladder: m.dashboard_subject_ladder,
  'item-rest': m.dashboard_subject_item_rest
};
const SHARES: Record<string, () => string> = {
  overall: m.dashboard_share_overall,
  levels: m.dashboard_share_levels,
  answers: m.dashboard_share_answers
};
const BREAKDOWNS: Record<Breakdown, () => string> = {
  size: m.dashboard_by_size,
  group: m.dashboard_by_group,
  stratum: m.dashboard_by_stratum,
  area: m.dashboard_by_area
};

export const FACET_WORDS = {
  subject: m.dashboard_facet_subject,
  share: m.dashboard_facet_share,
  of: m.dashboard_facet_of,
  by: m.dashboard_facet_by,
  view: m.dashboard_facet_view
};

/** What an option is called, where the model has no name for it. */
export function optionText(facet: keyof typeof FACET_WORDS, value: string | null): string {
  if (facet === 'view') return value === 'table' ? m.dashboard_view_table() : m.dashboard_view_chart();
  if (value === null) return facet === 'by' ? m.dashboard_by_none() : m.dashboard_all_of();
  const words: Record<string, () => string> = facet === 'subject' ? SUBJECTS : facet === 'share' ? SHARES : BREAKDOWNS;
  return words[value]?.() ?? value;
}
