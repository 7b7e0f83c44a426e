import * as z from 'zod/mini';
import { id, line } from '../shared/fields';
import { LOCALES } from '../shared/locale';

// One schema per field, shared by forms, services and the command line.

/** Kept in lower case: people write their address in many ways. */
export const email = z
  .string('must be an e-mail address')
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(254, 'is longer than an e-mail address can be (254 characters)'),
    z.regex(
      /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
      'must be an e-mail address such as "karin@example.org"'
    )
  );
export const personName = line(100);
export const locale = z.enum(LOCALES, 'must be en, sv or nl');
export const role = z.enum(
  ['administrator', 'coordinator', 'analyst', 'officer'],
  'must be administrator, coordinator, analyst or officer'
);
/** As people type it: blanks do not count. */
export const sixDigits = z.pipe(
  z.pipe(
    z.string('must be a code of six digits'),
    z.transform((text: string) => text.replace(/[\s-]/g, ''))
  ),
  z.string().check(z.regex(/^\d{6}$/, 'must be a code of six digits'))
);
export const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'must be two capital letters such as "SE"'));
/** Long enough for any password manager, short enough for nobody to keep the server busy with. */
export const anyPassword = z
  .string('must be a password')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(256, 'must have at most 256 characters'));

/** The cookie's value; whether it is a session shows when it is looked up. */
export const sessionToken = z.string('must be the token of the session').check(z.maxLength(100));

/** Where a request came from: rate limits count by address, the list of sessions shows the device. */
export const from = z.object({ address: z.string(), device: z.nullable(z.string()) });

export { id };
