import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { PROTOCOL } from '$lib/domain/sync/protocol';
import type { Change, Entity, Pull } from '$lib/domain/sync/records';
import type { App } from '../app';
import { type Kind, type Place, readPlace, isPlace, writePlace } from './full-place';
import type { Loader } from './loader';
import type { Sight } from './visible';
import { STEPS, walks } from './walks';

/** Characters of JSON that one page has, about; a single record may be longer. */
const PAGE_CHARS = 500_000;

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
  if (page !== 'first' && !isPlace(page)) {
    const got = page.slice(0, 60);
    return refuse('page-invalid', 'page', `The page is "first", or the "next" of an earlier answer - got "${got}".`);
  }
  const kinds = Object.entries(loaders).map(([entity, load]): Kind => ({
    load,
    ways: walks[entity as Entity] ?? null
  }));
  const place = readPlace(page, kinds);
  // a cursor from before a restore of the database lies ahead of it
  const from = place && place.cursor <= latest ? place : null;
  const at = from ?? { cursor: latest, kind: 0, parts: 1, part: 0, walk: 0, after: '' };
  const { changes, next } = await loadPage(app, sight, kinds, at, pageChars);
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

interface Page {
  changes: Change[];
  room: number;
  readonly pageChars: number;
}

/**
 * One page of everything a person may keep. A record lies in the same part of its kind, or at the same step of its walk,
 * however many others are added or removed between two pages, so none is passed over.
 */
async function loadPage(
  app: App,
  sight: Sight,
  kinds: readonly Kind[],
  from: Place,
  pageChars: number
): Promise<{ changes: Change[]; next: Place | null }> {
  const page: Page = { changes: [], room: pageChars, pageChars };
  let place = from;
  for (; place.kind < kinds.length; place = { ...place, kind: place.kind + 1, parts: 1, part: 0, walk: 0, after: '' }) {
    const { load, ways } = kinds[place.kind]!;
    const next = ways
      ? await walkOn(app, sight, { load, ways }, place, page)
      : await takePart(page, await load(app, sight, null), place);
    if (next) return { changes: page.changes, next };
  }
  return { changes: page.changes, next: null };
}

/** @returns where the next page begins; null where this kind is at its end */
async function walkOn(
  app: App,
  sight: Sight,
  { load, ways }: { load: Loader; ways: NonNullable<Kind['ways']> },
  from: Place,
  page: Page
): Promise<Place | null> {
  let { walk, after } = from;
  const taken = new Set<string>();
  for (; walk < ways.length; walk++, after = '') {
    for (;;) {
      const steps = await ways[walk]!(app, sight, after, STEPS);
      const ids = [...new Set(steps.flatMap((step) => step.ids))].filter((id) => !taken.has(id));
      const byId = new Map(ids.length ? (await load(app, sight, ids)).map((one) => [one.id, one]) : []);
      for (const step of steps) {
        const here = step.ids.flatMap((id) => (taken.has(id) ? [] : (byId.get(id) ?? [])));
        const size = sizeOf(here);
        if (size > page.room && page.changes.length) return { ...from, walk, after };
        for (const one of here) taken.add(one.id);
        page.changes.push(...here);
        page.room -= size;
        after = step.at;
      }
      if (steps.length < STEPS) break;
    }
  }
  return null;
}

/** What does not fit begins a page of its own, in parts where it is more than one. */
function takePart(page: Page, found: Change[], place: Place): Place | null {
  const { part } = place;
  let { parts } = place;
  const size = sizeOf(found);
  if (parts === 1 && size > page.room) {
    if (page.changes.length) return { ...place, parts: 1, part: 0 };
    parts = Math.min(9999, Math.ceil(size / page.pageChars));
  }
  const here = parts === 1 ? found : found.filter(({ id }) => partOf(id, parts) === part);
  page.changes.push(...here);
  page.room -= parts === 1 ? size : sizeOf(here);
  return part + 1 < parts ? { ...place, parts, part: part + 1 } : null;
}

const sizeOf = (changes: readonly Change[]) => changes.reduce((sum, change) => sum + JSON.stringify(change).length, 0);

/** FNV-1a, 32 bits. */
function partOf(id: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % parts;
}
