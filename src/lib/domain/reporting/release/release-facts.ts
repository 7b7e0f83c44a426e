/** What describes a published edition besides its content. Nothing of it is read from the clock or from settings later. */
export interface ReleaseFacts {
  /** https address of the edition's page. */
  address: string;
  network: string;
  /** ISO 3166-1, two letters. */
  country: string;
  publisher: { name: string; address?: string };
  /** https address of a licence; null: CC BY 4.0. */
  licence: string | null;
  /** Mail address for questions. */
  contact: string | null;
  /** ISO instant of publication. */
  issued: string;
  /** ISO dates of the wave; null where it has none yet. */
  wave: { from: string | null; to: string | null };
  /** Address of the edition that this one corrects. */
  corrects: string | null;
}

/** CC BY 4.0, by the name that the Publications Office gives it. */
const CC_BY = 'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0';

/** Address of the licence the data are given under. */
export function licenceOf({ licence }: Pick<ReleaseFacts, 'licence'>): string {
  return licence ?? CC_BY;
}
