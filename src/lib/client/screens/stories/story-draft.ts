import type { StoryRecord } from '$lib/domain/mentoring/story';
import { findKept } from '../kept-form.svelte';

/** What somebody has begun to tell. */
export interface StoryDraft {
  criterionId: string;
  month: string;
  text: string;
}

/** Where what is typed is kept: one of a pairing at a time, or a change of one. */
export const storyKey = (pairingId: string, storyId: string | null) => `story/${storyId ?? pairingId}`;

/** Of the outbox: changes of one story follow one another. */
export const storyCommandKey = (storyId: string) => `story:${storyId}`;

/** A story as the form begins. */
export function draftOf(story: StoryRecord | null, thisMonth: string): StoryDraft {
  return story
    ? { criterionId: story.criterionId, month: story.month, text: story.text }
    : { criterionId: '', month: thisMonth, text: '' };
}

/** What was begun and not told, if anything is kept of it on this device, and the story as it was when that began. */
export function keptStory(key: string): { draft: StoryDraft; opened: StoryDraft | null } | null {
  const kept = findKept(key);
  const draft = readDraft(kept?.draft);
  return draft && { draft, opened: readDraft(kept?.opened) };
}

function readDraft(kept: unknown): StoryDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { criterionId, month, text } = kept as Partial<Record<keyof StoryDraft, unknown>>;
  const words = (value: unknown) => (typeof value === 'string' ? value : '');
  return { criterionId: words(criterionId), month: words(month), text: words(text) };
}

/**
 * This month and those before it, the latest first.
 *
 * @example
 * monthsUpTo('2026-02', 3); // ['2026-02', '2026-01', '2025-12']
 */
export function monthsUpTo(month: string, count: number): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 15)).toISOString().slice(0, 7)
  );
}
