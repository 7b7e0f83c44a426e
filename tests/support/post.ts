import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  to: string[];
  from: string;
  source: string;
  /** Headers, unfolded, names in small letters. */
  headers: Map<string, string>;
  /** The text, decoded. */
  text: string;
}

export interface Post {
  taken: TakenMail[];
  url: string;
  stop(): Promise<void>;
}

type Answer = Error | null | 'cut';

/** A real mail server on this machine. `onRecipient` may refuse an address, `onData` a message; `cut` breaks the connection instead of an answer. */
export async function startPost(
  options: {
    onRecipient?: (address: string) => Answer | Promise<Answer>;
    onData?: (mail: TakenMail) => Answer | Promise<Answer>;
  } = {}
): Promise<Post> {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  // one client at a time
  const answer = (said: Answer, callback: (error?: Error | null) => void) => {
    if (said === 'cut') for (const socket of sockets) socket.destroy();
    else callback(said);
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      void Promise.resolve(options.onRecipient?.(address) ?? null).then((said) => answer(said, callback)),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom } = session.envelope;
        const mail = read(Buffer.concat(chunks).toString(), mailFrom ? mailFrom.address : '');
        mail.to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push(mail);
        void Promise.resolve(options.onData?.(mail) ?? null).then((said) => answer(said, callback));
      });
    }
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined); // a client that is killed in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
  };
}

function read(source: string, from: string): TakenMail {
  const end = source.indexOf('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = source.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding');
  const text =
    encoding === 'quoted-printable'
      ? Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1'
        ).toString()
      : encoding === 'base64'
        ? Buffer.from(body, 'base64').toString()
        : body;
  return { to: [], from, source, headers, text: text.replace(/\r\n/g, '\n') };
}
