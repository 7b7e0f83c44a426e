import * as z from 'zod/mini';
import { id, line, prose } from '../shared/fields';
import { LOCALES } from '../shared/locale';
import { CONTACT_ROLES } from './contact-kinds';

/** Days in which a sign-up can be confirmed; afterwards it is removed. */
export const DAYS_TO_CONFIRM = 14;
/** Days in which the link goes on saying that it was confirmed. */
export const DAYS_REMEMBERED = 30;
/** A form that comes back sooner was filled in by a program. */
export const LEAST_SECONDS = 3;
/** A page that lay open for longer is to be sent again. */
export const MOST_HOURS = 24;

export const WISH_ROOM = 600;

/** What the form of a network's page sends. `website` is seen by programs only; `shown` says when the page was made. */
export const signUpInput = z.object({
  slug: z.string(),
  municipalityId: id,
  name: line(100),
  role: z.enum(CONTACT_ROLES, 'must be one of the roles'),
  email: z.string().check(z.maxLength(300)),
  phone: z.string().check(z.maxLength(100)),
  wish: prose(WISH_ROOM).check(z.trim()),
  locale: z.enum(LOCALES),
  website: z.string(),
  shown: z.string()
});
export type SignUpInput = z.infer<typeof signUpInput>;

/**
 * Whether a form may be a person's by the time it took: from three seconds to a day.
 *
 * @param shown when the page was made, milliseconds since 1970; null where its signature is not ours
 * @example
 * judgeFormTime(1_000, 2_500) // { person: false, because: 'too-fast' }
 */
export function judgeFormTime(
  shown: number | null,
  now: number
): { person: true } | { person: false; because: 'too-fast' | 'too-old' | 'not-ours' } {
  if (shown === null) return { person: false, because: 'not-ours' };
  const seconds = (now - shown) / 1000;
  if (seconds < LEAST_SECONDS) return { person: false, because: 'too-fast' };
  return seconds > MOST_HOURS * 3600 ? { person: false, because: 'too-old' } : { person: true };
}

/** The first line of the follow-up a visit becomes: a promise has room for 300 characters. */
const FOLLOW_UP_ROOM = 300;

/**
 * What the follow-up says: the wish behind a lead, cut where there is no more room.
 *
 * @example
 * wordVisitWish('Asks for a visit', 'In March,\nplease') // 'Asks for a visit: In March, please'
 */
export function wordVisitWish(lead: string, wish: string): string {
  const text = wish.replaceAll(/\s+/g, ' ').trim();
  const whole = text === '' ? lead : `${lead}: ${text}`;
  return whole.length <= FOLLOW_UP_ROOM ? whole : `${whole.slice(0, FOLLOW_UP_ROOM - 1).trimEnd()}…`;
}
