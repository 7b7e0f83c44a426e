import type { Publish } from '$lib/domain/assessment/wave';
import { m } from '$lib/paraglide/messages.js';

/** What a wave publishes, and what that means, in words. */
export const PUBLISH_WORDS: Record<Publish, { name: () => string; about: () => string }> = {
  aggregates: { name: m.review_publish_aggregates, about: m.review_publish_aggregates_about },
  named: { name: m.review_publish_named, about: m.review_publish_named_about },
  chosen: { name: m.review_publish_chosen, about: m.review_publish_chosen_about }
};
