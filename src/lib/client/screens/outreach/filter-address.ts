import type { Direction, Sort } from '$lib/ui/table/columns';

/** The address of a page with some of its parameters changed; empty ones are left out. */
export function addressWith(url: URL, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(url.searchParams);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return params.size > 0 ? `${url.pathname}?${params}` : url.pathname;
}

/** The address a filter form asks for: what is filled in, and of the present parameters those named. */
export function addressOf(url: URL, values: FormData, keep: readonly string[]): string {
  const params = new URLSearchParams();
  for (const [name, value] of values) if (typeof value === 'string' && value.trim()) params.append(name, value.trim());
  for (const name of keep) {
    const value = url.searchParams.get(name);
    if (value && !params.has(name)) params.set(name, value);
  }
  return params.size > 0 ? `${url.pathname}?${params}` : url.pathname;
}

/** The part of an address that says which rows a list has: going to its next page or turning its map changes none of it. */
export function withoutParams(url: URL, left: readonly string[]): string {
  const params = new URLSearchParams(url.searchParams);
  for (const name of left) params.delete(name);
  return params.toString();
}

/** The sorting an address asks for; undefined for the list's own order. */
export function readSort(address: URLSearchParams, keys: readonly string[]): Sort | undefined {
  const key = keys.find((known) => known === address.get('sort'));
  const direction: Direction = address.get('direction') === 'descending' ? 'descending' : 'ascending';
  return key ? { key, direction } : undefined;
}

/** One page of a list, by the address; a number past the end is the last page. */
export function readPage<T>(url: URL, rows: readonly T[], size: number) {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const asked = Number.parseInt(url.searchParams.get('page') ?? '1', 10);
  const page = Math.min(Math.max(Number.isFinite(asked) ? asked : 1, 1), pages);
  const first = (page - 1) * size;
  return {
    rows: rows.slice(first, first + size),
    from: rows.length === 0 ? 0 : first + 1,
    to: Math.min(first + size, rows.length),
    previous: page > 1 ? addressWith(url, { page: page > 2 ? String(page - 1) : null }) : null,
    next: page < pages ? addressWith(url, { page: String(page + 1) }) : null
  };
}
