import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type { SendFailure } from '$lib/domain/outreach/message-states';

type Message = Parameters<ReturnType<typeof nodemailer.createTransport>['sendMail']>[0];

/**
 * Hands one message to the mail server over a connection of its own, and tells of a failure whether any of it had been given
 * away: the client reports every broken connection alike, before the message or after its last byte. No pool: one sends
 * again by itself what it was sending when its connection broke.
 */
export async function sendOnce(url: string, message: Message): Promise<SendFailure | null> {
  let begun = false;
  const plain = new URL(url);
  plain.searchParams.delete('pool');
  const transport = nodemailer.createTransport({
    url: plain.href,
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  });
  transport.use('stream', (mail, done) => {
    const node = mail.message;
    const createReadStream = node.createReadStream.bind(node);
    // the client reads it once the server has said 354 (RFC 5321, 4.1.1.4)
    node.createReadStream = (options) => {
      const source = createReadStream(options);
      return Readable.from(
        (async function* () {
          begun = true;
          yield* source;
        })()
      );
    };
    done();
  });
  try {
    await transport.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true });
    return null;
  } catch (error) {
    const { code = 'EUNKNOWN', responseCode, command } = error as Partial<SendFailure>;
    return { code, begun, ...(responseCode !== undefined && { responseCode }), ...(command && { command }) };
  } finally {
    transport.close();
  }
}
