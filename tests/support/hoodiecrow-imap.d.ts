declare module 'hoodiecrow-imap' {
  import type { AddressInfo, Server } from 'node:net';

  interface Mailbox {
    messages: { uid: number; flags: string[] }[];
    uidvalidity: number;
    uidnext: number;
  }
  interface ImapServer {
    server: Omit<Server, 'address'> & { address(): AddressInfo };
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    getMailbox(path: string): Mailbox | undefined;
    appendMessage(mailbox: string, flags: string[], internaldate: string | false, raw: string): void;
  }
  export default function hoodiecrow(options: { plugins?: string[]; storage?: object }): ImapServer;
}
