import { Agent, request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Outcome } from '$lib/domain/sync/protocol';

export interface Reply {
  status: number;
  retryAfter: number | null;
  body: Buffer;
}

/** As many connections as there are browsers, each kept open between its requests. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Infinity });

  constructor(readonly origin: string) {}

  /** Status 0 where the connection ended before the answer: nobody was promised anything. */
  ask(method: 'GET' | 'POST', path: string, cookie: string, body?: Buffer): Promise<Reply> {
    const headers: Record<string, string | number> = { cookie, 'accept-encoding': 'br' };
    if (body)
      Object.assign(headers, {
        origin: this.origin,
        'content-type': 'application/json',
        'content-length': body.length
      });
    return new Promise((done) => {
      const nothing = () => done({ status: 0, retryAfter: null, body: Buffer.alloc(0) });
      const asked = request(`${this.origin}${path}`, { method, headers, agent: this.#agent }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', nothing);
        response.on('end', () => {
          const whole = Buffer.concat(parts);
          const after = response.headers['retry-after'];
          done({
            status: response.statusCode ?? 0,
            retryAfter: after ? Number(after) : null,
            body: response.headers['content-encoding'] === 'br' ? brotliDecompressSync(whole) : whole
          });
        });
      });
      asked.on('error', nothing);
      asked.end(body);
    });
  }

  /** The outcomes of one parcel, or the status it was refused with. */
  async push(cookie: string, body: Buffer): Promise<{ outcomes: Outcome[] | null; reply: Reply }> {
    const reply = await this.ask('POST', '/api/v1/sync', cookie, body);
    if (reply.status !== 200) return { outcomes: null, reply };
    return { outcomes: (JSON.parse(reply.body.toString()) as { outcomes: Outcome[] }).outcomes, reply };
  }

  close(): void {
    this.#agent.destroy();
  }
}
