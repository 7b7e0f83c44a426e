import { type MeetingDraft, readDraft } from '$lib/domain/outreach/meeting-draft';
import { textsOf } from '../../store/kept-texts';

/** A note not saved as a meeting yet. */
export interface KeptDraft {
  draft: MeetingDraft;
  /** Of a meeting that was already logged. */
  editing: boolean;
  /** The meeting as it was when it was opened for changes. */
  seen?: MeetingDraft;
  /** By this device's clock. */
  keptAt: string;
}

const PREFIX = 'meeting/';

/** A person's unfinished notes on this device, the latest first; several, when a second was begun before the first was saved. */
export function listDrafts(personId: string): KeptDraft[] {
  const keys = textsOf(personId)?.list(PREFIX) ?? [];
  return keys
    .flatMap((key) => findDraft(personId, key.slice(PREFIX.length)) ?? [])
    .sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1));
}

export function findDraft(personId: string, meetingId: string): KeptDraft | undefined {
  const entry = textsOf(personId)?.get(PREFIX + meetingId) as Partial<KeptDraft> | undefined;
  const draft = readDraft(entry?.draft);
  if (!draft) return undefined;
  const seen = readDraft(entry?.seen) ?? undefined;
  return { draft, editing: entry?.editing === true, seen, keptAt: String(entry?.keptAt ?? '') };
}

/** Keeps a note as it stands. @returns false where this browser keeps nothing */
export async function keepDraft(personId: string, kept: KeptDraft): Promise<boolean> {
  return (await textsOf(personId)?.set(PREFIX + kept.draft.meetingId, kept)) ?? false;
}

export function removeDraft(personId: string, meetingId: string): void {
  void textsOf(personId)?.drop(PREFIX + meetingId);
}
