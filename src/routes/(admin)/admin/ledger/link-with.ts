/** The address of the ledger with a part of its filter changed; the page of the list begins anew. */
export function linkWith({ searchParams }: URL, changes: Record<string, string>, path = ''): string {
  const query = new URLSearchParams(searchParams);
  query.delete('page');
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `${path}?${query}`;
}
