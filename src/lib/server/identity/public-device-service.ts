import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { check } from '$lib/domain/shared/check';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { activeMemberships } from '../auth/repository';
import { sameHash, sha256 } from '../auth/secrets';
import { findDeviceKey } from './device-key-repository';
import { deviceKeyId } from './device-proof';

// Open to everybody: a device whose session has ended asks whether its person may ever sign in again.

const closedInput = z.object({
  personId: z.string().check(z.maxLength(60)),
  deviceId: z.string().check(z.maxLength(60)),
  proof: z.string().check(z.length(64))
});

/** True only for whoever shows this device's proof, and only where the account is switched off or has no role left. */
export async function isAccountClosed(
  app: App,
  _actor: Actor,
  input: z.input<typeof closedInput>
): Promise<Result<boolean>> {
  const given = check(closedInput, input);
  if (!given.ok) return ok(false);
  const { personId, deviceId, proof } = given.value;
  const found = await findDeviceKey(app.db.read, deviceKeyId(personId, deviceId));
  if (!found || !sameHash(found.key.proofHash, sha256(proof))) return ok(false);
  return ok(found.disabledAt !== null || (await activeMemberships(app.db.read, personId)).length === 0);
}
