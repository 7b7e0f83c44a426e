import type { BarrierStanding, Correction, CorrectionKind } from '$lib/domain/outreach/corrections';
import type { TimelineEvent } from '$lib/domain/outreach/municipality-timeline';
import type { SnoozeProposal } from '$lib/domain/outreach/snoozes';
import { m } from '$lib/paraglide/messages.js';
import { KIND_WORDS } from '$lib/ui/campaign-words';
import { barrierName, dimensionName, FORM_WORDS, placeName, shortDay } from '../outreach/words';

export const STATE_WORDS: Record<BarrierStanding['state'], () => string> = {
  open: m.municipality_state_open,
  overcome: m.municipality_state_overcome,
  'taken-back': m.municipality_state_taken_back
};
export const CORRECTION_WORDS: Record<CorrectionKind, () => string> = {
  wrong: m.municipality_correct_wrong,
  otherwise: m.municipality_correct_otherwise,
  'no-longer': m.municipality_correct_no_longer,
  'withdraw-quote': m.municipality_correct_withdraw,
  overcome: m.municipality_correct_overcome,
  still: m.municipality_correct_still
};
export const SNOOZE_WORDS: Record<SnoozeProposal, () => string> = {
  tomorrow: m.municipality_snooze_tomorrow,
  monday: m.municipality_snooze_monday,
  'two-weeks': m.municipality_snooze_two_weeks,
  month: m.municipality_snooze_month
};

/** Who made it so, where somebody did: "the municipality said so, 3 Nov 2026". */
export function becauseWords({ because }: BarrierStanding): string {
  if (!because) return '';
  const date = shortDay(because.settledAt ?? because.saidAt);
  return because.side === 'municipality'
    ? m.municipality_because_municipality({ date })
    : m.municipality_because_network({ name: because.byName, date });
}

/** Who said something, and when. */
export function saidWords({ byName, saidAt }: Pick<Correction, 'byName' | 'saidAt'>): string {
  const date = shortDay(saidAt);
  return byName ? m.municipality_said_by({ name: byName, date }) : m.municipality_said_by_none({ date });
}

export function eventWords(event: TimelineEvent): string {
  switch (event.kind) {
    case 'planned':
      return m.municipality_ev_planned({ title: event.title || FORM_WORDS[event.form]() });
    case 'met':
      return m.municipality_ev_met({ form: FORM_WORDS[event.form]().toLocaleLowerCase() });
    case 'kept':
      return m.municipality_ev_kept({ what: event.what });
    case 'promised':
      return m.municipality_ev_promised({ what: event.what });
    case 'reached':
      return m.municipality_ev_reached({ campaign: event.campaign });
    case 'replied':
      return m.municipality_ev_replied({ campaign: event.campaign, reply: KIND_WORDS[event.reply]() });
    case 'corrected':
      return m.municipality_ev_corrected({
        ...{ by: event.by, barrier: barrierName(event.barrierId), said: CORRECTION_WORDS[event.said]() }
      });
    case 'begun':
      return m.municipality_ev_begun();
    case 'submitted':
      return m.municipality_ev_submitted();
    case 'approved':
      return m.municipality_ev_approved();
    case 'paired':
      return m.municipality_ev_paired({ other: placeName(event.other), theme: dimensionName(event.dimension) });
    case 'pairing-ended':
      return m.municipality_ev_pairing_ended({ other: placeName(event.other), theme: dimensionName(event.dimension) });
    case 'session':
      return m.municipality_ev_session({ other: placeName(event.other) });
  }
}

/** Where an event can be read whole; null where its line says it all, or this device may not. */
export function eventHref(event: TimelineEvent, coordinates: boolean): string | null {
  switch (event.kind) {
    case 'met':
    case 'planned':
      return coordinates ? `/app/meetings/${event.id}` : null;
    case 'reached':
    case 'replied':
      return coordinates ? `/admin/campaigns/${event.id.split('/')[0]}` : null;
    case 'paired':
    case 'pairing-ended':
      return `/app/peer/${event.id}`;
    default:
      return null;
  }
}
