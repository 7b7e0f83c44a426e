import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { newToken, sha256 } from '../auth/secrets';
import { change } from '../shared/change';
import { deleteDeviceKey, deviceKeysOf, findDeviceKey, insertDeviceKey, touchDeviceKey } from './device-key-repository';
import { deviceKeyId, proofFrom } from './device-proof';
import { findMe } from './own-account';

/** More than anybody uses; the one unused for longest goes, and with it what a phone lost long ago keeps locked. */
const MOST_DEVICES = 50;

const keyInput = z.object({ deviceId: z.string().check(z.minLength(8), z.maxLength(60)) });

export interface DeviceKey {
  /** 32 bytes, base64url: what this person's store on this device is locked with. */
  secret: string;
  /** What the device may show later, without a session, to learn whether the account is closed. */
  proof: string;
}

/** The secret of the signed-in person on this device: made when first asked for, and the same ever after. */
export async function readDeviceKey(
  app: App,
  actor: Actor,
  input: z.input<typeof keyInput>
): Promise<Result<DeviceKey>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  const given = check(keyInput, input);
  if (!given.ok) return given;
  const found = await findMe(app, actor);
  if (!found.ok) return found;
  const { me, networkId } = found.value;
  const id = deviceKeyId(me.id, given.value.deviceId);
  return change(app, actor, { action: 'device:key', networkId, subject: me.id }, async ({ tx, now }) => {
    const known = await findDeviceKey(tx, id);
    if (known) {
      await touchDeviceKey(tx, id, now);
      return ok(toKey(known.key.secret));
    }
    const all = await deviceKeysOf(tx, me.id);
    for (const row of all.slice(0, Math.max(0, all.length + 1 - MOST_DEVICES))) await deleteDeviceKey(tx, row.id);
    const key = toKey(newToken());
    const proofHash = sha256(key.proof);
    await insertDeviceKey(tx, { id, personId: me.id, secret: key.secret, proofHash, createdAt: now, usedAt: now });
    return ok(key);
  });
}

function toKey(secret: string): DeviceKey {
  return { secret, proof: proofFrom(secret) };
}
