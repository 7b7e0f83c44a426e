import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { ok, refuse, type Result } from '$lib/domain/shared/result';

export interface GivenFile {
  /** As it was given; `-` for standard input. */
  given: string;
  /** The last part of the path, for messages and lists. */
  name: string;
  bytes: Uint8Array;
}

/** Paths count from where the command was typed: npm moves to the project's folder and says where it came from. */
export function fromWhereTyped(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/**
 * A file a person named on the command line; `-` is standard input. `what` names the argument in refusals.
 * Errors: `file-missing`, `file-unreadable`, `file-too-large`.
 */
export async function readGivenFile(given: string, what: string, maxBytes = Infinity): Promise<Result<GivenFile>> {
  if (given === '-') return ok({ given, name: 'standard input', bytes: await readStandardInput() });
  const path = fromWhereTyped(given);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return refuse('file-unreadable', what, `"${given}" is a folder - give a file in it.`);
    if (found.size > maxBytes) {
      const megabytes = Math.ceil(found.size / 1024 / 1024);
      return refuse(
        'file-too-large',
        what,
        `"${given}" has ${megabytes} MB, at most ${Math.floor(maxBytes / 1024 / 1024)} MB can be read - take out what is not needed.`
      );
    }
    return ok({ given, name: basename(path), bytes: new Uint8Array(await readFile(path)) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refuse('file-missing', what, `There is no file "${given}" (looked for ${path}) - check the name.`);
    if (code === 'EACCES' || code === 'EPERM')
      return refuse('file-unreadable', what, `"${given}" may not be read by this user - change its permissions.`);
    throw error;
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

/** UTF-8 text, a byte order mark left out. Errors: `not-utf8`. */
export function readText({ given, bytes }: GivenFile, what: string): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('not-utf8', what, `"${given}" is not text in UTF-8 - save it as UTF-8.`);
  }
}

/** Parsed JSON. Errors: `not-utf8`, `not-json`. */
export function readJsonText(file: GivenFile, what: string): Result<unknown> {
  const text = readText(file, what);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value));
  } catch (error) {
    return refuse('not-json', what, `"${file.given}" must be JSON - ${(error as SyntaxError).message}.`);
  }
}
