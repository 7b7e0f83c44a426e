import { sha256 } from '../auth/secrets';

/** What one person's device is kept under. */
export function deviceKeyId(personId: string, deviceId: string): string {
  return sha256(`${personId}/${deviceId}`);
}

/** What a device shows of the secret. One way: whoever reads the proof off a device learns nothing of the secret. */
export function proofFrom(secret: string): string {
  return sha256(`waymark device proof ${secret}`);
}
