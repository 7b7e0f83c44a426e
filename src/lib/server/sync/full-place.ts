import type { Loader, Walk } from './loader';

/** One kind of record: read whole and cut into parts, or walked through. */
export interface Kind {
  load: Loader;
  ways: readonly Walk[] | null;
}

/** Where a full answer goes on. */
export interface Place {
  /** Read before the first page: what has changed since comes from the feed after the last. */
  cursor: number;
  /** The kind of record, as its number in `loaders`. */
  kind: number;
  /** Its records lie in so many parts; the next is `part`. */
  parts: number;
  part: number;
  /** Of a kind that is walked through: which walk, and the step it has come to. */
  walk: number;
  after: string;
}

const PARTS = /^(\d{1,15})-(\d{1,2})\.(\d{1,2})-(\d{1,4})-(\d{1,4})$/;
const WALK = /^(\d{1,15})-(\d{1,2})\.(\d{1,2})-w(\d)-(\S{0,120})$/;

export const isPlace = (text: string) => PARTS.test(text) || WALK.test(text);

/** The number of kinds goes with it: after an upgrade that adds one, a place from before means nothing any more. */
export function writePlace({ cursor, kind, parts, part, walk, after }: Place, kinds: readonly Kind[]): string {
  const where = kinds[kind]?.ways ? `w${walk}-${after}` : `${parts}-${part}`;
  return `${cursor}-${kind}.${kinds.length}-${where}`;
}

/** @returns null for a place this server cannot go on from */
export function readPlace(text: string, kinds: readonly Kind[]): Place | null {
  const [head, cursor, kind, known, first, second] = PARTS.exec(text) ?? WALK.exec(text) ?? [];
  if (head === undefined || Number(known) !== kinds.length) return null;
  const at = { cursor: Number(cursor), kind: Number(kind), parts: 1, part: 0, walk: 0, after: '' };
  const here = kinds[at.kind];
  if (!here || (here.ways !== null) !== WALK.test(text)) return null;
  const number = Number(first);
  if (here.ways) return number < here.ways.length ? { ...at, walk: number, after: second ?? '' } : null;
  return Number(second) < number ? { ...at, parts: number, part: Number(second) } : null;
}
