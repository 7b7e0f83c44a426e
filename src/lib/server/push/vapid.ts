import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Env } from '../../../env';

/** Push services refuse a token that is valid for more than 24 hours (RFC 8292, section 2). */
const VALID_S = 12 * 60 * 60;

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface VapidKey {
  /** The uncompressed point, base64url: what browsers call `applicationServerKey`. */
  publicKey: string;
  key: KeyObject;
}

/** A new private key: P-256, 32 bytes, base64url. */
export function newPrivateKey(): string {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // Node leaves leading zeros out
  return Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}

/** @throws Error where the 32 bytes are no key of the curve: a wrong VAPID_PRIVATE_KEY */
export function readPrivateKey(privateKey: string): VapidKey {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey, 'base64url');
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: privateKey }, format: 'jwk' });
  return { publicKey: point.toString('base64url'), key };
}

/** The `Authorization` header of RFC 8292: who sends, to which push service, signed by ES256. */
export function vapidHeader({ publicKey, key }: VapidKey, to: { origin: string; subject: string; now: Date }): string {
  const exp = Math.floor(to.now.getTime() / 1000) + VALID_S;
  const signed = `${base64url({ typ: 'JWT', alg: 'ES256' })}.${base64url({ aud: to.origin, exp, sub: to.subject })}`;
  // r and s one behind the other, as JWS wants them (RFC 7518, section 3.4)
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${signed}.${signature}, k=${publicKey}`;
}

export function subjectOf(env: Pick<Env, 'VAPID_SUBJECT' | 'MAIL_FROM'>): string {
  const address = /<([^<>\s]+)>\s*$/.exec(env.MAIL_FROM)?.[1] ?? env.MAIL_FROM.trim();
  return env.VAPID_SUBJECT ?? `mailto:${address}`;
}
