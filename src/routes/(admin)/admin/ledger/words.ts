import type { LedgerEntry } from '$lib/domain/outreach/ledger';
import { SIZE_CLASSES } from '$lib/domain/register/size-class';
import { m } from '$lib/paraglide/messages.js';
import { numberText } from '$lib/ui/dates';
import type { Texts } from './read-texts';

export const STATE_WORDS: Record<LedgerEntry['state'], () => string> = {
  open: m.municipality_state_open,
  overcome: m.municipality_state_overcome,
  'taken-back': m.municipality_state_taken_back
};
export const SIDE_WORDS: Record<NonNullable<LedgerEntry['stateSide']>, () => string> = {
  municipality: m.ledger_side_municipality,
  network: m.ledger_side_network
};
export const ROLE_WORDS: Record<NonNullable<LedgerEntry['quoteRole']>, () => string> = {
  official: m.outreach_role_official,
  manager: m.outreach_role_manager,
  politician: m.outreach_role_politician,
  it: m.outreach_role_it,
  other: m.outreach_role_other
};
const SEVERITIES = [m.outreach_severity_1, m.outreach_severity_2, m.outreach_severity_3] as const;
export const severityText = (severity: number): string => (SEVERITIES[severity - 1] ?? m.outreach_severity_2)();

export const barrierText = (texts: Texts, id: string): string => texts?.barriers[id]?.name ?? id;
export const groupText = (texts: Texts, id: string): string => texts?.barrierGroups[id] ?? id;

/** A size class in inhabitants: "5,000 to 9,999". */
export function sizeText(size: string | null): string {
  const found = SIZE_CLASSES.find(({ id }) => id === size);
  if (!found) return m.ledger_size_unknown();
  if (found.max === null) return m.outreach_size_from({ from: numberText(found.min) });
  if (found.min === 0) return m.outreach_size_under({ under: numberText(found.max + 1) });
  return m.outreach_size_between({ from: numberText(found.min), to: numberText(found.max) });
}

export const levelText = (level: string | number | null): string =>
  level === null || level === 'none' ? m.ledger_level_none() : m.level_number({ level: Number(level) });
