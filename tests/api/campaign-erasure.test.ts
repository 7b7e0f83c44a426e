import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ANONYMOUS } from '$lib/domain/identity/actor';
import { databaseFile } from '$lib/server/operations/database-file';
import { exportLetters } from '$lib/server/outreach/campaign-export-service';
import { listWaiting } from '$lib/server/outreach/campaign-reply-service';
import { stepsOf } from '$lib/server/outreach/campaign-repository';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { EXPORTS, exportOutreach } from '$lib/server/outreach/outreach-export-service';
import { replyByLink } from '$lib/server/outreach/public-campaign-service';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { app, begin, drop, endAfterEach, from, mailFor, post, tokenIn, world } from '../support/campaign-desk';
import { eml, must } from '../support/campaign-world';

endAfterEach();

const NAME = 'Zebramarkör Qvistgaard';
const EMAIL = 'zebramark@place0.example';
const TRACES = ['zebramark', 'qvistgaard'];
const tracesIn = (text: string) => TRACES.filter((trace) => text.toLowerCase().includes(trace));

it('of a person who was written to, answered, and was named by others, nothing is left: no row, no file, no export made afterwards', async () => {
  await begin(2);
  const zebra = await world.addContact(0, { name: NAME, email: EMAIL, role: 'it' });
  const campaignId = await world.start({ channels: ['registrar', 'contacts'], roles: ['it'], sendBy: 'waymark' }, 1);
  await sendCampaigns(app);
  const own = await world.start({ channels: ['contacts'], roles: ['it'], sendBy: 'export', name: 'By hand' });
  const [step] = await stepsOf(app.db.read, own);
  const letters = async () => exportLetters(app, world.coordinator, { campaignId: own, stepId: step!.id });
  expect(must(await letters()).letters).toMatchObject([{ contact: NAME, email: EMAIL }]);
  // what they wrote waits for somebody, with their words; and a colleague named them as the right one
  const said = { From: `${NAME} <${EMAIL}>`, To: 'post@example.org', Subject: `Sv: ${NAME}` };
  must(await drop(eml({ ...said, 'Message-ID': '<z@place0.example>' }, `Hej\n\n${NAME}`)));
  const token = tokenIn(mailFor(1)[0]!.text, 'reply');
  must(await replyByLink(app, ANONYMOUS, { token, from, kind: 'wrong-person', name: NAME, email: EMAIL }));
  const everything = async () => {
    const files = [];
    for (const kind of EXPORTS)
      files.push(
        must(await exportOutreach(app, world.coordinator, { networkId: world.networkId, kind, locale: 'sv' }))
      );
    const progress = must(await readProgress(app, world.coordinator, { campaignId }));
    const waiting = must(await listWaiting(app, world.coordinator, { networkId: world.networkId }));
    return JSON.stringify([files, progress, waiting]);
  };
  expect(tracesIn(await everything())).toEqual(TRACES);
  const before = await world.recipients(campaignId);
  expect(must(await eraseContact(app, world.coordinator, { contactId: zebra.id }))).toMatchObject({ contacts: 1 });

  expect(tracesIn(await everything())).toEqual([]);
  const folder = dirname(databaseFile(app.env));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => /\.db/.test(one)))
    expect(tracesIn(readFileSync(join(folder, name)).toString('latin1')), name).toEqual([]);
  // that somebody there was written to and answered stays
  const after = await world.recipients(campaignId);
  expect(after).toHaveLength(before.length);
  expect(after.filter(({ contactId }) => contactId === null)).toHaveLength(1);
  const left = await letters();
  expect(left.ok ? left.value.letters : left.problems[0]!.code).toBe('nothing-to-export');
  const sent = post.taken.length;
  await sendCampaigns(app);
  expect(post.taken).toHaveLength(sent);
});
