import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import hoodiecrow from 'hoodiecrow-imap';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { dropMailFile } from '$lib/server/outreach/campaign-reply-service';
import { readMailFolder } from '$lib/server/outreach/read-folder';
import { type CampaignWorld, createCampaignWorld, eml } from '../support/campaign-world';
import { createTestApp, disposeTestApp } from '../support/test-app';

// Calendar files from the wild, sent to us as if they answered an invitation: none stops the mail that comes after it.

const FOLDER = join(process.cwd(), '../shared/data/messy/icalendar');
const present = existsSync(FOLDER);
const files = present ? readdirSync(FOLDER).filter((name) => name.endsWith('.ics')) : [];

let app: App;
let world: CampaignWorld;
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await disposeTestApp(app);
  await stop?.();
});

/** A mail with the file as a calendar program attaches it: as it is, byte for byte. */
function mailWith(name: string, method: string): Uint8Array {
  const calendar = readFileSync(join(FOLDER, name)).toString('base64').replace(/.{76}/g, '$&\n');
  const headers = {
    ...{ From: 'somebody@elsewhere.example', To: 'post@example.org', Subject: 'Accepted' },
    ...{ 'Message-ID': `<${name}-${method}@x.example>`, 'Content-Type': 'multipart/mixed; boundary="b"' }
  };
  const part = `--b\nContent-Type: text/calendar; charset=utf-8; method=${method}\nContent-Transfer-Encoding: base64\n\n${calendar}\n`;
  return eml(headers, `--b\nContent-Type: text/plain\n\nYes\n${part}--b--`);
}

describe.skipIf(!present)('calendar files from the wild (skipped where ../shared/data is not there)', () => {
  it('are taken in as a dropped mail without an exception, and answer no invitation', async () => {
    app = await createTestApp();
    world = await createCampaignWorld(app, 1);
    expect(files.length).toBeGreaterThan(5);
    for (const name of files)
      for (const method of ['REPLY', 'COUNTER']) {
        const bytes = mailWith(name, method);
        const taken = await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes });
        expect([name, taken.ok && taken.value.what]).toEqual([name, 'waiting']);
        // broken in the middle, as a mail server that is too small cuts it
        const half = bytes.slice(0, Math.floor(bytes.length * 0.7));
        const cut = await dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes: half });
        expect(cut.ok || cut.problems.length > 0).toBe(true);
      }
  });

  it('in the mail folder are passed by, and what lies behind them is read', async () => {
    const server = hoodiecrow({ plugins: ['ID', 'ENABLE'], storage: { INBOX: { messages: [] } } });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    const url = `imap://testuser:testpass@127.0.0.1:${server.server.address().port}/INBOX`;
    app = await createTestApp({ env: { IMAP_URL: url, MAIL_FROM: 'Waymark <post@example.org>' } });
    world = await createCampaignWorld(app, 1);
    const deliver = (mail: Uint8Array) =>
      server.appendMessage('INBOX', [], false, new TextDecoder('latin1').decode(mail));
    for (const name of files) deliver(mailWith(name, 'REPLY'));
    await readMailFolder(app);
    const [mark] = await app.db.read.query.mailFolderMark.findMany();
    expect(mark?.lastUid).toBe(files.length);
  });
});
