import type { SeenAnswer, UnsavedAnswer } from '$lib/domain/assessment/unsaved-answer';

/** What somebody is typing, kept at every keystroke until the device's store has it. */
export interface Draft {
  unsaved: UnsavedAnswer;
  seen: SeenAnswer;
}

// localStorage, not the device's store: writing to it is done when the call returns, also while the page is going away
const PREFIX = 'waymark-typing';
const keyOf = (personId: string, answerId: string) => `${PREFIX}/${personId}/${answerId}`;

export function readDraft(personId: string, answerId: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(personId, answerId)) ?? 'null') as Draft | null;
  } catch {
    // storage is blocked, or holds something else: as if nothing had been left
    return null;
  }
}

export function keepDraft(personId: string, answerId: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(personId, answerId), JSON.stringify(draft));
  } catch {
    // storage is blocked or full: the pause and the blur still save, only the last half second is at risk
  }
}

export function dropDraft(personId: string, answerId: string): void {
  try {
    localStorage.removeItem(keyOf(personId, answerId));
  } catch {
    // storage is blocked: then nothing was kept either
  }
}

/** Ids of answers this person left half typed, as `assessmentId/criterionId`. */
export function listDrafts(personId: string): string[] {
  const start = `${PREFIX}/${personId}/`;
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  } catch {
    // storage is blocked: then nothing was kept either
    return [];
  }
}
