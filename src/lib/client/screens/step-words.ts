import { effortClass } from '$lib/domain/assessment/effort';
import type { UnmetReason } from '$lib/domain/assessment/result-types';
import type { Effort, Role } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';

const REASONS: Record<UnmetReason, () => string> = {
  no: m.result_because_no,
  partly: m.result_because_partly,
  unanswered: m.result_because_unanswered,
  'dont-know': m.result_because_dont_know,
  'not-reached': m.result_because_not_reached
};
const EFFORTS: Record<Effort, () => string> = {
  hours: m.result_effort_hours,
  days: m.result_effort_days,
  weeks: m.result_effort_weeks,
  months: m.result_effort_months
};
const ROLES: Record<Role, () => string> = {
  officer: m.result_role_officer,
  manager: m.result_role_manager,
  politician: m.result_role_politician,
  it: m.result_role_it,
  lawyer: m.result_role_lawyer,
  archivist: m.result_role_archivist,
  procurement: m.result_role_procurement,
  communication: m.result_role_communication,
  registrar: m.result_role_registrar
};

export const reasonWord = (reason: UnmetReason): string => REASONS[reason]();
/** "Takes days. Usually done by a manager." */
export const workWords = (effort: Effort, role: Role): string => `${EFFORTS[effort]()} ${ROLES[role]()}`;

const TOGETHER: Record<Effort, () => string> = {
  hours: m.compare_effort_hours,
  days: m.compare_effort_days,
  weeks: m.compare_effort_weeks,
  months: m.compare_effort_months
};

/** What a move takes in all: "Together a matter of weeks." */
export const moveEffortWords = (effort: number): string => TOGETHER[effortClass(effort)]();
