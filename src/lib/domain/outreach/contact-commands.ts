import { LOCALES } from '../shared/locale';
import * as z from 'zod/mini';
import { id, isoDate, line, prose } from '../shared/fields';
import { normaliseEmail } from './contact-email';
import { CONTACT_CHANNELS, CONTACT_ROLES, LAWFUL_BASES, MORE_ROOM, NOTE_ROOM } from './contact-kinds';
import { PHONE } from './contact-phone';
import { CONTACT_FIELDS } from './contact-fields';
import { OPT_OUT_SCOPES } from './may-be-contacted';

const email = z.string().check(
  z.refine(
    (text) => {
      const read = normaliseEmail(text);
      return read.ok && read.value === text;
    },
    { error: 'must be one address in small letters, such as name@example.org, or empty' }
  )
);
const phone = z.string().check(
  z.refine((text) => text === '' || PHONE.test(text), {
    error: 'must be a number with its country code, such as +4691214000, or empty'
  })
);
const maybeLine = (max: number) =>
  z.string().check(z.trim(), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u, 'must be one line'));

/** Everything that can be said of a contact. */
const contactFields = {
  municipalityId: z.optional(z.nullable(id)),
  name: z.optional(line(120)),
  role: z.optional(z.enum(CONTACT_ROLES)),
  email: z.optional(email),
  phone: z.optional(phone),
  channel: z.optional(z.nullable(z.enum(CONTACT_CHANNELS))),
  source: z.optional(maybeLine(200)),
  note: z.optional(prose(NOTE_ROOM)),
  stayInTouchDays: z.optional(
    z.nullable(z.int().check(z.minimum(1, 'must be 1 day or more'), z.maximum(3650, 'must be 3650 days or fewer')))
  ),
  basis: z.optional(z.nullable(z.enum(LAWFUL_BASES))),
  basisOn: z.optional(z.nullable(isoDate)),
  optedOutOn: z.optional(z.nullable(isoDate))
};

/** Those that came after the first release, at the end of the command. */
const laterFields = {
  optOutScope: z.optional(z.nullable(z.enum(OPT_OUT_SCOPES))),
  moreEmails: z.optional(z.nullable(z.array(email).check(z.maxLength(MORE_ROOM)))),
  morePhones: z.optional(z.nullable(z.array(phone).check(z.maxLength(MORE_ROOM))))
};

/** As its author had seen it, in whatever shape: it is only compared. */
const seen = z.optional(z.nullable(z.union([z.string(), z.number()])));
const seenList = z.optional(z.nullable(z.array(z.string()).check(z.maxLength(100))));

/**
 * Makes a contact, or changes something of it. What was changed goes with what its author had seen (`was`), so that two
 * people who change different fields lose nothing, and two who change the same field see both.
 */
export const contactSet = {
  type: 'contact.set',
  schemaVersion: 1,
  schema: z.object({
    contactId: id,
    ...contactFields,
    /** Of a new contact; it stays in its network. */
    networkId: z.optional(id),
    /** Of a contact that was there: what its author had seen in each field they changed. Every other field stays. */
    was: z.optional(
      z.object({
        municipalityId: seen,
        name: seen,
        role: seen,
        email: seen,
        phone: seen,
        channel: seen,
        source: seen,
        note: seen,
        stayInTouchDays: seen,
        basis: seen,
        basisOn: seen,
        optedOutOn: seen,
        optOutScope: seen,
        moreEmails: seenList,
        morePhones: seenList
      })
    ),
    ...laterFields,
    /** In which language the contact is written to; null: that of its account, else of the network. */
    language: z.optional(z.nullable(z.enum(LOCALES)))
  })
} as const;
export type ContactSet = z.infer<typeof contactSet.schema>;

/** Takes a contact away, or brings it back. */
export const contactRemove = {
  type: 'contact.remove',
  schemaVersion: 1,
  schema: z.object({ contactId: id, removed: z.boolean() })
} as const;
export type ContactRemove = z.infer<typeof contactRemove.schema>;

/** Makes two contacts one; what both said before is kept, so that it can be undone. */
export const contactMerge = {
  type: 'contact.merge',
  schemaVersion: 1,
  schema: z.object({
    mergeId: id,
    keptId: id,
    goneId: id,
    /** Fields in which the other one is right. */
    take: z.array(z.enum(CONTACT_FIELDS)).check(z.maxLength(CONTACT_FIELDS.length))
  })
} as const;
export type ContactMerge = z.infer<typeof contactMerge.schema>;

/** Makes them two again. */
export const contactUnmerge = {
  type: 'contact.unmerge',
  schemaVersion: 1,
  schema: z.object({ mergeId: id })
} as const;
export type ContactUnmerge = z.infer<typeof contactUnmerge.schema>;
