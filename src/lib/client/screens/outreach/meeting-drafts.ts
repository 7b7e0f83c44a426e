import { type MeetingDraft, readDraft } from '$lib/domain/outreach/meeting-draft';

/** A note not saved as a meeting yet. */
export interface KeptDraft {
  draft: MeetingDraft;
  /** Of a meeting that was already logged. */
  editing: boolean;
  /** By this device's clock. */
  keptAt: string;
}

const keyOf = (personId: string) => `waymark-draft-meeting-${personId}`;

/** A person's unfinished notes on this device, the latest first; several, when a second was begun before the first was saved. */
export function listDrafts(personId: string): KeptDraft[] {
  return Object.values(read(personId)).sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
}

export function findDraft(personId: string, meetingId: string): KeptDraft | undefined {
  return read(personId)[meetingId];
}

/** Keeps a note as it stands. @returns false where this browser keeps nothing */
export function keepDraft(personId: string, kept: KeptDraft): boolean {
  return write(personId, { ...read(personId), [kept.draft.meetingId]: kept });
}

export function removeDraft(personId: string, meetingId: string): void {
  const { [meetingId]: _gone, ...rest } = read(personId);
  if (_gone) write(personId, rest);
}

/** For signing out: nothing of this person's notes stays. */
export function removeAllDrafts(personId: string): void {
  write(personId, {});
}

function read(personId: string): Record<string, KeptDraft> {
  let stored: unknown;
  try {
    stored = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '{}');
  } catch {
    // storage is blocked, or holds something else: as if there were no notes
    return {};
  }
  const kept: Record<string, KeptDraft> = {};
  for (const entry of Object.values((stored ?? {}) as Record<string, Partial<KeptDraft> | null>)) {
    const draft = readDraft(entry?.draft);
    if (draft) kept[draft.meetingId] = { draft, editing: entry?.editing === true, keptAt: String(entry?.keptAt ?? '') };
  }
  return kept;
}

function write(personId: string, kept: Record<string, KeptDraft>): boolean {
  try {
    if (Object.keys(kept).length === 0) localStorage.removeItem(keyOf(personId));
    else localStorage.setItem(keyOf(personId), JSON.stringify(kept));
    return true;
  } catch {
    // storage is blocked or full: the form says that the note is kept only while the page is open
    return false;
  }
}
