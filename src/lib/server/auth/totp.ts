import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: 'Waymark',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS
  });
}

/** What the QR code for the authenticator app says. */
export function totpAddress(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * The 30-second counter a code belongs to, or null. One step either side is allowed for clocks that differ;
 * whatever was used before is refused, so that a code works once (RFC 6238, 5.2).
 */
export function totpCounter(secret: string, code: string, now: Date, lastUsed: number | null): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: 1 });
  if (delta === null) return null;
  const counter = Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
  return lastUsed !== null && counter <= lastUsed ? null : counter;
}
