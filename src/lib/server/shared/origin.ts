import type { Env } from '../../../env';

/** The address people use, without a trailing slash: what links in mails and QR codes begin with. */
export function publicOrigin(env: Pick<Env, 'ORIGIN' | 'HOST' | 'PORT'>): string {
  return new URL(env.ORIGIN ?? `http://${env.HOST}:${env.PORT}`).origin;
}

/** Whether the address never leaves this machine: the one case in which http is safe enough for a session. */
export function isLoopback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return (
    protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname))
  );
}
