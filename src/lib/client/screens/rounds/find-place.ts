import type { Card, Lane } from './shown-lanes';

/** Where a municipality stands on a board: as a card, or as a mentor with a lane. */
export interface Place {
  kind: 'lane' | 'card';
  id: string;
}

/** Everybody on a board by name; whoever asks and helps is found as a card, which is what can be moved. */
export function placesByName(lanes: readonly Lane[], unmatched: readonly Card[]): Map<string, Place> {
  const mentors = lanes.map(({ mentor, name }): [string, Place] => [name, { kind: 'lane', id: mentor }]);
  const cards = [...lanes.flatMap((lane) => lane.cards), ...unmatched];
  return new Map([
    ...mentors,
    ...cards.map(({ mentee, name }): [string, Place] => [name, { kind: 'card', id: mentee }])
  ]);
}

/**
 * Where the municipality stands whose name was typed: exactly so, else the only one that begins so, else the only one that
 * has these letters in it. Undefined where there is none, or more than one.
 *
 * @example
 * findPlace(new Map([['Umeå', { kind: 'lane', id: 'a' }], ['Umbukta', { kind: 'card', id: 'b' }]]), 'ume')?.id // 'a'
 */
export function findPlace(places: ReadonlyMap<string, Place>, typed: string): Place | undefined {
  const wanted = typed.trim().toLocaleLowerCase();
  if (!wanted) return undefined;
  const all = [...places].map(([name, place]) => [name.toLocaleLowerCase(), place] as const);
  for (const fits of [
    (name: string) => name === wanted,
    (name: string) => name.startsWith(wanted),
    (name: string) => name.includes(wanted)
  ]) {
    const found = all.filter(([name]) => fits(name));
    if (found.length) return found.length === 1 ? found[0]![1] : undefined;
  }
  return undefined;
}
