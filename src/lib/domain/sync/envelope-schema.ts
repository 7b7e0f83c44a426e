import * as z from 'zod/mini';
import { MAX_BUILDS_ON } from './builds-on';

/** HMAC-SHA-256 in hexadecimal digits. */
export const sealSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));
const baseVersion = z.nullable(z.int().check(z.minimum(0)));

const uuidV7 = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'must be a UUIDv7'));

/** What surrounds every command; its `payload` is checked by the command's own schema. */
export const envelopeSchema = z.object({
  commandId: uuidV7,
  seq: z.int().check(z.minimum(0)),
  type: z.string().check(z.minLength(1), z.maxLength(60)),
  schemaVersion: z.int().check(z.minimum(1)),
  baseVersion,
  payload: z.unknown(),
  issuedAt: z.iso.datetime(),
  via: z.optional(
    z.object({
      personId: z.string().check(z.minLength(1), z.maxLength(60)),
      commandId: uuidV7,
      deviceId: z.optional(z.string().check(z.maxLength(60))),
      seal: z.optional(sealSchema),
      baseVersion: z.optional(baseVersion)
    })
  ),
  buildsOn: z.optional(z.array(uuidV7).check(z.maxLength(MAX_BUILDS_ON)))
});

export const pushSchema = z.object({
  protocol: z.int(),
  deviceId: z.string().check(z.minLength(8), z.maxLength(60)),
  commands: z.array(z.unknown())
});
