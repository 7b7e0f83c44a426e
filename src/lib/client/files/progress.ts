/** Called with the id of a file on its way and the share of it that has arrived, 0 to 1; null when it is over. */
export type Watcher = (fileId: string, share: number | null) => void;

const watchers = new Set<Watcher>();

/** @returns what ends it */
export function watchProgress(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function tellProgress(fileId: string, share: number | null): void {
  for (const watcher of watchers) watcher(fileId, share);
}
