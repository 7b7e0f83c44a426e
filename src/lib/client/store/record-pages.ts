import type { Change } from '$lib/domain/sync/records';

/** Few enough to be opened quickly, many enough that a change does not rewrite much. */
const PAGES = 32;

const keyOf = ({ entity, id }: Pick<Change, 'entity' | 'id'>) => `${entity} ${id}`;

/** The page a record always lies on: FNV-1a, 32 bits, over its key. */
function pageOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PAGES;
}

export type Page = ReadonlyMap<string, Change>;
export type Pages = ReadonlyMap<number, Page>;

export const toPage = (changes: readonly Change[]): Page => new Map(changes.map((change) => [keyOf(change), change]));

export const allRecords = (pages: Pages): Change[] => [...pages.values()].flatMap((page) => [...page.values()]);

/** The pages that change when these changes are taken in; `data: null` takes a record away. */
export function changePages(pages: Pages, changes: readonly Change[]): Map<number, Page> {
  const changed = new Map<number, Map<string, Change>>();
  for (const change of changes) {
    const key = keyOf(change);
    const n = pageOf(key);
    const page = changed.get(n) ?? new Map(pages.get(n));
    changed.set(n, page);
    if (change.data === null) page.delete(key);
    else page.set(key, change);
  }
  return changed;
}
