import type { Locale } from '../shared/locale';

/** What a report shows besides counts; plain data, kept with the edition. */
export interface ReportMaterial {
  /** What municipalities tell of their mentoring; both have agreed to have it told with their names. */
  stories: {
    id: string;
    dimension: string;
    criterion: string | null;
    /** "2026-11". */
    month: string;
    text: Partial<Record<Locale, string>>;
    mentee: string;
    mentor: string;
  }[];
  /** Names of counties by code. */
  countyNames: Record<string, string>;
  /** Each county about where it lies: column and row from the left top corner. */
  tiles: { county: string; short: string; place: [number, number] }[];
  boundaries: {
    /** Of the drawing the shapes are in. */
    width: number;
    height: number;
    source: string;
    /** Paths of absolute M, L, H, V and Z. */
    areas: { county: string; path: string }[];
    /** Only municipalities that publish themselves; by code one that no longer does is found. */
    points: { code?: string; name: string; x: number; y: number; level: number }[];
  } | null;
}

export const NO_MATERIAL: ReportMaterial = { stories: [], countyNames: {}, tiles: [], boundaries: null };
