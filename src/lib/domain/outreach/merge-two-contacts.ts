import { isSame } from '../shared/merge-fields';
import { CONTACT_FIELDS, type ContactField } from './contact-fields';
import { MORE_ROOM, NOTE_ROOM } from './contact-kinds';
import { OPT_OUT_SCOPES, type OptOutScope } from './may-be-contacted';
import { type ContactContent, NO_CONTACT } from './merge-contact';

const SOURCE_ROOM = 200;
/** Fields of which both sides always stay: nobody has to choose. */
export const JOINED_FIELDS: readonly ContactField[] = ['source', 'note', 'optedOutOn', 'optOutScope'];

/**
 * One contact of two. Where only one says something, that stands; where both do, what the kept one says, unless `take`
 * names the field. Addresses and numbers of both stay, notes and sources are joined, the shorter promise to be in touch
 * and the wider wish not to be contacted hold. Nothing said on either side gets lost as long as there is room.
 *
 * @param take fields in which the other one is right
 * @example
 * mergeTwoContacts({ ...karin, email: 'a@example.org' }, { ...karin2, email: 'b@example.org' }, []).moreEmails
 * // ['b@example.org']
 */
export function mergeTwoContacts(
  kept: ContactContent,
  gone: ContactContent,
  take: readonly ContactField[]
): ContactContent {
  const merged: ContactContent = { ...kept };
  for (const field of CONTACT_FIELDS) {
    const empty = isSame(kept[field], NO_CONTACT[field]);
    const says = !isSame(gone[field], NO_CONTACT[field]);
    if (says && (empty || take.includes(field))) Object.assign(merged, { [field]: gone[field] });
  }
  // a date belongs to its basis
  const basis = kept.basis === null || take.includes('basis') ? gone : kept;
  if (basis.basis !== null && !take.includes('basisOn')) merged.basisOn = basis.basisOn;
  const addresses = (first: string, field: 'email' | 'phone', more: 'moreEmails' | 'morePhones') => {
    const others = [kept[field], gone[field], ...(kept[more] ?? []), ...(gone[more] ?? [])];
    const list = [...new Set(others)].filter((one) => one !== '' && one !== first).slice(0, MORE_ROOM);
    return list.length ? list : null;
  };
  return {
    ...merged,
    moreEmails: addresses(merged.email, 'email', 'moreEmails'),
    morePhones: addresses(merged.phone, 'phone', 'morePhones'),
    source: join(kept.source, gone.source, '; ', SOURCE_ROOM),
    note: join(kept.note, gone.note, '\n\n', NOTE_ROOM),
    stayInTouchDays: take.includes('stayInTouchDays') ? merged.stayInTouchDays : sooner(kept, gone),
    ...wish(kept, gone)
  };
}

/** What there is no room for stays in what is kept of the merge. */
function join(a: string, b: string, between: string, room: number): string {
  if (b === '' || a.includes(b)) return a;
  if (a === '' || b.includes(a)) return b;
  const both = a + between + b;
  return both.length <= room ? both : a;
}

function sooner(a: ContactContent, b: ContactContent): number | null {
  const days = [a.stayInTouchDays, b.stayInTouchDays].filter((one) => one !== null);
  return days.length ? Math.min(...days) : null;
}

/** The first day either of them said so; two wishes that differ are one for everything. */
function wish(a: ContactContent, b: ContactContent): { optedOutOn: string | null; optOutScope: OptOutScope | null } {
  const said = [a, b].filter(({ optedOutOn }) => optedOutOn !== null);
  if (!said.length) return { optedOutOn: null, optOutScope: null };
  const days = said.map(({ optedOutOn }) => optedOutOn!).sort();
  const scopes = [...new Set(said.map(({ optOutScope }) => optOutScope ?? OPT_OUT_SCOPES[0]))];
  return { optedOutOn: days[0]!, optOutScope: scopes.length === 1 ? scopes[0]! : OPT_OUT_SCOPES[0] };
}

export interface Unmerged {
  /** The kept contact as it was before, but for `stays`. */
  kept: ContactContent;
  /** Fields that somebody changed since the merge: they stay as they are. */
  stays: ContactField[];
}

/**
 * The kept contact of a merge as it was before. A field that was changed since stays as it is now, and is named.
 *
 * @example
 * undoMerge({ ...karin, note: 'Since' }, { keptBefore: karin, keptAfter: { ...karin, note: 'Both' } }).stays // ['note']
 */
export function undoMerge(
  now: ContactContent,
  { keptBefore, keptAfter }: { keptBefore: ContactContent; keptAfter: ContactContent }
): Unmerged {
  const stays = CONTACT_FIELDS.filter(
    (field) => !isSame(now[field], keptAfter[field]) && !isSame(now[field], keptBefore[field])
  );
  const kept = { ...keptBefore, ...Object.fromEntries(stays.map((field) => [field, now[field]])) };
  return { kept, stays };
}
