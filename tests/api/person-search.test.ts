import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import { writeOpenapi } from '$lib/server/api/openapi';
import type { App } from '$lib/server/app';
import { GET as listContacts } from '../../src/routes/api/v1/contacts/+server';
import { POST as findSame } from '../../src/routes/api/v1/contacts/same/+server';
import { POST as searchContacts } from '../../src/routes/api/v1/contacts/search/+server';
import { GET as listMeetings } from '../../src/routes/api/v1/meetings/+server';
import { POST as searchMeetings } from '../../src/routes/api/v1/meetings/search/+server';
import { pushCommands } from '$lib/server/sync/service';
import { must } from '../support/campaign-world';
import { envelope, push } from '../support/commands';
import { logMeeting } from '../support/log-meeting';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let kim: Actor;
let karin: string;

beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  kim = await net.enlist('coordinator');
  const people = [
    { name: 'Karin Påhittad', email: 'karin@example.org', phone: '+46701740605' },
    { name: 'Ola Påhittad', email: 'ola@example.org' }
  ].map((said) => ({ contactId: app.newId(), networkId: net.networkId, ...said }));
  karin = people[0]!.contactId;
  must(await pushCommands(app, kim, push(people.map((said) => envelope('contact.set', said)))));
  await logMeeting(app, kim, [net.municipalities[0]!.id], { conclusions: 'Licences first' });
  await logMeeting(app, kim, [net.municipalities[1]!.id], { conclusions: 'Something else' });
});
afterAll(() => disposeTestApp(app));

type Handler = (event: never) => Promise<Response>;
const asJson = (body: unknown, actor = kim) =>
  ({
    locals: { app, actor },
    request: new Request('https://waymark.example.org/x', { method: 'POST', body: JSON.stringify(body) })
  }) as never;
const post = async (handler: unknown, body: object, actor = kim) => {
  const answer = await (handler as Handler)(asJson({ network: net.networkId, ...body }, actor));
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const get = async (handler: unknown, path: string, query: string) => {
  const url = new URL(`https://waymark.example.org${path}?network=${net.networkId}&${query}`);
  const answer = await (handler as Handler)({ locals: { app, actor: kim }, url } as never);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('a search for a person', () => {
  it('goes in the body: contacts by words, page by page, whole or short', async () => {
    const found = await post(searchContacts, { q: 'påhittad kar' });
    expect(found.body).toMatchObject({ contacts: [{ id: karin, name: 'Karin Påhittad' }], next: null });
    const whole = await post(searchContacts, { q: 'karin', whole: true });
    expect(whole.body).toMatchObject({ contacts: [{ id: karin, phone: '+46701740605' }] });
    const first = await post(searchContacts, { limit: 1 });
    expect(first.body).toMatchObject({ contacts: [{ name: 'Karin Påhittad' }], next: karin });
    const second = await post(searchContacts, { limit: 1, after: karin });
    expect(second.body).toMatchObject({ contacts: [{ name: 'Ola Påhittad' }], next: null });
  });

  it('goes in the body: contacts that may be the same', async () => {
    const same = async (body: object) =>
      ((await post(findSame, body)).body.same as { contact: { id: string } }[]).map(({ contact }) => contact.id);
    expect(await same({ emails: ['karin@example.org'] })).toEqual([karin]);
    expect(await same({ phones: ['+46701740605'] })).toEqual([karin]);
    expect(await same({ name: 'Påhittad, Karin' })).toEqual([karin]);
    expect(await same({ contact: karin, emails: ['karin@example.org'] })).toEqual([]);
  });

  it('goes in the body: meetings by what was said in them', async () => {
    const found = await post(searchMeetings, { q: 'licences' });
    expect(found.body).toMatchObject({ meetings: [{ conclusions: 'Licences first' }], next: null });
    expect((await post(searchMeetings, {})).body.meetings).toHaveLength(2);
  });

  it('is refused in an address, with where it belongs; a list without words stays one', async () => {
    for (const [handler, path] of [
      [listContacts, '/api/v1/contacts'],
      [listMeetings, '/api/v1/meetings']
    ] as const) {
      const refused = await get(handler, path, 'q=karin');
      expect(refused.status).toBe(422);
      expect(refused.body.errors).toMatchObject([
        { code: 'search-by-post', path: 'q', message: `Search with POST ${path}/search and the words in its body.` }
      ]);
      expect((await get(handler, path, 'limit=5')).status).toBe(200);
    }
  });

  it('is checked like any input, and is for those who may see contacts', async () => {
    for (const body of [{ q: 7 }, { limit: 'many' }, { network: null }, { q: 'x'.repeat(501) }])
      expect((await post(searchContacts, body)).body.errors, JSON.stringify(body)).toMatchObject([{ code: 'invalid' }]);
    expect((await post(findSame, { emails: 'karin@example.org' })).body.errors).toMatchObject([{ path: 'emails' }]);
    const broken = new Request('https://waymark.example.org/x', { method: 'POST', body: '{' });
    const answer = await (searchContacts as unknown as Handler)({
      locals: { app, actor: kim },
      request: broken
    } as never);
    expect(answer.status).toBe(400);
    const officer = await net.enlist('officer');
    for (const handler of [searchContacts, findSame, searchMeetings])
      expect((await post(handler, { q: 'karin' }, officer)).status).toBe(403);
  });

  it('has no place in any address of the interface', () => {
    const words = new Set(['q', 'name', 'email', 'emails', 'phone', 'phones', 'query', 'search']);
    const asking = Object.entries(writeOpenapi().paths as Record<string, Record<string, object>>).flatMap(
      ([path, methods]) =>
        ((methods.get as { parameters?: { name: string }[] } | undefined)?.parameters ?? []).flatMap(({ name }) =>
          words.has(name) ? `${path}?${name}` : []
        )
    );
    expect(asking).toEqual([]);
  });
});
