import type { App } from '../app';
import { describeError } from './describe-error';

/** A line at most so often: whoever waits wants a sign of life, not a roll. */
const EVERY_MS = 300;

/**
 * An answer that says on its way how far it is: lines of JSON, the last of them the answer itself. Whoever goes away stops
 * the work.
 */
export function streamLines(
  gone: AbortSignal,
  app: App,
  work: (say: (line: object) => void, signal: AbortSignal) => Promise<object>
): Response {
  const left = new AbortController();
  const signal = AbortSignal.any([gone, left.signal]);
  const text = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      let next = 0;
      const write = (line: object) => {
        if (!signal.aborted) controller.enqueue(text.encode(`${JSON.stringify(line)}\n`));
      };
      const say = (line: object) => {
        const now = app.now().getTime();
        if (now < next) return;
        next = now + EVERY_MS;
        write(line);
      };
      try {
        write(await work(say, signal));
        // cancelled, it is closed already
        if (!left.signal.aborted) controller.close();
      } catch (error) {
        if (left.signal.aborted) return;
        app.log.error({ error: describeError(error) }, 'a streamed answer failed');
        controller.error(new Error('The work failed'));
      }
    },
    cancel: () => left.abort()
  });
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } });
}
