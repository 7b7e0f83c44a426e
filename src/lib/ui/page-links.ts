/**
 * Addresses of the pages before and after this one, with everything else in the address kept.
 *
 * @example pageLinks(new URL('https://w/people?role=officer&page=2'), 50, 120).next // '?role=officer&page=3'
 */
export function pageLinks(
  url: URL,
  size: number,
  total: number
): { from: number; to: number; total: number; previous: string | null; next: string | null } {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const link = (to: number) => {
    const query = new URLSearchParams(url.searchParams);
    query.set('page', String(to));
    return `?${query}`;
  };
  const from = Math.min((page - 1) * size + 1, total);
  const to = Math.min(page * size, total);
  return { from, to, total, previous: page > 1 ? link(page - 1) : null, next: to < total ? link(page + 1) : null };
}
