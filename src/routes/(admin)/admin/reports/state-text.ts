import { m } from '$lib/paraglide/messages.js';
import type { EditionState } from '$lib/server/reporting/edition-list-service';

const TEXTS: Record<EditionState, () => string> = {
  waiting: () => m.editions_state_waiting(),
  approved: () => m.editions_state_approved(),
  void: () => m.editions_state_void(),
  published: () => m.editions_state_published(),
  corrected: () => m.editions_state_corrected()
};

export const stateText = (state: EditionState) => TEXTS[state]();
