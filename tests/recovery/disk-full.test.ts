import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '$lib/server/db/contents';
import { createEvening, parcelsOf } from '../support/evening';
import { HttpClient } from '../support/http-client';
import { startServer } from '../support/server';

/** A way in which there is no room left for the database, and then there is again. */
interface Shortage {
  folder: string;
  begin(pid: number): void;
  end(pid: number): void;
  remove(): void;
}

/** A small disk of its own with a file that takes what is left. */
function smallDisk(): Shortage {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'pipe' });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    begin() {
      writeFileSync(ballast, '');
      for (let size = 0; ; size += 65_536) {
        try {
          writeFileSync(ballast, Buffer.alloc(65_536), { flag: 'a' });
        } catch {
          // a little room stays, so that it ends in the middle of saving
          truncateSync(ballast, Math.max(0, size - 262_144));
          return;
        }
      }
    },
    end: () => rmSync(ballast),
    remove() {
      // lazily: this process's own connection lets go of its files only when it is collected
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    }
  };
}

/** The system lets this process write no file beyond a size. */
function limitedFiles(): Shortage {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-limit-'));
  const limit = (pid: number, bytes: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    folder,
    begin: (pid) => limit(pid, String(statSync(join(folder, 'waymark.db-wal')).size + 262_144)),
    end: (pid) => limit(pid, 'unlimited'),
    remove: () => rmSync(folder, { recursive: true })
  };
}

/** Why a way cannot be taken on this machine; null where it can. */
function unavailable(way: () => Shortage): string | null {
  try {
    way().remove();
    if (way === limitedFiles) execFileSync('prlimit', ['--version']);
    return null;
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error).trim();
  }
}

const ways = [
  ['a small disk that fills up', smallDisk],
  ['a limit on the size of files', limitedFiles]
] as const;

describe.each(ways)('%s', (_name, way) => {
  const why = unavailable(way);
  it.skipIf(why)(
    `saving is refused with 507 and a message, reading goes on, and it recovers without restart${why ? ` (not here: ${why})` : ''}`,
    async () => {
      const shortage = way();
      const file = join(shortage.folder, 'waymark.db');
      const evening = await createEvening(file, { officers: 40, coordinators: 0, criteria: 250 });
      const server = await startServer(file);
      const http = new HttpClient(server.origin);
      const acknowledged = new Set<string>();
      const refused: { cookie: string; body: Buffer }[] = [];
      const send = async ({ cookie, body }: { cookie: string; body: Buffer }) => {
        const { outcomes, reply } = await http.push(cookie, body);
        // a parcel of which only the first hundred found room is sent again whole: those are duplicates then
        for (const { commandId, outcome } of outcomes ?? [])
          if (outcome === 'applied' || outcome === 'duplicate') acknowledged.add(commandId);
        return reply;
      };
      try {
        const parcels = evening.officers.flatMap((officer) =>
          parcelsOf(officer, evening.criteria).map(({ body }) => ({ cookie: officer.cookie, body }))
        );
        for (const parcel of parcels.splice(0, 6)) expect((await send(parcel)).status).toBe(200);
        shortage.begin(server.process.pid!);
        let reply;
        for (const parcel of parcels.splice(0, 60)) {
          reply = await send(parcel);
          if (reply.status !== 200) refused.push(parcel);
          if (refused.length === 5) break;
        }
        expect(refused).toHaveLength(5);
        expect(reply!.status).toBe(507);
        const { errors } = JSON.parse(reply!.body.toString()) as { errors: { code: string; message: string }[] };
        expect(errors).toEqual([
          { code: 'disk-full', path: '', message: expect.stringContaining('nothing was saved') as string }
        ]);

        const { cookie } = evening.officers[0]!;
        const read = await http.ask('GET', '/api/v1/sync?since=0', cookie);
        expect(read.status).toBe(200);
        const { changes } = JSON.parse(read.body.toString()) as { changes: { entity: string }[] };
        expect(changes.filter(({ entity }) => entity === 'answer')).toHaveLength(250);
        expect((await http.ask('GET', '/account', cookie)).status).toBe(200);
        expect((await http.ask('GET', '/readyz', cookie)).status).toBe(200);

        shortage.end(server.process.pid!);
        for (const parcel of [...refused, ...parcels.slice(0, 3)]) expect((await send(parcel)).status).toBe(200);

        const client = createClient({ url: `file:${file}`, timeout: 5000 });
        const { rows } = await client.execute('SELECT id FROM sync_command');
        const { rows: effects } = await client.execute('SELECT count(*) FROM answer_history');
        client.close();
        expect(new Set(rows.map((row) => String(row[0])))).toEqual(acknowledged);
        expect(Number(effects[0]?.[0])).toBe(acknowledged.size);
        http.close();
        expect(await server.stop()).toBe(0);
        expect(await checkIntegrity(file)).toEqual([]);
      } finally {
        http.close();
        await server.stop('SIGKILL');
        shortage.remove();
      }
    },
    60_000
  );
});
