import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR } from '$lib/domain/identity/actor';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { insertRows } from '$lib/server/db/insert-rows';
import { contact } from '$lib/server/db/schema/contacts';
import { network } from '$lib/server/db/schema/identity';
import { listContacts } from '$lib/server/outreach/contact-list-service';
import { ensureContactIndex } from '$lib/server/outreach/contact-index-repository';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';

// 100,000 contacts: the list, its last page, filters and searches that find one, some and nearly all.

const CONTACTS = 100_000;
const ROUNDS = 200;
const GIVEN = ['Anna', 'Karin', 'Eva', 'Lars', 'Per', 'Ola', 'Åsa', 'Björn', 'Maria', 'Nils'];
const FAMILY = ['Lund', 'Berg', 'Ek', 'Öberg', 'Ström', 'Dahl', 'Sjö', 'Holm', 'Nyman', 'Ahl', 'Falk', 'Lind'];

const say = (name: string, value: number, unit: string, n: number) =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, n }));

const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
const env = readEnv({ DATABASE_URL: join(folder, 'bench.db'), LOG_LEVEL: 'silent' });
const app = await startApp({ env, logTo: 2 });
const networkId = app.newId();
const at = app.now();
await app.db.write((tx) =>
  tx.insert(network).values({ id: networkId, name: 'Bench', country: 'SE', locale: 'sv', createdAt: at })
);
const ids: string[] = [];
for (let from = 0; from < CONTACTS; from += 5_000) {
  await app.db.write(async (tx) => {
    const rows = Array.from({ length: 5_000 }, (_, i) => {
      const n = from + i;
      const id = app.newId();
      ids.push(id);
      const name = `${GIVEN[n % 10]} ${FAMILY[n % 12]} ${n.toString(36)}`;
      const who = { createdBy: 'x', createdAt: at, updatedBy: 'x', updatedAt: at };
      const said = { name, role: n % 7 ? ('officer' as const) : ('it' as const), email: `p${n}@example.org` };
      return { ...NO_CONTACT, id, networkId, ...said, phone: `+4670${String(n).padStart(7, '0')}`, version: 1, ...who };
    });
    await insertRows(tx, contact, rows);
  });
}
let start = performance.now();
await ensureContactIndex(app.db);
say('contacts-index-all', performance.now() - start, 'ms', CONTACTS);

async function measure(name: string, input: Omit<Parameters<typeof listContacts>[2], 'networkId'>): Promise<void> {
  const took: number[] = [];
  let found = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    const page = await listContacts(app, OPERATOR, { networkId, ...input });
    took.push(performance.now() - began);
    found = page.ok ? page.value.contacts.length : -1;
  }
  took.sort((a, b) => a - b);
  say(`contacts-${name}-median`, took[ROUNDS / 2]!, 'ms', found);
  say(`contacts-${name}-p99`, took[Math.floor(ROUNDS * 0.99)]!, 'ms', found);
}

await measure('list', {});
await measure('list-deep', { after: ids[54_321]! });
await measure('filter', { role: 'it' });
await measure('search-one', { query: 'karin p77771' });
await measure('search-number', { query: '070-007 77 71' });
await measure('search-some', { query: 'anna lund' });
await measure('search-all', { query: 'example' });
await measure('search-none', { query: 'nobodyhasthisname' });
start = performance.now();
await eraseContact(app, OPERATOR, { contactId: ids[50_000]! });
say('contacts-erase-one', performance.now() - start, 'ms', CONTACTS);
await app.db.close();
await rm(folder, { recursive: true, force: true });
