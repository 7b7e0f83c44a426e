import type { Locale } from '$lib/domain/shared/locale';

/** A law of one country that asks something of municipalities, and the criteria it bears on. */
export interface Duty {
  id: string;
  law: string;
  reference: string;
  url: string;
  criteria: string[];
  names: Record<Locale, string>;
  says: Record<Locale, string>;
}

export interface DutyList {
  country: string;
  /** 2026-11 */
  asOf: string;
  duties: Duty[];
}

const FILES = import.meta.glob<{ default: DutyList }>('/src/lib/content/duties/*.json');

/** The duties of a country (SE, NL, BE), loaded when asked for; null where none are written down. */
export async function loadDuties(country: string): Promise<DutyList | null> {
  const load = FILES[`/src/lib/content/duties/${country.toLowerCase()}.json`];
  return load ? (await load()).default : null;
}
