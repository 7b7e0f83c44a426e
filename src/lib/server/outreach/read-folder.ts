import { createHash } from 'node:crypto';
import type { ImapFlow as Mailbox } from 'imapflow';
import { SYSTEM } from '$lib/domain/identity/actor';
import type { App } from '../app';
import { MOST_MAIL_BYTES, parseMail } from '../mail/parse-mail';
import { findFolderMark, writeFolderMark } from './campaign-reply-repository';
import { takeMail } from './take-mail';

/** One run reads so many, so that a mailbox of years does not hold up everything else. */
const MOST_AT_ONCE = 200;

const running = new WeakMap<App, Promise<void>>();

/**
 * The job that reads new mail in the folder of IMAP_URL. Nothing there is changed or deleted, and no mail marked as read: it
 * may be somebody's own mailbox. How far it was read is kept as UID and UIDVALIDITY (RFC 3501, 2.3.1.1); where the folder was made
 * anew, reading begins again, and what was taken before is known by its Message-ID.
 */
export async function readMailFolder(app: App): Promise<void> {
  const present = running.get(app);
  if (present) return present;
  const run = readAll(app).finally(() => running.delete(app));
  running.set(app, run);
  return run;
}

async function readAll(app: App): Promise<void> {
  if (!app.env.IMAP_URL) return;
  const url = new URL(app.env.IMAP_URL);
  const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
  const id = createHash('sha256').update(`${url.host}\n${url.username}\n${folder}`).digest('hex');
  const secure = url.protocol === 'imaps:';
  // loaded where a folder is read: it takes 20 MB of memory, and most never read one
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    // its lines hold addresses and subjects
    logger: false,
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 }
  });
  // a connection that breaks between two commands says so here, and to the command that comes next
  client.on('error', (error: Error) => app.log.warn({ error: codeOf(error) }, 'mail folder connection broke'));
  try {
    await client.connect();
    const mailbox = await client.mailboxOpen(folder, { readOnly: true });
    await readNew(app, client, id, String(mailbox.uidValidity));
  } catch (error) {
    app.log.warn({ error: codeOf(error) }, 'mail folder not read');
  } finally {
    client.close();
  }
}

async function readNew(app: App, client: Mailbox, id: string, uidValidity: string): Promise<void> {
  const mark = await findFolderMark(app.db.read, id);
  const lastUid = mark?.uidValidity === uidValidity ? mark.lastUid : 0;
  const listed = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true });
  // `n:*` gives the last one even where its number is below n (RFC 3501, 6.4.8)
  const uids = (listed || []).filter((uid) => uid > lastUid).sort((a, b) => a - b);
  for (const uid of uids.slice(0, MOST_AT_ONCE)) {
    const fetched = await client.fetchOne(
      String(uid),
      { uid: true, source: { start: 0, maxLength: MOST_MAIL_BYTES } },
      { uid: true }
    );
    const raw = fetched ? fetched.source : undefined;
    if (raw) {
      const mail = await parseMail(raw);
      const taken = mail.ok ? await takeMail(app, SYSTEM, mail.value, { way: 'folder', networkId: null, raw }) : mail;
      app.log.info({ taken: taken.ok ? taken.value.what : 'unreadable' }, 'mail read');
    }
    // after each: whoever is killed here reads one mail again, and knows it
    await app.db.write((tx) => writeFolderMark(tx, { id, uidValidity, lastUid: uid, readAt: app.now() }));
  }
}

function codeOf(error: unknown): string {
  const { code, responseStatus, authenticationFailed } = error as {
    code?: string;
    responseStatus?: string;
    authenticationFailed?: boolean;
  };
  return authenticationFailed ? 'authentication failed' : (code ?? responseStatus ?? 'unknown');
}
