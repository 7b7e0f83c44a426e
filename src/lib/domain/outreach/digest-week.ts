import { localAt } from '../shared/time-zones';

/** From this hour on, by the network's clock. */
const FROM_HOUR = 6;
const DAY_MS = 86_400_000;

/**
 * The Monday for which the week's mail is to be sent now; null on other days and before six in the morning.
 *
 * @param timeZone an IANA name, the network's
 * @example
 * digestWeek(new Date('2026-11-23T05:30:00Z'), 'Europe/Stockholm') // '2026-11-23': half past six there
 */
export function digestWeek(at: Date, timeZone: string): string | null {
  const local = localAt(at.getTime(), timeZone);
  const day = local.slice(0, 10);
  const isMonday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
  return isMonday && Number(local.slice(11, 13)) >= FROM_HOUR ? day : null;
}

interface Dated {
  ownerId: string;
  due: string;
  done: boolean;
}

/** What the week's mail to one person is about. */
export interface Digest<P, C> {
  overdue: P[];
  /** From Monday to Sunday. */
  thisWeek: P[];
  /** Contacts to be in touch with until Sunday. */
  contacts: C[];
  /** Corrections that wait for a coordinator, anybody's. */
  corrections: number;
}

/**
 * What is due for one person in the week that begins on a Monday; null where there is nothing to say.
 *
 * @param monday ISO date
 * @example
 * weekOf('kim', '2026-11-23', { promises: [overdue], contacts: [], corrections: 0 })?.overdue // [overdue]
 */
export function weekOf<P extends Dated, C extends { ownerId: string; due: string | null }>(
  personId: string,
  monday: string,
  of: { promises: readonly P[]; contacts: readonly C[]; corrections: number }
): Digest<P, C> | null {
  const sunday = new Date(Date.parse(monday) + 6 * DAY_MS).toISOString().slice(0, 10);
  const byDay = (a: { due: string | null }, b: { due: string | null }) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1);
  const own = of.promises.filter(({ ownerId, done }) => ownerId === personId && !done).sort(byDay);
  const contacts = of.contacts
    .filter(({ ownerId, due }) => ownerId === personId && due !== null && due <= sunday)
    .sort(byDay);
  const overdue = own.filter(({ due }) => due < monday);
  const thisWeek = own.filter(({ due }) => due >= monday && due <= sunday);
  const nothing = overdue.length + thisWeek.length + contacts.length + of.corrections === 0;
  return nothing ? null : { overdue, thisWeek, contacts, corrections: of.corrections };
}
