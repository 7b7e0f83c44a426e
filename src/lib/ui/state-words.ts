import type { AssessmentState } from '$lib/domain/assessment/assessment-state';
import { m } from '$lib/paraglide/messages.js';

/** A state of an assessment, and what it means for a coordinator. */
export const STATE_WORDS: Record<AssessmentState, { name: () => string; about: () => string }> = {
  invited: { name: m.review_state_invited, about: m.review_state_about_invited },
  opened: { name: m.review_state_opened, about: m.review_state_about_opened },
  started: { name: m.review_state_started, about: m.review_state_about_started },
  stuck: { name: m.review_state_stuck, about: m.review_state_about_stuck },
  ready: { name: m.review_state_ready, about: m.review_state_about_ready },
  submitted: { name: m.review_state_submitted, about: m.review_state_about_submitted },
  returned: { name: m.review_state_returned, about: m.review_state_about_returned },
  approved: { name: m.review_state_approved, about: m.review_state_about_approved }
};

export const MODE_WORDS = {
  self: m.review_mode_self,
  assisted: m.review_mode_assisted,
  shared: m.review_mode_shared
} as const;
