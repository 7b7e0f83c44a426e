import { sha256 } from '../auth/secrets';
import type { Reader, Tx } from '../db/client';
import { findDeviceKey } from './device-key-repository';

/** What one person's device is kept under. */
export function deviceKeyId(personId: string, deviceId: string): string {
  return sha256(`${personId}/${deviceId}`);
}

/** What a device shows of the secret. One way: whoever reads the proof off a device learns nothing of the secret. */
export function proofFrom(secret: string): string {
  return sha256(`waymark device proof ${secret}`);
}

/** The proof that this person's device was given; null where the server knows no such device (any more). */
export async function proofOf(db: Reader | Tx, personId: string, deviceId: string): Promise<string | null> {
  const found = await findDeviceKey(db, deviceKeyId(personId, deviceId));
  return found ? proofFrom(found.key.secret) : null;
}
