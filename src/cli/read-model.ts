import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLocale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { fromWhereTyped, readGivenFile, readJsonText } from './read-file';

/** The files of one maturity model, parsed but not checked. */
export interface ModelFiles {
  model: unknown;
  /** One per language; empty where the model stands alone. */
  texts: unknown[];
}

type Fields = Record<string, unknown>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) =>
  isRecord(value) && 'locale' in value && !('criteria' in value && Array.isArray(value.criteria));

/**
 * A model from what was named: a folder with a `model.json` and its text files, the files themselves, or a `model.json`
 * whose text files (`en.json`, ...) lie beside it. One file may also hold both, as `{"model", "texts": [...]}`.
 */
export async function readModelFiles(given: string[], what: string): Promise<Result<ModelFiles>> {
  const paths = await listPaths(given);
  const files: ModelFiles = { model: undefined, texts: [] };
  let modelPath: string | null = null;
  for (const path of paths) {
    const json = await readJson(path, what);
    if (!json.ok) return json;
    const value = json.value;
    if (isText(value)) files.texts.push(value);
    else if (modelPath !== null)
      return refuse(
        'two-models',
        what,
        `"${modelPath}" and "${path}" are both models - give one model and its text files.`
      );
    else {
      modelPath = path;
      const whole = isRecord(value) && isRecord(value.model) ? value : null;
      files.model = whole ? whole.model : value;
      if (whole)
        files.texts.push(
          ...(Array.isArray(whole.texts) ? (whole.texts as unknown[]) : 'text' in whole ? [whole.text] : [])
        );
    }
  }
  if (modelPath === null)
    return refuse('no-model', what, 'There is no model among the files, only texts - give the model.json too.');
  if (files.texts.length > 0 || modelPath === '-') return ok(files);
  for (const path of await listBeside(modelPath)) {
    const json = await readJson(path, what);
    if (!json.ok) return json;
    files.texts.push(json.value);
  }
  return ok(files);
}

async function readJson(path: string, what: string): Promise<Result<unknown>> {
  const file = await readGivenFile(path, what);
  return file.ok ? readJsonText(file.value, what) : file;
}

async function listPaths(given: string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const one of given) {
    const isFolder = one !== '-' && (await stat(fromWhereTyped(one)).catch(() => null))?.isDirectory();
    if (!isFolder) paths.push(one);
    else paths.push(join(one, 'model.json'), ...(await listBeside(join(one, 'model.json'))));
  }
  return paths;
}

/** Text files are named after their language. */
async function listBeside(modelPath: string): Promise<string[]> {
  const folder = dirname(modelPath);
  const names = await readdir(fromWhereTyped(folder)).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json') && isLocale(name.slice(0, -'.json'.length)))
    .map((name) => join(folder, name));
}
