import type { SeenAnswer, UnsavedAnswer } from '$lib/domain/assessment/unsaved-answer';
import { textsOf } from '../store/kept-texts';

/** What somebody is typing, kept at every keystroke until it is a change in the outbox. */
export interface Draft {
  unsaved: UnsavedAnswer;
  seen: SeenAnswer;
}

const keyOf = (answerId: string) => `answer/${answerId}`;

export function readDraft(personId: string, answerId: string): Draft | null {
  return (textsOf(personId)?.get(keyOf(answerId)) ?? null) as Draft | null;
}

/** Nothing is said of it as saved: where it fails, the pause and the blur still save. */
export function keepDraft(personId: string, answerId: string, draft: Draft): void {
  void textsOf(personId)?.set(keyOf(answerId), draft);
}

export function dropDraft(personId: string, answerId: string): void {
  void textsOf(personId)?.drop(keyOf(answerId));
}

/** Ids of answers this person left half typed, as `assessmentId/criterionId`. */
export function listDrafts(personId: string): string[] {
  const prefix = keyOf('');
  return (textsOf(personId)?.list(prefix) ?? []).map((key) => key.slice(prefix.length));
}
