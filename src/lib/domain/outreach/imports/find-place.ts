import { foldText } from '../fold-text';

export interface Place {
  id: string;
  code: string;
  name: string;
  nameSecond?: string | null;
}

/** Words around a municipality's name in the languages of the interface. */
const AROUND = /\b(kommun|stad|municipality|municipality of|city of|gemeente|stadsbestuur|gemeentebestuur)\b/g;
/** The most suggestions for a name that is not known. */
const NEAR = 3;

/** @example placeKey('Ljusdals kommun') // 'ljusdals' */
export const placeKey = (name: string): string =>
  foldText(name)
    .replace(AROUND, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The municipalities of a network by everything a file may call them. */
export class PlaceFinder {
  readonly #byKey = new Map<string, string>();
  readonly #names: { id: string; name: string; key: string }[];
  readonly #near = new Map<string, string[]>();

  constructor(places: readonly Place[]) {
    for (const { id, code } of places) this.#byKey.set(placeKey(code), id);
    for (const { id, name, nameSecond } of places)
      for (const one of [name, nameSecond ?? '']) if (placeKey(one) !== '') this.#byKey.set(placeKey(one), id);
    this.#names = places.map(({ id, name }) => ({ id, name, key: placeKey(name) }));
  }

  /** By code (leading zeros lost or not), by name, also with "kommun" or a genitive. */
  find(text: string): string | null {
    const key = placeKey(text);
    if (key === '') return null;
    const digits = /^\d+$/.test(key) ? [key.padStart(4, '0'), key.padStart(5, '0')] : [];
    const found = [key, key.replace(/s$/, ''), ...digits].map((one) => this.#byKey.get(one)).find(Boolean);
    if (found) return found;
    // "0114 Upplands Väsby" and "Upplands Väsby (0114)"
    const code = /^(\d{3,6})\s+\S|\S\s+(\d{3,6})$/.exec(key);
    const byCode = code && this.#byKey.get(code[1] ?? code[2] ?? '');
    const name = key.replace(/\b\d{3,6}\b/g, '').trim();
    return byCode && this.#byKey.get(name) === byCode ? byCode : null;
  }

  /** Ids of those whose names come nearest, at most three, none that is far off. */
  near(text: string): string[] {
    const key = placeKey(text).slice(0, 40);
    if (key.length < 2 || /^\d+$/.test(key)) return [];
    const known = this.#near.get(key);
    if (known) return known;
    const most = key.length <= 4 ? 1 : key.length <= 8 ? 2 : 3;
    const found = this.#names
      .map(({ id, key: name }) => ({ id, far: distance(key, name, most) }))
      .filter(({ far }) => far <= most)
      .sort((a, b) => a.far - b.far)
      .slice(0, NEAR)
      .map(({ id }) => id);
    this.#near.set(key, found);
    return found;
  }
}

/**
 * Letters to change, put in, take out or swap with their neighbour to make one word of the other (optimal string
 * alignment; Damerau 1964), `most + 1` as soon as it is more than `most`.
 *
 * @example distance('ljusdahl', 'ljusdal', 2) // 1
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
