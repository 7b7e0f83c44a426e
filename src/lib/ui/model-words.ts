import type { Criterion } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';

type Words<T extends string> = Record<T, () => string>;

export const EFFORTS: Words<Criterion['effort']> = {
  hours: m.model_effort_hours,
  days: m.model_effort_days,
  weeks: m.model_effort_weeks,
  months: m.model_effort_months
};

export const ROLES: Words<Criterion['role']> = {
  officer: m.model_role_officer,
  manager: m.model_role_manager,
  politician: m.model_role_politician,
  it: m.model_role_it,
  lawyer: m.model_role_lawyer,
  archivist: m.model_role_archivist,
  procurement: m.model_role_procurement,
  communication: m.model_role_communication,
  registrar: m.model_role_registrar
};

export const EVIDENCES: Words<Criterion['evidence']['kind']> = {
  none: m.model_evidence_none,
  link: m.model_evidence_link,
  document: m.model_evidence_document,
  'decision-number': m.model_evidence_decision_number
};

export const KINDS: Words<Criterion['kind']> = {
  required: m.models_f_kind_required,
  advice: m.models_f_kind_advice
};

export const CONDITION_WORDS: Words<NonNullable<Criterion['helpedBy']>[number]> = {
  'data-staff': m.models_f_helped_data_staff,
  portal: m.models_f_helped_portal,
  'joint-service': m.models_f_helped_joint_service,
  large: m.models_f_helped_large
};

/** What a select offers, from words by value. */
export function optionsOf(words: Words<string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label: label() }));
}
