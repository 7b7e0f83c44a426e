// A process that writes as the server does and says on standard output what was acknowledged and when, and what failed.
// `bare` does the same with the client alone, as a control: what happens without the guard.
import { createClient } from '@libsql/client';
import { openDatabase } from '$lib/server/db/client';
import { auditLog } from '$lib/server/db/schema/identity';

const [file = '', mode = 'guarded'] = process.argv.slice(2);
const say = (line: string) => new Promise((resolve) => process.stdout.write(`${line}\n`, resolve));
const row = (id: string) => ({ id, at: new Date(), networkId: null, actor: 'system', action: 'poison', subject: null });

/** Both ways of writing in turns: a statement of its own is the one that leaves a busy connection poisoned. */
async function asTheServer(): Promise<(id: string) => Promise<void>> {
  const db = await openDatabase({ url: file });
  let turn = 0;
  return (id) =>
    turn++ % 2
      ? db.write(async (tx) => void (await tx.insert(auditLog).values(row(id))))
      : db.execute(`INSERT INTO audit_log (id, at, actor, action) VALUES ('${id}', 0, 'system', 'poison')`);
}

function bare(): (id: string) => Promise<void> {
  const client = createClient({ url: `file:${file}`, concurrency: 1, timeout: 10 });
  return async (id) => {
    await client.execute({
      sql: "INSERT INTO audit_log (id, at, actor, action) VALUES (?, 0, 'system', 'poison')",
      args: [id]
    });
  };
}

const write = mode === 'bare' ? bare() : await asTheServer();
await say('ready');
for (let i = 0; ; i++) {
  const id = `${mode}-${i}`;
  try {
    await write(id);
    const at = Date.now();
    await say(`done ${id} ${at}`);
  } catch (error) {
    // not acknowledged: whatever came of it, nobody was promised anything
    await say(`failed ${id} ${(error as Error).message}`);
  }
  if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
