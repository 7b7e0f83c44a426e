/** One zone a country: those of the networks Waymark begins with, and their neighbours. */
const OF_COUNTRY: Readonly<Record<string, string>> = {
  SE: 'Europe/Stockholm',
  NL: 'Europe/Amsterdam',
  BE: 'Europe/Brussels',
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
  DE: 'Europe/Berlin',
  LU: 'Europe/Luxembourg'
};

/**
 * The zone of a network that has chosen none: that of its country, or UTC.
 *
 * @example
 * zoneOfCountry('SE') // 'Europe/Stockholm'
 */
export function zoneOfCountry(country: string): string {
  return OF_COUNTRY[country] ?? 'UTC';
}

/** Zones to choose from, those of the networks Waymark begins with first. */
export const COMMON_ZONES: readonly string[] = [...new Set([...Object.values(OF_COUNTRY), 'Europe/London', 'UTC'])];

/**
 * Whether this is the name of a time zone that this program knows (IANA).
 *
 * @example
 * isTimeZone('Europe/Stockholm') // true
 * isTimeZone('Stockholm') // false
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+){0,3}$/.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    // the runtime knows the list of zones, and answers by throwing
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }
  });
  clocks.set(zone, clock);
  return clock;
}

/**
 * What a clock on the wall shows at a moment.
 *
 * @param at milliseconds since 1970
 * @example
 * localAt(Date.parse('2027-03-28T01:00:00Z'), 'Europe/Stockholm') // '2027-03-28T03:00'
 */
export function localAt(at: number, zone: string): string {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value])
  );
  return `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

const asUtc = (local: string): number => Date.parse(`${local}:00Z`);

/**
 * How far a zone's clocks are ahead of UTC at a moment, in minutes.
 *
 * @example
 * offsetAt(Date.parse('2027-07-01T00:00:00Z'), 'Europe/Stockholm') // 120
 */
export function offsetAt(at: number, zone: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return (asUtc(localAt(minute, zone)) - minute) / 60_000;
}

/**
 * The moment at which a clock shows this. Where it shows it twice, the first (RFC 5545, 3.3.5); where it never does, as many
 * minutes after the gap begins as the time lies in it.
 *
 * @param local `2027-03-29T10:00`
 * @returns milliseconds since 1970
 * @example
 * new Date(instantOf('2027-03-29T10:00', 'Europe/Stockholm')).toISOString() // '2027-03-29T08:00:00.000Z'
 */
export function instantOf(local: string, zone: string): number {
  const guess = asUtc(local);
  const day = 24 * 60 * 60_000;
  const offsets = [offsetAt(guess - day, zone), offsetAt(guess + day, zone)];
  const moments = offsets.map((minutes) => guess - minutes * 60_000).sort((a, b) => a - b);
  return moments.find((at) => localAt(at, zone) === local) ?? moments.at(-1)!;
}

/**
 * Whether a clock there ever shows this: the hour that is left out in spring does not exist.
 *
 * @example
 * localExists('2027-03-28T02:30', 'Europe/Stockholm') // false
 */
export function localExists(local: string, zone: string): boolean {
  return localAt(instantOf(local, zone), zone) === local;
}

/**
 * What the clock shows some minutes of real time later: a meeting that lasts over a change of clocks is as long as any other.
 *
 * @example
 * localAfter('2027-10-31T01:30', 120, 'Europe/Stockholm') // '2027-10-31T02:30'
 */
export function localAfter(local: string, minutes: number, zone: string): string {
  return localAt(instantOf(local, zone) + minutes * 60_000, zone);
}

/** A moment at which the clocks of a zone change. */
export interface ClockChange {
  /** Milliseconds since 1970. */
  at: number;
  /** What clocks showed that moment, before they were changed. */
  local: string;
  /** Minutes ahead of UTC. */
  from: number;
  to: number;
}

/**
 * When the clocks of a zone change in some years, found by asking: what the runtime knows is the IANA database.
 *
 * @example
 * clockChanges('Europe/Stockholm', 2027, 2027).map(({ local }) => local) // ['2027-03-28T02:00', '2027-10-31T03:00']
 */
export function clockChanges(zone: string, first: number, last: number): ClockChange[] {
  const found: ClockChange[] = [];
  const end = Date.UTC(last + 1, 0, 1);
  const step = 7 * 24 * 60 * 60_000;
  for (let at = Date.UTC(first, 0, 1); at < end; at += step) {
    const from = offsetAt(at, zone);
    const to = offsetAt(Math.min(at + step, end), zone);
    if (from === to) continue;
    let [low, high] = [at, Math.min(at + step, end)];
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000;
      if (offsetAt(middle, zone) === from) low = middle;
      else high = middle;
    }
    found.push({ at: high, local: new Date(high + from * 60_000).toISOString().slice(0, 16), from, to });
  }
  return found;
}
