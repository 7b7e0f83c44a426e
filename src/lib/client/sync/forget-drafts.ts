/** Removes what of this person lies outside their store: every such key of the app holds the person's id. */
export function forgetDrafts(personId: string): void {
  const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
  for (const key of keys) if (key?.startsWith('waymark-') && key.includes(personId)) localStorage.removeItem(key);
}
