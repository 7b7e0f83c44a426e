import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { messagesOf, recipientsOf } from '$lib/server/outreach/campaign-repository';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';
import { createCampaignWorld } from '../support/campaign-world';
import { type Post, startPost } from '../support/post';
import { type RunningServer, startServer } from '../support/server';

const RECIPIENTS = 40;
/** The mails in the middle of which the server is killed. */
const KILLS = [3, 11, 24];

let folder: string | undefined;
let post: Post | undefined;
let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop('SIGKILL');
  await post?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('a server killed while it sends a campaign writes to nobody twice, and says of whom it does not know', async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-campaign-'));
  const file = join(folder, 'waymark.db');
  const own = { DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' };
  const open = (more: Record<string, string> = {}) => startApp({ env: readEnv({ ...own, ...more }), logTo: 2 });
  const app = await open();
  const world = await createCampaignWorld(app, RECIPIENTS);
  const campaignId = await world.start({}, 1);
  await app.db.close();

  let count = 0;
  const inTheMiddle: string[] = [];
  post = await startPost({
    // the message has been taken, and its sender does not hear of it any more
    onData: async (mail) => {
      if (!KILLS.includes(++count)) return null;
      inTheMiddle.push(mail.to[0]!);
      await server!.stop('SIGKILL');
      return null;
    }
  });
  const env = { MAIL_URL: post.url, CAMPAIGN_PER_MINUTE: '600' };
  for (const kill of KILLS) {
    server = await startServer(file, env);
    await vi.waitFor(() => expect(count).toBeGreaterThanOrEqual(kill), { timeout: 30_000, interval: 50 });
    await server.stop('SIGKILL');
  }
  server = await startServer(file, env);
  await vi.waitFor(() => expect(post!.taken).toHaveLength(RECIPIENTS), { timeout: 30_000, interval: 50 });
  await server.stop();
  const after = await open({ MAIL_URL: post.url });
  await sendCampaigns(after);
  await sendCampaigns(after);

  const reached = post.taken.map(({ to }) => to[0]!);
  expect(reached).toHaveLength(RECIPIENTS);
  expect(new Set(reached).size).toBe(RECIPIENTS);
  const recipients = new Map(
    (await recipientsOf(after.db.read, campaignId)).map(({ id, contactId }) => [id, contactId])
  );
  const emails = new Map(world.contacts.map(({ id, email }) => [id, email]));
  const messages = await messagesOf(after.db.read, campaignId);
  const uncertain = messages.filter(({ state }) => state === 'uncertain');
  expect(uncertain.map(({ recipientId }) => emails.get(recipients.get(recipientId)!)).sort()).toEqual(
    inTheMiddle.sort()
  );
  expect(messages.filter(({ state }) => state === 'sent')).toHaveLength(RECIPIENTS - KILLS.length);
  await after.db.close();
}, 180_000);
