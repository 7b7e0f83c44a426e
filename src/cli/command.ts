import type { Problem, Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import type { Offload } from '$lib/server/heavy/tasks';
import type { Env } from '../env';

export interface OptionSpec {
  type: 'string' | 'boolean';
  about: string;
  /** Shown in the usage line, e.g. `FILE`. */
  value?: string;
  required?: boolean;
  default?: string;
  multiple?: boolean;
}

export interface Given {
  options: Record<string, string | boolean | string[] | undefined>;
  positionals: string[];
}

/** Where a command runs. */
export interface RunContext {
  env: Env;
  /** Heavy work, in a thread of its own where there is one. */
  offload: Offload;
  /** A line for whoever waits: standard error. */
  err(text: string): void;
  /** Somebody may be looking: standard error is a terminal. */
  watched: boolean;
}

/**
 * One command. `prepare` runs where it was typed (it reads files and standard input); `run` runs where the database
 * may be used: `none` and `read` here, `write` in the process that holds the writer's lock, which may be the server.
 * So `Input` and `Output` are plain JSON.
 */
export interface Command<Input = unknown, Output = unknown> {
  /** One or two words: `score`, `user invite`. */
  name: string;
  summary: string;
  options: Record<string, OptionSpec>;
  /** `many` on the last one: it takes all that follow. */
  positionals: { name: string; about: string; optional?: boolean; many?: boolean }[];
  access: 'none' | 'read' | 'write';
  prepare(given: Given, context: { env: Env }): Promise<Result<Input>> | Result<Input>;
  /** `app` is null for `none`. */
  run(app: App | null, input: Input, context: RunContext): Promise<Result<Output>>;
  /** For people; programs get the output as JSON. */
  print(output: Output): string;
  examples?: string[];
}

/** Keeps the types inside one command while the list of commands forgets them. */
export function defineCommand<I, O>(command: Command<I, O>): Command {
  return command as unknown as Command;
}

/** A mistake in how the command was called: exit status 2. */
export class UsageError extends Error {}

export function refusalJson(problems: Problem[]): string {
  return JSON.stringify({ errors: problems.map(({ path, message }) => ({ path, message })) });
}

export function needApp(app: App | null): App {
  if (!app) throw new Error('This command needs the database but was declared without');
  return app;
}
