import type { AreaFeature } from './read-geojson';

export interface RegisterArea {
  code: string;
  name: string;
  /** The name in the country's other language. */
  nameSecond?: string | null;
}

export interface MatchedFeatures {
  /** Property of the features that they were told apart by, and what it holds; null where none fits. */
  by: { property: string; holds: 'code' | 'name' } | null;
  /** By place of the feature in the file, the code of its area; several features may be one area. */
  codeOf: Map<number, string>;
  /** Features that are no area of the register, by what they call themselves. */
  unknown: string[];
  /** Areas of the register that the file has no feature for. */
  missing: RegisterArea[];
}

/** Said of nearly every county or municipality, in whatever language; says nothing. */
const KIND =
  /\b(län|kommun|stad|county|municipality|city|province|provincie|gemeente|region|regionen|maakunta|kunta|kaupunki)\b/g;

/**
 * Which feature is which area of the register: by the property whose values most often are its codes, or else its names.
 * Codes are compared without leading zeros, which spreadsheets eat; names without case, words for their kind ("Gävleborgs
 * län" is "Gävleborg") and marks between words, but with every accent: Habo and Håbo are two.
 *
 * @example
 * matchFeatures([{ at: 0, properties: { l_id: '21' }, pieces }], [{ code: '21', name: 'Gävleborgs län' }]).codeOf // Map { 0 → '21' }
 */
export function matchFeatures(features: readonly AreaFeature[], areas: readonly RegisterArea[]): MatchedFeatures {
  const codes = index(areas, ({ code }) => [bareCode(code)]);
  const names = index(areas, ({ name, nameSecond }) => [bareName(name), ...(nameSecond ? [bareName(nameSecond)] : [])]);
  const properties = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))].sort();
  let best: { property: string; holds: 'code' | 'name'; codeOf: Map<number, string> } | null = null;
  for (const holds of ['code', 'name'] as const) {
    for (const property of properties) {
      const codeOf = new Map<number, string>();
      for (const { at, properties: said } of features) {
        const value = said[property];
        if (value === undefined) continue;
        const found = holds === 'code' ? codes.get(bareCode(value)) : names.get(bareName(value));
        if (found !== undefined) codeOf.set(at, found);
      }
      // different areas, not features: a property that says the same of all is none
      if (codeOf.size && reach(codeOf) > (best ? reach(best.codeOf) : 0)) best = { property, holds, codeOf };
    }
  }
  const codeOf = best?.codeOf ?? new Map<number, string>();
  const present = new Set(codeOf.values());
  return {
    by: best && { property: best.property, holds: best.holds },
    codeOf,
    unknown: features.filter(({ at }) => !codeOf.has(at)).map(labelOf),
    missing: areas.filter(({ code }) => !present.has(code))
  };
}

const reach = (codeOf: ReadonlyMap<number, string>) => new Set(codeOf.values()).size;

/** What is said of two areas is said of none. */
function index(areas: readonly RegisterArea[], keysOf: (area: RegisterArea) => string[]): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const area of areas)
    for (const key of new Set(keysOf(area))) if (key) found.set(key, found.has(key) ? null : area.code);
  return new Map([...found].flatMap(([key, code]) => (code === null ? [] : [[key, code] as const])));
}

const bareCode = (code: string) =>
  code
    .trim()
    .replace(/^0+(?=.)/, '')
    .toLowerCase();

function bareName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(KIND, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .replace(/s$/, '');
}

/** The first word of a feature that reads like a name. */
function labelOf({ at, properties }: AreaFeature): string {
  const values = Object.entries(properties);
  const named = values.find(([key, value]) => /nam|navn|nimi/i.test(key) && /\p{L}/u.test(value));
  return (named ?? values.find(([, value]) => /\p{L}/u.test(value)) ?? values[0])?.[1] ?? `#${at + 1}`;
}
