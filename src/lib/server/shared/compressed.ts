import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Reply } from './to-response';

const later = { br: promisify(brotliCompress), gzip: promisify(gzip) };
const atOnce = { br: brotliCompressSync, gzip: gzipSync };

/** Less than about one packet is not worth it. */
const LEAST_BYTES = 1400;
/** Beyond this brotli takes much longer for a little less. */
const BROTLI_QUALITY = 4;
/** Handing less than this to another thread takes longer than compressing it: a tenth of a millisecond for 10 KB. */
const WORTH_A_THREAD = 32 * 1024;

/**
 * The answer as small as whoever asks can read it: brotli, gzip, or as it is (RFC 9110, section 12.5.3). Large ones are
 * compressed outside the event loop, in one piece: streams cost more than compressing a page of changes does.
 */
export async function compressed(request: Request, { status, headers, text }: Reply): Promise<Response> {
  const plain = Buffer.from(text);
  const coding = plain.length < LEAST_BYTES ? null : choose(request.headers.get('accept-encoding') ?? '');
  const squeeze = plain.length < WORTH_A_THREAD ? atOnce : later;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length, [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const bytes =
    coding === 'br' ? await squeeze.br(plain, { params }) : coding === 'gzip' ? await squeeze.gzip(plain) : plain;
  return new Response(new Uint8Array(bytes), {
    status,
    headers: {
      ...headers,
      vary: 'accept-encoding',
      'content-length': String(bytes.length),
      ...(coding && { 'content-encoding': coding })
    }
  });
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
