import { readDraft } from '$lib/domain/outreach/meeting-draft';
import { textsOf } from '../store/kept-texts';

/** Ids of the photos that notes not saved as meetings yet have on this device: no command names them so far. */
export function draftPhotos(personId: string): string[] {
  const texts = textsOf(personId);
  const kept = (texts?.list('meeting/') ?? []).map(
    (key) => (texts?.get(key) as { draft?: unknown } | undefined)?.draft
  );
  return kept.flatMap((draft) => readDraft(draft)?.photos.map(({ id }) => id) ?? []);
}
