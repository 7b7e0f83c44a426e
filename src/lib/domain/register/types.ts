/** What Waymark keeps about a municipality from an official register. */
export const REGISTER_FIELDS = [
  'code',
  'name',
  'nameSecond',
  'countyCode',
  'countyName',
  'group',
  'urbanisation',
  'population',
  'lat',
  'lon',
  'validFrom',
  'validTo'
] as const;
export type RegisterField = (typeof REGISTER_FIELDS)[number];
export const REQUIRED_FIELDS = ['code', 'name'] as const;

/** Column of the file (0 is the first) each field is read from. */
export type Mapping = Partial<Record<RegisterField, number>>;

/** The facts of a municipality; `null` is unknown. */
export interface RegisterFacts {
  code: string;
  name: string;
  /** The name in the other official language. */
  nameSecond: string | null;
  countyCode: string | null;
  countyName: string | null;
  /** Group of SKR's classification of municipalities 2023, A1 to C9. */
  group: string | null;
  /** Eurostat's degree of urbanisation: 1 cities, 2 towns and suburbs, 3 rural areas. */
  urbanisation: 1 | 2 | 3 | null;
  population: number | null;
  /** Degrees north, WGS 84. */
  lat: number | null;
  /** Degrees east, WGS 84. */
  lon: number | null;
  /** First day of validity, `2025-01-01`. */
  validFrom: string | null;
  /** Last day of validity, `2025-12-31`. */
  validTo: string | null;
}

export interface RegisterRow extends RegisterFacts {
  /** Line of the file. */
  line: number;
}

export interface RegisterColumn {
  /** 0 is the first column of the file. */
  index: number;
  header: string;
  /** The header's words, one entry per language. */
  words: string[];
  /** Up to five different values. */
  samples: string[];
}

export type Facts = Readonly<Record<string, string | number>>;

/** Why a field is read from a column; `code` for programs, `message` for people. */
export interface MappingReason {
  field: RegisterField;
  column: number;
  code: 'header' | 'content' | 'language' | 'given' | 'remembered';
  message: string;
  /** Numbers and names in the message, for saying it in another language. */
  facts?: Facts;
}

/** A value read otherwise than it is written, shown before anything is imported. */
export interface Repair {
  line: number;
  /** 1 is the first column of the file. */
  column: number;
  field: RegisterField;
  from: string;
  to: string;
  code: string;
  why: string;
}

export interface Notice {
  code: string;
  message: string;
  lines: number[];
  facts?: Facts;
}

export interface RowProblem {
  code: string;
  /** `lines.12.code` */
  path: string;
  line: number;
  /** 1 is the first column of the file. */
  column: number;
  /** Begins with line and column. */
  message: string;
  facts?: Facts;
}
