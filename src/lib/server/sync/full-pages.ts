import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { PROTOCOL } from '$lib/domain/sync/protocol';
import type { Change, Entity, Pull } from '$lib/domain/sync/records';
import type { App } from '../app';
import type { Loader } from './loader';
import type { Sight } from './visible';

/** Characters of JSON that one page has, about; a single record may be longer. */
const PAGE_CHARS = 500_000;

/** Where a full answer goes on. */
interface Place {
  /** Read before the first page: what has changed since comes from the feed after the last. */
  cursor: number;
  /** The kind of record, as its number in `loaders`. */
  kind: number;
  /** Its records lie in so many parts; the next is `part`. */
  parts: number;
  part: number;
}

const FORM = /^(\d{1,15})-(\d{1,2})\.(\d{1,2})-(\d{1,4})-(\d{1,4})$/;

/** @param kinds how many there are; after an upgrade that adds one, a place from before means nothing any more */
const writePlace = ({ cursor, kind, parts, part }: Place, kinds: number) =>
  `${cursor}-${kind}.${kinds}-${parts}-${part}`;

/** @returns null for a place this server cannot go on from */
function readPlace(text: string, known: number): Place | null {
  const [cursor, kind, kinds, parts, part] = FORM.exec(text)?.slice(1).map(Number) ?? [];
  if (cursor === undefined || kind === undefined || parts === undefined || part === undefined) return null;
  return kinds === known && kind < known && part < parts ? { cursor, kind, parts, part } : null;
}

/**
 * One page of a full answer: the first for `first` and for a place that means nothing here (any more), which begins anew
 * and says so by `full`. Whoever stores page by page and stops in the middle has the cursor 0, so begins anew, too.
 */
export async function fullPage(
  app: App,
  sight: Sight,
  loaders: Record<Entity, Loader>,
  { page, latest, pageChars = PAGE_CHARS }: { page: string; latest: number; pageChars?: number }
): Promise<Result<Pull>> {
  if (page !== 'first' && !FORM.test(page)) {
    const got = page.slice(0, 60);
    return refuse('page-invalid', 'page', `The page is "first", or the "next" of an earlier answer - got "${got}".`);
  }
  const kinds = Object.keys(loaders).length;
  const place = readPlace(page, kinds);
  // a cursor from before a restore of the database lies ahead of it
  const from = place && place.cursor <= latest ? place : null;
  const at = from ?? { cursor: latest, kind: 0, parts: 1, part: 0 };
  const { changes, next } = await loadPage(app, sight, loaders, at, pageChars);
  return ok({
    protocol: PROTOCOL,
    cursor: next ? 0 : at.cursor,
    full: from === null,
    changes,
    // after the last page, what has changed since the first
    more: next !== null || latest > at.cursor,
    ...(next && { next: writePlace(next, kinds) })
  });
}

/**
 * One page of everything a person may keep. A record lies in the same part of its kind however many others are added or
 * removed between two pages, so none is passed over.
 */
async function loadPage(
  app: App,
  sight: Sight,
  loaders: Record<Entity, Loader>,
  place: Place,
  pageChars: number
): Promise<{ changes: Change[]; next: Place | null }> {
  const kinds = Object.values(loaders);
  const changes: Change[] = [];
  let { kind, parts, part } = place;
  let room = pageChars;
  for (; kind < kinds.length; kind++, parts = 1, part = 0) {
    const found = await kinds[kind]!(app, sight, null);
    const size = sizeOf(found);
    if (parts === 1 && size > room) {
      // what does not fit begins a page of its own, in parts where it is more than one
      if (changes.length) return { changes, next: { ...place, kind, parts: 1, part: 0 } };
      parts = Math.min(9999, Math.ceil(size / pageChars));
    }
    const here = parts === 1 ? found : found.filter(({ id }) => partOf(id, parts) === part);
    changes.push(...here);
    room -= parts === 1 ? size : sizeOf(here);
    if (part + 1 < parts) return { changes, next: { ...place, kind, parts, part: part + 1 } };
  }
  return { changes, next: null };
}

const sizeOf = (changes: readonly Change[]) => changes.reduce((sum, change) => sum + JSON.stringify(change).length, 0);

/** FNV-1a, 32 bits. */
function partOf(id: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % parts;
}
