// A process that holds the writer's lock of a database as the server does, and says on standard output which commands
// were handed to it.
import { startApp } from '$lib/server/start-app';
import { takeWriterLock } from '$lib/server/operations/writer-lock';
import { commands } from '../../src/cli/commands/all';
import { readEnv } from '../../src/env';

const [file = ''] = process.argv.slice(2);
const env = readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent' });
const app = await startApp({ env, logTo: 2 });
const lock = await takeWriterLock(file, 'server', async ({ name, input }) => {
  process.stdout.write(`handed ${name}\n`);
  const command = commands.find((one) => one.name === name);
  if (!command) return { ok: false, problems: [{ code: 'unknown-command', path: '', message: name }] };
  const context = { env, offload: app.offload, err: () => undefined, watched: false };
  const result = await command.run(app, input, context);
  return result.ok ? { ok: true, output: result.value } : { ok: false, problems: result.problems };
});
process.stdout.write(lock ? 'holding\n' : 'refused\n');
