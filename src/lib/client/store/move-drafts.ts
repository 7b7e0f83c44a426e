import type { KeptTexts } from './device-store';

/** Moves them into the store; what could not be moved stays where it is. */
export async function moveDrafts(personId: string, keys: readonly string[], texts: KeptTexts): Promise<void> {
  for (const key of keys) {
    let old: unknown;
    try {
      old = JSON.parse(localStorage.getItem(key) ?? 'null');
    } catch {
      // not ours: half a write of a browser that died
      old = null;
    }
    const answer = key.split(`waymark-typing/${personId}/`)[1];
    const found: [string, unknown][] = answer
      ? [[`answer/${answer}`, old]]
      : Object.entries((old ?? {}) as Record<string, unknown>).map(([id, draft]) => [`meeting/${id}`, draft]);
    const moved = await Promise.all(
      found.map(([to, text]) => (text && texts.get(to) === undefined ? texts.set(to, text) : true))
    );
    if (!moved.includes(false)) localStorage.removeItem(key);
  }
}
