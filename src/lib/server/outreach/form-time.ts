import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (key: string, shown: string) =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(`form\n${shown}`).digest('base64url').slice(0, 22);

/** When a form was made, signed, so that it can be told how long filling it in took. */
export function signFormTime(key: string, at: Date): string {
  const shown = String(at.getTime());
  return `${shown}.${sign(key, shown)}`;
}

/** Null where the signature is not ours. */
export function readFormTime(key: string, text: string): number | null {
  const [shown = '', signature = ''] = text.split('.');
  if (!/^\d{13}$/.test(shown) || !/^[\w-]{22}$/.test(signature)) return null;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(key, shown))) ? Number(shown) : null;
}
