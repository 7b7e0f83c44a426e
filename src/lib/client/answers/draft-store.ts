import type { SeenAnswer, UnsavedAnswer } from '$lib/domain/assessment/unsaved-answer';
import { textsOf } from '../store/kept-texts';
import { isElsewhere, tabId } from '../store/tabs';

/** What somebody is typing, kept at every keystroke until it is a change in the outbox. */
export interface Draft {
  unsaved: UnsavedAnswer;
  seen: SeenAnswer;
  /** The tab it is typed in; absent in what an older version left. */
  by?: string;
}

const keyOf = (answerId: string) => `answer/${answerId}`;

/** Null too while another open tab is at it: stored from here, it would come after, and over, what is typed there next. */
export function readDraft(personId: string, answerId: string): Draft | null {
  const draft = textsOf(personId)?.get(keyOf(answerId)) as Draft | undefined;
  return draft && !isElsewhere(draft.by) ? draft : null;
}

/** Nothing is said of it as saved: where it fails, the pause and the blur still save. */
export function keepDraft(personId: string, answerId: string, draft: Draft): void {
  void textsOf(personId)?.set(keyOf(answerId), { ...draft, by: tabId });
}

export function dropDraft(personId: string, answerId: string): void {
  void textsOf(personId)?.drop(keyOf(answerId));
}

/** Ids of answers this person left half typed, as `assessmentId/criterionId`. */
export function listDrafts(personId: string): string[] {
  const prefix = keyOf('');
  const ids = (textsOf(personId)?.list(prefix) ?? []).map((key) => key.slice(prefix.length));
  return ids.filter((id) => readDraft(personId, id));
}
