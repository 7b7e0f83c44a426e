const PREFIX = 'waymark-tab/';
const locks = () => globalThis.navigator?.locks as LockManager | undefined;

let open = new Set<string>();

/** This tab, also after it was loaded anew: what it left half typed is its own. */
export const tabId = (() => {
  const fresh = Math.random().toString(36).slice(2);
  try {
    const id = sessionStorage.getItem(PREFIX) ?? fresh;
    sessionStorage.setItem(PREFIX, id);
    return id;
  } catch {
    return fresh;
  }
})();

/** Holds a lock in this tab's name for as long as the tab lives: the browser gives it free, however the tab ends. */
export function joinTabs(): void {
  void locks()?.request(PREFIX + tabId, () => new Promise(() => undefined));
}

/** Learns which tabs are open now. */
export async function learnTabs(): Promise<void> {
  const { held = [] } = (await locks()?.query()) ?? {};
  open = new Set(held.map(({ name = '' }) => name.slice(PREFIX.length)));
}

/** Whether another tab that is still open has this in its hands; it stores it itself. */
export const isElsewhere = (by: string | undefined): boolean => by !== undefined && by !== tabId && open.has(by);
