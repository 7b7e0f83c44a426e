import { type PlaceFinder, placeKey } from './find-place';
import type { ListChoices, UnknownPlace } from './kinds';
import type { RowCells } from './row-cells';

export interface PlaceCells {
  places: PlaceFinder;
  choices: ListChoices;
  /** Texts no municipality is called, by key: filled while rows are read. */
  unknown: Map<string, UnknownPlace>;
  /** Names of municipalities by id, for messages. */
  nameOf(id: string): string;
}

/** @returns null where the cell is empty, names none, or is told to mean none */
export function readPlace(cells: RowCells, reading: PlaceCells): string | null {
  const text = cells.line('municipality', 200);
  return text === '' ? null : findPlace(cells, text, reading);
}

/** The municipality a text means: as the network calls it, else as the person chose; else it is named with those near. */
export function findPlace(
  cells: RowCells,
  text: string,
  { places, choices, unknown, nameOf }: PlaceCells
): string | null {
  const found = places.find(text);
  if (found) return found;
  const key = placeKey(text);
  const chosen = choices.places[key] ?? null;
  const known = unknown.get(key);
  if (known) known.count++;
  else {
    const line = cells.lineNumber;
    unknown.set(key, { key, shown: text.slice(0, 80), line, count: 1, near: places.near(text), chosen });
  }
  if (chosen === 'none') return null;
  if (chosen) return chosen;
  const near = (known ?? unknown.get(key))?.near.map(nameOf).join(', ') ?? '';
  const hint = near === '' ? 'write its code or its name as in the register' : `did you mean ${near}`;
  return cells.refuse('municipality', 'place-unknown', `no municipality is called that; ${hint}`, { near }, text);
}
