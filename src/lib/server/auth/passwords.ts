import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), PARAMETERS);
}

let nobody: Promise<string> | undefined;

/** Takes as long for somebody without a password, or for nobody at all (`stored` null), as for a wrong one. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('no password has this hash')));
  const matches = await verify(against, password.normalize('NFC'));
  return matches && stored !== null;
}
