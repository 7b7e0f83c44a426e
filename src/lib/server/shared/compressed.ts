import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Less than about one packet is not worth it. */
const LEAST_BYTES = 1400;
/** Beyond this brotli takes much longer for a little less. */
const BROTLI_QUALITY = 4;

/**
 * The answer as small as whoever asks can read it: brotli, gzip, or as it is (RFC 9110, section 12.5.3). Compressed as
 * it is sent, outside the event loop.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  if (!response.body || response.headers.has('content-encoding')) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  const coding = bytes.length < LEAST_BYTES ? null : choose(request.headers.get('accept-encoding') ?? '');
  if (!coding) return new Response(bytes, { status: response.status, headers });
  const squeeze =
    coding === 'br'
      ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : createGzip();
  headers.set('content-encoding', coding);
  headers.delete('content-length');
  squeeze.end(bytes);
  const body = Readable.toWeb(squeeze) as NodeStream<Uint8Array> as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status: response.status, headers });
}

function choose(accepted: string): 'br' | 'gzip' | null {
  const weights = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, q === undefined ? 1 : Number(q)] as const;
    })
  );
  const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const best = weight('br') >= weight('gzip') ? 'br' : 'gzip';
  return weight(best) > 0 ? best : null;
}
