import { parseArgs } from 'node:util';
import { type Command, type Given, UsageError } from './command';

/** Finds the command: the longest name first, three words at most. */
export function findCommand(
  commands: readonly Command[],
  words: string[]
): { command: Command; rest: string[] } | null {
  for (const length of [3, 2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = commands.find((one) => one.name === name);
    if (command) return { command, rest: words.slice(length) };
  }
  return null;
}

/** @throws UsageError naming the option or argument that is wrong */
export function parseGiven(command: Command, words: string[]): Given & { json: boolean; help: boolean } {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' }
  };
  for (const [name, spec] of Object.entries(command.options))
    options[name] = { type: spec.type, ...(spec.multiple && { multiple: true }) };
  let parsed;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { help, json, ...values } = parsed.values as Record<string, string | boolean | string[] | undefined>;
  const given = { options: values, positionals: parsed.positionals, json: Boolean(json), help: Boolean(help) };
  if (given.help) return given;
  for (const [name, spec] of Object.entries(command.options)) {
    if (given.options[name] === undefined && spec.default !== undefined) given.options[name] = spec.default;
    if (spec.required && given.options[name] === undefined)
      throw new UsageError(`Option --${name} is missing: ${spec.about}`);
  }
  const needed = command.positionals.filter((p) => !p.optional).length;
  if (given.positionals.length < needed)
    throw new UsageError(
      `Argument ${command.positionals[given.positionals.length]!.name} is missing: ${command.positionals[given.positionals.length]!.about}`
    );
  if (given.positionals.length > command.positionals.length && !command.positionals.at(-1)?.many)
    throw new UsageError(`Too many arguments: "${given.positionals[command.positionals.length]}" is not expected`);
  return given;
}

export function usage(command: Command): string {
  const args = command.positionals.map((p) => (p.optional ? `[${p.name}]` : p.name) + (p.many ? '...' : '')).join(' ');
  const lines = [`Usage: waymark ${command.name}${args ? ` ${args}` : ''} [options]`, '', command.summary, ''];
  for (const p of command.positionals) lines.push(`  ${p.name.padEnd(24)} ${p.about}`);
  for (const [name, spec] of Object.entries(command.options)) {
    const flag = `--${name}${spec.type === 'string' ? ` ${spec.value ?? 'TEXT'}` : ''}`;
    const extra = spec.required ? ' (required)' : spec.default !== undefined ? ` (default ${spec.default})` : '';
    lines.push(`  ${flag.padEnd(24)} ${spec.about}${extra}`);
  }
  lines.push(`  ${'--json'.padEnd(24)} Print JSON for programs (with npm: npm run -s waymark -- ...)`);
  lines.push(`  ${'--help'.padEnd(24)} Show this`);
  if (command.examples?.length)
    lines.push('', 'Examples:', ...command.examples.map((e) => `  npm run waymark -- ${e}`));
  return lines.join('\n');
}

export function overview(commands: readonly Command[]): string {
  const rows = commands.map((c) => `  ${c.name.padEnd(18)} ${c.summary}`);
  return [
    'Usage: waymark COMMAND [options]',
    '',
    'Commands:',
    ...rows,
    '',
    'waymark COMMAND --help explains each.',
    'Exit status: 0 done, 1 refused, 2 wrong usage.'
  ].join('\n');
}
