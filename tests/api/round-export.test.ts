import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { publishRound } from '$lib/server/mentoring/round-service';
import { readWorkbook } from '$lib/server/shared/read-workbook';
import { GET } from '../../src/routes/(admin)/admin/rounds/[id]/export/+server';
import { createRoundNetwork, offers, wants } from '../support/round-network';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

const EVIL = '=HYPERLINK("http://example.org";"Klicka")';
let clock: ReturnType<typeof testClock>;
let app: App;
let net: Awaited<ReturnType<typeof createRoundNetwork>>;
let roundId: string;

beforeAll(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
});
afterAll(() => disposeTestApp(app));
beforeEach(async () => {
  net = await createRoundNetwork(app, clock);
  await net.place(EVIL, 1, wants);
  await net.place('@Ljusdal', 1, wants);
  await net.place('Umeå', 3, offers);
  roundId = await net.open('Vår; 2027');
});

/** The file as the coordinator's browser fetches it. */
async function fetchFile(query: string): Promise<Response> {
  const { networkId } = net;
  const memberships = [{ networkId, networkName: 'Net', role: 'coordinator', municipalityId: null }];
  const url = new URL(`http://localhost/admin/rounds/${roundId}/export?network=${networkId}&${query}`);
  const locals = { app, actor: net.coordinator, person: { memberships } };
  return GET({ locals, params: { id: roundId }, url } as never);
}
const rowsOf = async (query: string) => (await (await fetchFile(query)).text()).trim().split('\r\n');

describe('what a round lists, as a file', () => {
  it('is the wishes while they come in, as filtered as the page', async () => {
    const all = await rowsOf('format=plain');
    expect(all[0]).toBe('Code,Municipality,County,What they said,Wants help with,Can help with,Places,Last said');
    expect(all).toHaveLength(4);
    expect(await rowsOf('format=plain&said=offers')).toHaveLength(2);
    expect((await rowsOf('format=plain&q=ume'))[1]).toMatch(/^\d+,Umeå,,Offers help,,[^,]+,1,\d{4}-\d\d-\d\d$/);
    const { wishes } = (await (await fetchFile('format=json')).json()) as { wishes: { name: string }[] };
    expect(wishes.map(({ name }) => name)).toContain(EVIL);
  });

  it('is a draft’s pairs with their reasons, and who is left without', async () => {
    await net.compute(roundId);
    const rows = await rowsOf('format=plain');
    expect(rows[0]).toBe('Asks,Helped by,Theme,"Fit, of 100",Decided,Why these two');
    expect(rows.filter((row) => row.includes('Umeå'))).toHaveLength(1);
    expect(rows.find((row) => row.includes('Umeå'))).toMatch(/levels? ahead/);
    expect(rows.find((row) => row.includes('Without a mentor'))).toContain('no places left');
  });

  it('is the invitations of a published round', async () => {
    await net.compute(roundId);
    await publishRound(app, net.coordinator, { roundId });
    expect(await rowsOf('format=plain')).toHaveLength(2);
    expect(await rowsOf('format=plain&state=declined')).toHaveLength(1);
    expect((await rowsOf('format=plain'))[1]).toContain('Invited');
  });

  it('runs no municipality’s name as a formula', async () => {
    for (const step of ['wishes', 'draft']) {
      if (step === 'draft') await net.compute(roundId);
      for (const format of ['csv', 'plain']) {
        const body = await (await fetchFile(`format=${format}`)).text();
        expect(body).not.toMatch(/(^|[;,\r\n"])[=@]/m);
        expect(body).toContain("'=HYPERLINK");
        expect(body).toContain("'@Ljusdal");
      }
      const book = await readWorkbook(new Uint8Array(await (await fetchFile('format=xlsx')).arrayBuffer()));
      expect(book.ok && book.value.flat()).toContain(EVIL);
    }
  });
});
