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
/**
 * The mails with which the server is killed, and when: once all of it was handed over, before any of it was, and when the
 * mail server has said that it has it.
 */
const KILLS = [
  { at: 3, when: 'handed over' },
  { at: 11, when: 'addressed' },
  { at: 24, when: 'answered' }
] as const;

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
  const killed = new Map<string, string>();
  const now = () => KILLS.find(({ at }) => at === count)?.when;
  post = await startPost({
    onRecipient: async (address) => {
      count++;
      if (now() !== 'addressed') return null;
      killed.set('addressed', address);
      await server!.stop('SIGKILL');
      return null;
    },
    onData: async (mail) => {
      const when = now();
      if (when === undefined) return null;
      killed.set(when, mail.to[0]!);
      // the message has been taken, and its sender does not hear of it any more
      if (when === 'handed over') await server!.stop('SIGKILL');
      // its sender hears of it, and perhaps has time to write it down
      else setImmediate(() => void server!.stop('SIGKILL'));
      return null;
    }
  });
  const env = { MAIL_URL: post.url, CAMPAIGN_PER_MINUTE: '600' };
  for (const { when } of KILLS) {
    server = await startServer(file, env);
    await vi.waitFor(() => expect(killed.has(when)).toBe(true), { timeout: 30_000, interval: 50 });
    await server.stop('SIGKILL');
  }
  server = await startServer(file, env);
  // all but the one of whom nothing was handed over, and of whom nobody can know that
  await vi.waitFor(() => expect(post!.taken).toHaveLength(RECIPIENTS - 1), { timeout: 30_000, interval: 50 });
  await server.stop();
  const after = await open({ MAIL_URL: post.url });
  await sendCampaigns(after);
  await sendCampaigns(after);

  const reached = post.taken.map(({ to }) => to[0]!);
  expect(reached).toHaveLength(RECIPIENTS - 1);
  expect(new Set(reached).size).toBe(RECIPIENTS - 1);
  expect(reached).not.toContain(killed.get('addressed'));
  const recipients = new Map(
    (await recipientsOf(after.db.read, campaignId)).map(({ id, contactId }) => [id, contactId])
  );
  const emails = new Map(world.contacts.map(({ id, email }) => [id, email]));
  const messages = await messagesOf(after.db.read, campaignId);
  const uncertain = messages
    .filter(({ state }) => state === 'uncertain')
    .map(({ recipientId }) => emails.get(recipients.get(recipientId)!));
  const sure = [killed.get('addressed'), killed.get('handed over')];
  expect(uncertain).toEqual(expect.arrayContaining(sure));
  // of the one that was answered it may be written down, or not
  expect(uncertain.filter((email) => !sure.includes(email) && email !== killed.get('answered'))).toEqual([]);
  expect(messages.filter(({ state }) => state === 'sent')).toHaveLength(RECIPIENTS - uncertain.length);
  await after.db.close();
}, 180_000);
