/** Asks the browser not to clear this site's data when space runs short; it decides by itself or asks the person. */
export async function keepStorage(): Promise<boolean> {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
