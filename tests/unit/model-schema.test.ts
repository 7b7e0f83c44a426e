import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { writeJsonSchemas } from '$lib/domain/model/json-schema';
import { validateModel } from '$lib/domain/model/validate';

const folder = 'src/lib/content/models';
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const schemas = {
  model: readJson(`${folder}/model.schema.json`) as object,
  text: readJson(`${folder}/text.schema.json`) as object
};
const shipped = (file: string) => readJson(`${folder}/roadmap-1.0.0/${file}.json`) as Record<string, unknown>;

// a validator that is not the one the schemas were written by; it comes with eslint
interface Validator {
  validate(schema: object, data: unknown): boolean;
  errors?: { dataPath: string; message?: string }[] | null;
}
const Ajv = createRequire(import.meta.url)('ajv') as new (options: object) => Validator;
function faultsOf(schema: object, data: unknown): string[] {
  const ajv = new Ajv({ allErrors: true });
  return ajv.validate(schema, data) ? [] : (ajv.errors ?? []).map((e) => `${e.dataPath} ${e.message}`);
}

/** The JSON blocks of the page, in order. */
const page = readFileSync('docs/model-format.md', 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => JSON.parse(block!) as unknown);
const [model, ...texts] = blocks.slice(-4);

/** Every property name anywhere in a schema. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties!) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}

describe('the JSON Schema of the model format', () => {
  it('is up to date: node scripts/model-schema.mjs', () => {
    const written = JSON.parse(JSON.stringify(writeJsonSchemas())) as Record<string, unknown>;
    expect(schemas.model).toEqual(written['model.schema.json']);
    expect(schemas.text).toEqual(written['text.schema.json']);
  });

  it('holds the shipped model and its texts, by another validator than ours', () => {
    expect(faultsOf(schemas.model, shipped('model'))).toEqual([]);
    for (const locale of ['en', 'sv', 'nl']) expect(faultsOf(schemas.text, shipped(locale)), locale).toEqual([]);
  });

  it('refuses what has another shape', () => {
    const file = shipped('model');
    expect(faultsOf(schemas.model, { ...file, version: 'new' })).toEqual([
      '.version should match pattern "^\\d+\\.\\d+\\.\\d+$"'
    ]);
    expect(faultsOf(schemas.model, { ...file, colour: 'red' })).toEqual([' should NOT have additional properties']);
    expect(faultsOf(schemas.model, { ...file, criteria: [{ id: 'a' }] }).length).toBeGreaterThan(5);
    expect(faultsOf(schemas.text, { ...shipped('en'), name: ' Model ' })).toHaveLength(1);
    expect(faultsOf(schemas.text, { ...shipped('en'), reviewed: 'yes' })).toEqual(['.reviewed should be boolean']);
  });
});

describe('docs/model-format.md', () => {
  it('names every field there is', () => {
    const undocumented = [...new Set([...namesIn(schemas.model), ...namesIn(schemas.text)])].filter(
      (name) => !page.includes(`\`${name}\``) && !page.includes(`"${name}"`)
    );
    expect(undocumented).toEqual([]);
  });

  it('has an example without a fault, by both validators', () => {
    const checked = validateModel(model, texts);
    expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual([]);
    expect(faultsOf(schemas.model, model)).toEqual([]);
    for (const text of texts) expect(faultsOf(schemas.text, text)).toEqual([]);
  });

  it('names every code the validator gives', () => {
    const files = ['references', 'dependencies', 'structure', 'texts', 'criterion-texts', 'languages'];
    const sources = files.map((file) => readFileSync(`src/lib/domain/model/validate-${file}.ts`, 'utf8'));
    const given = sources.flatMap((source) => {
      const listed = /Codes?: ([^.]*)\./g;
      return [...source.matchAll(listed)].flatMap(([, codes]) =>
        [...codes!.matchAll(/`([a-z-]+)`/g)].map(([, c]) => c!)
      );
    });
    expect(given.length).toBeGreaterThan(20);
    expect([...new Set(given)].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });
});
