import { commands } from './commands/all';
import { runCommandLine } from './run';

process.exitCode = await runCommandLine(commands, process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`)
});
