import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropShared, listShared } from './inbox';
import { receiveShare } from './receive';
import { sharedInAddress } from './take-shared';

// what a browser knows and Node does not: an address of its own
const realRedirect = Response.redirect.bind(Response);
beforeEach(() => {
  vi.spyOn(Response, 'redirect').mockImplementation((path, status) =>
    realRedirect(new URL(String(path), 'https://waymark.example.org'), status)
  );
});
afterEach(() => vi.restoreAllMocks());

const shared = { title: 'Visit & more', text: 'They have a map #1\n100 % open', url: 'https://example.org/a?b=c&d' };
const send = (fields: Record<string, string>) =>
  receiveShare(
    new Request('https://waymark.example.org/app/share', { method: 'POST', body: new URLSearchParams(fields) })
  );
const pathOf = (answer: Response) => new URL(answer.headers.get('location')!);

describe('what another app shares', () => {
  it('lies on the device before the page opens, and stays until it is taken', async () => {
    const answer = await send(shared);
    expect(answer.status).toBe(303);
    const [item, ...others] = await listShared();
    expect(others).toEqual([]);
    expect(item).toMatchObject(shared);
    expect(pathOf(answer).pathname).toBe(`/app/share/${item!.id}`);
    await send({ title: 'Second' });
    expect(await listShared()).toHaveLength(2);
    for (const { id } of await listShared()) await dropShared(id);
    expect(await listShared()).toEqual([]);
  });

  it('goes along where no server sees it, where the device can keep nothing', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const { pathname, search, hash } = pathOf(await send(shared));
    expect([pathname, search]).toEqual(['/app/share', '']);
    expect(sharedInAddress(hash)).toEqual(shared);
  });

  it('is nothing where the address carries nothing', () => {
    expect(sharedInAddress('')).toBeNull();
    expect(sharedInAddress('#main')).toBeNull();
  });
});
