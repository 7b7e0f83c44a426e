import type { PairingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { formatDay } from '../../dates';
import { hasAccepted, type PairingPage } from './pairing-page';

const DAY_MS = 86_400_000;

/** The finding of its page: "Björkstad can help you with Licences". */
export function pairingTitle({ pairing, own, side, mentee, mentor, theme: dimension }: PairingPage): string {
  if (!own) return m.sessions_heading({ mentor, mentee, dimension });
  const { status } = pairing;
  if (side === 'mentee') {
    if (status === 'invited') return m.pairing_title_offer({ mentor, dimension });
    if (status === 'active') return m.mentoring_heading_mentee({ mentor, dimension });
    if (status === 'closed') return m.pairing_title_helped_us({ mentor, dimension });
    return m.pairing_title_off({ other: mentor, dimension });
  }
  if (status === 'invited') return m.pairing_title_asked({ mentee, dimension });
  if (status === 'active') return m.mentoring_heading_mentor({ mentee, dimension });
  if (status === 'closed') return m.pairing_title_we_helped({ mentee, dimension });
  return m.pairing_title_off({ other: mentee, dimension });
}

/** Whole days left to answer an invitation, today counted as one; null where it has none, 0 where they are over. */
export function daysLeft({ expiresAt }: Pick<PairingRecord, 'expiresAt'>, now: number): number | null {
  return expiresAt === null ? null : Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / DAY_MS));
}

/** How a pairing stands, in a sentence or two. */
export function pairingState(page: PairingPage, now: number, today: string): string {
  const { pairing, other, own } = page;
  switch (pairing.status) {
    case 'invited': {
      const left = daysLeft(pairing, now);
      if (left === 0) return m.pairing_state_lapsed();
      const date = pairing.expiresAt ? formatDay(pairing.expiresAt) : '';
      if (!own) return m.pairing_state_open({ date });
      if (hasAccepted(page)) return date ? m.pairing_state_waiting({ other, date }) : m.pairing_state_waits({ other });
      return left === null ? m.pairing_state_asked() : m.pairing_state_days({ date, count: left });
    }
    case 'active':
      if (!pairing.endsOn) return m.pairing_state_runs();
      return pairing.endsOn < today
        ? m.pairing_state_past({ date: formatDay(pairing.endsOn) })
        : m.pairing_state_until({ date: formatDay(pairing.endsOn) });
    case 'closed': {
      const ended = pairing.closedAt ? m.pairing_state_ended({ date: formatDay(pairing.closedAt) }) : m.pairing_ended();
      return pairing.closedAs === 're-match' ? `${ended} ${m.pairing_state_rematch()}` : ended;
    }
    case 'declined':
      return m.pairing_state_declined();
    case 'expired':
      return m.pairing_state_expired();
  }
}
