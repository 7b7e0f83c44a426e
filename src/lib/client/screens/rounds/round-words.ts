import type { BrokenRule } from '$lib/domain/mentoring/hard-rules';
import type { InvitationState } from '$lib/domain/mentoring/invitation-state';
import type { UnmatchedReason } from '$lib/domain/mentoring/unmatched';
import type { Factor } from '$lib/domain/mentoring/weights';
import type { WishesState } from '$lib/domain/mentoring/wishes-state';
import { m } from '$lib/paraglide/messages.js';

export const FACTOR_WORDS: Record<Factor, () => string> = {
  gap: m.round_weight_gap,
  climb: m.round_weight_climb,
  priority: m.round_weight_priority,
  waiting: m.round_weight_waiting,
  'likeness-population': m.round_weight_likeness_population,
  'likeness-group': m.round_weight_likeness_group,
  'likeness-systems': m.round_weight_likeness_systems,
  form: m.round_weight_form,
  months: m.round_weight_months,
  distance: m.round_weight_distance,
  county: m.round_weight_county,
  wish: m.round_weight_wish,
  preference: m.round_weight_preference
};

/** What rules a mentor out, after a count. */
export const RULED_WORDS: Record<BrokenRule['rule'], () => string> = {
  'same-municipality': m.round_ruled_same_municipality,
  veto: m.round_ruled_veto,
  'no-consent': m.round_ruled_no_consent,
  withdrawn: m.round_ruled_withdrawn,
  'invitations-open': m.round_ruled_invitations_open,
  resting: m.round_ruled_resting,
  'no-common-language': m.round_ruled_no_common_language,
  'not-wanted': m.round_ruled_not_wanted,
  'not-offered': m.round_ruled_not_offered,
  'level-unknown': m.round_ruled_level_unknown,
  'not-ahead': m.round_ruled_not_ahead,
  'too-far-ahead': m.round_ruled_too_far_ahead,
  'mentor-level-too-low': m.round_ruled_mentor_level_too_low,
  'mentor-is-mentee': m.round_ruled_mentor_is_mentee
};

export const UNMATCHED_WORDS: Record<UnmatchedReason, () => string> = {
  'no-edge': m.round_reason_no_edge,
  capacity: m.round_reason_capacity,
  negative: m.round_reason_negative
};

export const SAID_WORDS: Record<WishesState, () => string> = {
  both: m.round_said_both,
  asks: m.round_said_asks,
  offers: m.round_said_offers,
  unsure: m.round_said_unsure,
  withdrawn: m.round_said_withdrawn,
  silent: m.round_said_silent
};

export const INVITATION_WORDS: Record<InvitationState, () => string> = {
  waits: m.round_inv_waits,
  invited: m.round_inv_invited,
  half: m.round_inv_half,
  active: m.round_inv_active,
  declined: m.round_inv_declined,
  expired: m.round_inv_expired,
  closed: m.round_inv_closed
};
