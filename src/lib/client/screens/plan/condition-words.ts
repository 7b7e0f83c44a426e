import type { Condition } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';

/** As a choice. */
export const CONDITION_CHOICES: Record<Condition, () => string> = {
  'data-staff': m.plan_condition_data_staff,
  portal: m.plan_condition_portal,
  'joint-service': m.plan_condition_joint_service,
  large: m.plan_condition_large
};
/** Within a sentence. */
const WORDS: Record<Condition, () => string> = {
  'data-staff': m.plan_with_data_staff,
  portal: m.plan_with_portal,
  'joint-service': m.plan_with_joint_service,
  large: m.plan_with_large
};

/** @example conditionWords(['portal', 'large']) // 'a portal of your own or many inhabitants' */
export function conditionWords(conditions: readonly Condition[]): string {
  const list = new Intl.ListFormat(readerLocale(), { type: 'disjunction' });
  return list.format(conditions.map((condition) => WORDS[condition]()));
}
