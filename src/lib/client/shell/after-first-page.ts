const LATER_MS = 3000;
let passed = false;

/** Does what is needed soon but not for the first page, so that it is not in its way; on later pages at once. */
export function afterFirstPage(work: () => unknown): void {
  // without network and not cached yet: fetched when it is needed
  const start = () => void Promise.resolve(work()).catch(() => undefined);
  if (passed) return start();
  setTimeout(() => {
    passed = true;
    start();
  }, LATER_MS);
}
