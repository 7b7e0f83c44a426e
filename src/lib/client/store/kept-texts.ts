import type { KeptTexts } from './device-store';

let opened: { personId: string; texts: KeptTexts } | null = null;

/** Called by the device when it opens a person's store; null when it closes one. */
export function openTexts(personId: string, texts: KeptTexts | null): void {
  opened = texts && { personId, texts };
}

/** The half-typed texts of this person; null while their store is not open. */
export function textsOf(personId: string): KeptTexts | null {
  return opened?.personId === personId ? opened.texts : null;
}
