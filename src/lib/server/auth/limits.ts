import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuseAll, type Problem } from '$lib/domain/shared/result';
import type { App } from '../app';

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/**
 * How often something may be tried. In memory: one process writes, and a restart forgives.
 * `guess` counts wrong codes and passwords; a right one gives its try back.
 */
const RULES = {
  /** Ten wrong codes or passwords for one account, then a quarter of an hour's wait. */
  'guess-account': { points: 10, duration: QUARTER, blockDuration: QUARTER },
  /** Patient guessing: with six digits, 100 tries a day find a code once in 27 years. */
  'guess-account-day': { points: 100, duration: DAY },
  /** A town hall shares one address. */
  'guess-address': { points: 60, duration: QUARTER, blockDuration: QUARTER },
  /** So that nobody floods a mailbox; higher than for one place, so that nobody keeps its owner out by asking first. */
  'code-account': { points: 15, duration: QUARTER },
  'code-place': { points: 5, duration: QUARTER },
  'code-address': { points: 60, duration: QUARTER },
  /** Opening and answering through a link that needs no account; a town hall shares one address. */
  'link-address': { points: 120, duration: QUARTER },
  /** Asking for a visit; a town hall shares one address. */
  'visit-address': { points: 20, duration: 60 * MINUTE },
  /** Mails that ask to confirm it, to one address. */
  'visit-mail': { points: 3, duration: DAY },
  'renewal-address': { points: 10, duration: 60 * MINUTE },
  /** Calendars ask every few minutes, and a calendar service asks for many people from one address. */
  'calendar-feed': { points: 120, duration: 60 * MINUTE },
  'calendar-address': { points: 60, duration: QUARTER },
  /** Published figures for programs: every table of an edition twice over, and a town hall shares one address. */
  'figures-address': { points: 1500, duration: QUARTER },
  /** Pages, files and drawings of reports that have to be made first: all of an edition once, and a town hall shares one address. */
  'rendering-address': { points: 400, duration: QUARTER },
  'setup-address': { points: 10, duration: QUARTER, blockDuration: QUARTER }
} as const;

export type Limit = keyof typeof RULES;

const limiters = new WeakMap<App, Map<Limit, RateLimiterMemory>>();

function limiter(app: App, limit: Limit): RateLimiterMemory {
  const ofApp = limiters.get(app) ?? new Map<Limit, RateLimiterMemory>();
  limiters.set(app, ofApp);
  const present = ofApp.get(limit) ?? new RateLimiterMemory({ ...RULES[limit], keyPrefix: limit });
  ofApp.set(limit, present);
  return present;
}

/**
 * Counts one try; where there were too many already, a refusal that says how long to wait.
 * Counting comes before checking, so that a hundred tries at once count as a hundred.
 */
export async function takeTry(
  app: App,
  tries: readonly [Limit, string][]
): Promise<{ ok: false; problems: Problem[] } | null> {
  let wait = 0;
  for (const [limit, key] of tries) {
    try {
      await limiter(app, limit).consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      wait = Math.max(wait, error.msBeforeNext);
    }
  }
  return wait ? tooMany(wait) : null;
}

/** A right first factor gives back its own try; a whole sign-in wipes what was counted against the account. */
export async function forgiveTries(app: App, tries: readonly [Limit, string][], how: 'one' | 'all'): Promise<void> {
  for (const [limit, key] of tries) {
    if (how === 'one' || limit.endsWith('address')) await limiter(app, limit).reward(key);
    else await limiter(app, limit).delete(key);
  }
}

function tooMany(milliseconds: number): { ok: false; problems: Problem[] } {
  const minutes = Math.ceil(milliseconds / 60_000);
  const message = `There were too many tries - wait ${minutes} minutes, then try again.`;
  return refuseAll([{ code: 'too-many-tries', path: '', message, facts: { minutes } }]);
}

/** What asking for a code counts against. */
export function codeTries(email: string, address: string): [Limit, string][] {
  const place = addressKey(address);
  return [
    ['code-account', email],
    ['code-place', `${email} ${place}`],
    ['code-address', place]
  ];
}

/** What entering a code or a password counts against. */
export function guessTries(account: string, address: string): [Limit, string][] {
  return [
    ['guess-account', account],
    ['guess-account-day', account],
    ['guess-address', addressKey(address)]
  ];
}

/** One household or office has a /64 of IPv6 addresses to choose from. */
export function addressKey(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
