const LATER_MS = 3000;

/** Fetches what is needed soon but not for the first page, so that it is not in its way. */
export function afterFirstPage(work: () => Promise<unknown>): void {
  // without network and not cached yet: fetched when it is needed
  setTimeout(() => void work().catch(() => undefined), LATER_MS);
}
