import { SYSTEM } from '$lib/domain/identity/actor';
import { SILENT_DAYS, silenceDue } from '$lib/domain/notify/device-silence';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { activeMemberships } from '../auth/repository';
import type { Tx } from '../db/client';
import { findPerson } from '../identity/repository';
import { dayWords, deviceWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findChoice } from '../push/choice-repository';
import { deleteSeenBefore, markTold, type SeenRow, silentSince } from '../push/seen-repository';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A device that comes back after half a year begins anew. */
const KEPT_DAYS = 180;

/**
 * Mails whoever works on a device that has not been in touch for five days: unsent work may lie on it. Once for each
 * silence, one mail a person and run.
 */
export async function remindSilentDevices(app: App): Promise<void> {
  const now = app.now();
  const before = new Date(now.getTime() - SILENT_DAYS * DAY_MS);
  const due = (await silentSince(app.db.read, before)).filter((row) => silenceDue(row, now));
  for (const personId of new Set(due.map((row) => row.personId))) await remind(app, personId, before, now);
  await app.db.write((tx) => deleteSeenBefore(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS)));
}

async function remind(app: App, personId: string, before: Date, now: Date): Promise<void> {
  const [membership] = await activeMemberships(app.db.read, personId);
  const networkId = membership?.networkId ?? null;
  await change(app, SYSTEM, { action: 'device:silent', networkId, subject: personId }, async ({ tx }) => {
    // read again inside: one of them may have been opened meanwhile
    const rows = (await silentSince(tx, before)).filter((row) => row.personId === personId && silenceDue(row, now));
    const wanted = membership !== undefined && ((await findChoice(tx, personId))?.silence ?? true);
    if (rows.length && wanted) await send(app, tx, personId, networkId, rows);
    for (const { id } of rows) await markTold(tx, id, now);
    return ok(null);
  });
}

/** Which device and since when: nothing of what may lie on it is known here. */
async function send(app: App, tx: Tx, personId: string, networkId: string | null, rows: SeenRow[]): Promise<void> {
  const person = await findPerson(tx, personId);
  if (!person || person.disabledAt) return;
  const { locale } = person;
  const origin = publicOrigin(app.env);
  const letter = renderMail(locale, 'device-silent', {
    days: String(SILENT_DAYS),
    devices: rows.map((row) => `- ${deviceWords(locale, row.device, dayWords(locale, row.seenAt))}`).join('\n'),
    link: `${origin}/app`,
    account: `${origin}/account#notifications`
  });
  await queueMail(tx, app, { networkId, recipient: person.email, ...letter });
}
