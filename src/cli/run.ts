import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { migrationState } from '$lib/server/db/migrate';
import { startApp, databaseFile } from '$lib/server/start-app';
import { handOver, takeWriterLock } from '$lib/server/operations/writer-lock';
import { type Env, readEnv } from '../env';
import { runHere, type Offload } from '$lib/server/heavy/tasks';
import { type Command, refusalJson, type RunContext, UsageError } from './command';
import { findCommand, overview, parseGiven, usage } from './parse';

export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** `err` goes to a terminal. */
  watched?: boolean;
}

/**
 * Runs one command line and returns the exit status: 0 done, 1 refused, 2 wrong usage.
 */
export async function runCommandLine(
  commands: readonly Command[],
  words: string[],
  output: Output,
  source = process.env,
  offload: Offload = runHere
): Promise<0 | 1 | 2> {
  if (!words.length || words[0] === '--help' || words[0] === '-h' || words[0] === 'help') {
    output.out(overview(commands));
    return words.length ? 0 : 2;
  }
  const wantsJson = words.includes('--json');
  const wrongUsage = (message: string, hint: string): 2 => {
    if (wantsJson) output.out(refusalJson([{ code: 'usage', path: '', message }]));
    else output.err(`${message}\n\n${hint}`);
    return 2;
  };
  const found = findCommand(commands, words);
  if (!found) {
    // `waymark user --help` lists the commands of that word
    const group = commands.filter((c) => c.name.startsWith(`${words[0]} `));
    if (group.length && words.includes('--help')) {
      output.out(overview(group));
      return 0;
    }
    return wrongUsage(
      `Unknown command "${words
        .filter((w) => !w.startsWith('-'))
        .slice(0, 2)
        .join(' ')}"`,
      overview(group.length ? group : commands)
    );
  }
  const { command, rest } = found;
  try {
    const given = parseGiven(command, rest);
    if (given.help) {
      output.out(usage(command));
      return 0;
    }
    const env = readEnv(source);
    const prepared = await command.prepare(given, { env });
    const result = prepared.ok
      ? await execute(command, prepared.value, { env, offload, err: output.err, watched: output.watched === true })
      : prepared;
    if (result.ok) {
      output.out(given.json ? JSON.stringify(result.value) : command.print(result.value));
      return 0;
    }
    if (given.json) output.out(refusalJson(result.problems));
    else
      for (const { path, message } of result.problems)
        output.err(path && !message.startsWith(path) ? `${path}: ${message}` : message);
    return 1;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message, usage(command));
    throw error;
  }
}

/** How long a writing command waits for another writing command to finish. */
const PATIENCE_MS = 60_000;

async function execute(command: Command, input: unknown, context: RunContext): Promise<Result<unknown>> {
  const { env } = context;
  if (command.access === 'none') return command.run(null, input, context);
  // reading needs no lock, unless the database must be made or brought up to date first
  if (command.access === 'read' && (await migrationState(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN)) === 'current') {
    return withApp(env, (app) => command.run(app, input, context), { readOnly: true });
  }
  const file = databaseFile(env);
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = command.access === 'write' ? await handOver(file, { name: command.name, input }) : null;
    if (answer && answer !== 'busy') return answer.ok ? { ok: true, value: answer.output } : answer;
    const lock = answer === null ? await takeWriterLock(file, 'command') : null;
    if (lock) {
      try {
        return await withApp(env, (app) => command.run(app, input, context));
      } finally {
        await lock.release();
      }
    }
    if (Date.now() > giveUpAt) {
      return {
        ok: false,
        problems: [
          {
            code: 'busy',
            path: '',
            message: 'Another command has been writing for a minute - wait for it, then try again.'
          }
        ]
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function withApp<T>(env: Env, work: (app: App) => Promise<T>, options: { readOnly?: boolean } = {}): Promise<T> {
  const app = await startApp({
    env: { ...env, LOG_LEVEL: env.LOG_LEVEL === 'info' ? 'warn' : env.LOG_LEVEL },
    logTo: 2,
    ...options
  });
  try {
    return await work(app);
  } finally {
    await app.db.close();
  }
}
