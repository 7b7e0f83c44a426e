import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/all';
import { runCommandLine } from '../../src/cli/run';
import { GET as list } from '../../src/routes/api/v1/campaigns/+server';
import { DELETE as discard, GET as read, PUT as save } from '../../src/routes/api/v1/campaigns/[id]/+server';
import { POST as turn } from '../../src/routes/api/v1/campaigns/[id]/state/+server';
import { GET as waiting, POST as drop } from '../../src/routes/api/v1/campaign-replies/+server';
import { sendCampaigns } from '$lib/server/outreach/send-campaigns';
import { app, begin, endAfterEach, mailFor, world } from '../support/campaign-desk';
import { eml } from '../support/campaign-world';

endAfterEach();

type Handler = (event: never) => Promise<Response>;
const ask = async (
  handler: unknown,
  { params = {}, query = '', body }: { params?: object; query?: string; body?: BodyInit } = {}
) => {
  const url = new URL(`https://waymark.example.org/api?network=${world.networkId}&${query}`);
  const request = new Request(url, body === undefined ? {} : { method: 'POST', body });
  const event = { locals: { app, actor: world.coordinator }, url, params, request };
  const answer = await (handler as Handler)(event as never);
  return { status: answer.status, text: await answer.text() };
};

async function type(...words: string[]) {
  const said: string[] = [];
  const output = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  const status = await runCommandLine(commands, words, output, {
    ...{ LOG_LEVEL: 'silent', DATABASE_URL: app.env.DATABASE_URL, ORIGIN: 'http://127.0.0.1' }
  });
  return { status, said: said.join('\n') };
}

describe('programs and campaigns', () => {
  beforeEach(() => begin(2));

  it('read them without the key that signs their links, stop them, and say what they led to', async () => {
    const id = await world.start();
    await sendCampaigns(app);
    const listed = await ask(list);
    const whole = await ask(read, { params: { id } });
    expect(JSON.parse(listed.text)).toMatchObject({ campaigns: [{ campaign: { id, state: 'running' } }] });
    expect(JSON.parse(whole.text)).toMatchObject({
      recipients: { length: 2 },
      results: [{ channel: 'registrar', reached: 2 }]
    });
    expect(listed.text + whole.text).not.toContain('linkKey');
    expect((await ask(turn, { params: { id }, body: '{"to": "away"}' })).text).toContain(
      'start, pause, resume or stop'
    );
    expect((await ask(turn, { params: { id }, body: '{"to": "pause"}' })).status).toBe(200);
    expect((await type('campaign', 'turn', id, 'stop')).status).toBe(0);
    const results = await type('campaign', 'results', id, '--json');
    expect(JSON.parse(results.said)).toMatchObject({ results: [{ channel: 'registrar', tried: 2 }] });
    const known = await type('campaign', 'list', '--json');
    expect(known.said).toContain('"stopped"');
    expect(known.said).not.toContain('linkKey');
    expect((await type('campaign', 'turn', id, 'away')).status).toBe(1);
  });

  it('refuse to change or discard one that has been started', async () => {
    const id = await world.start();
    const change = await ask(save, { params: { id }, body: JSON.stringify({ version: 2, name: 'Other' }) });
    expect(change.status).toBe(422);
    expect((await ask(discard, { params: { id } })).text).toContain('campaign-started');
  });

  it('take a mail in and see what waits for a person', async () => {
    await world.start();
    await sendCampaigns(app);
    const mail = eml(
      { From: mailFor(0)[0]!.to[0]!, To: 'post@example.org', 'Message-ID': '<a@x.example>', Subject: 'Re' },
      'Gladly.'
    );
    const taken = await ask(drop, { body: mail as BodyInit });
    expect(JSON.parse(taken.text)).toMatchObject({ what: 'waiting' });
    expect(JSON.parse((await ask(waiting)).text)).toMatchObject({ replies: [{ excerpt: 'Gladly.' }] });
  });
});
