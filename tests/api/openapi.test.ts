import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { writeOpenapi } from '$lib/server/api/openapi';
import { handlers } from '$lib/server/sync/handlers';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Json }[];
  requestBody?: { content: Json };
  responses: Record<string, { description: string; content: Json }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string; license: Json };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
}

// what a reader gets: JSON
const document = JSON.parse(JSON.stringify(writeOpenapi())) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
);

// a validator that is not the one the schemas were written by; it comes with eslint
interface Validator {
  addSchema(schema: object, key: string): void;
  validate(schema: object, data: unknown): boolean;
  errors?: { dataPath: string; message?: string }[] | null;
}
const Ajv = createRequire(import.meta.url)('ajv') as new (options: object) => Validator;
function faultsOf(name: string, data: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, unknownFormats: 'ignore' });
  ajv.addSchema(document, 'api');
  const fits = ajv.validate({ $ref: `api#/components/schemas/${name}` }, JSON.parse(JSON.stringify(data)));
  return fits ? [] : (ajv.errors ?? []).map((error) => `${error.dataPath} ${error.message}`);
}

function everyRef(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : everyRef(inner)
  );
}

describe('the OpenAPI document', () => {
  it('keeps the rules of OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    for (const key of Object.keys(document))
      expect(['openapi', 'info', 'servers', 'security', 'paths', 'components']).toContain(key);
    expect(document.info.title && document.info.version && document.info.license.name).toBeTruthy();
    for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations) {
      expect(path).toMatch(/^\//);
      expect(['get', 'head', 'put', 'post', 'delete', 'patch']).toContain(method);
      expect(operation.summary.length).toBeGreaterThan(10);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      for (const { schema, in: place } of operation.parameters ?? []) {
        expect(schema).toBeTypeOf('object');
        expect(['path', 'query', 'header']).toContain(place);
      }
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect(description).toBeTruthy();
      }
    }
  });

  it('points only at what is in it', () => {
    const refs = everyRef(document);
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of refs) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(ref)?.[1];
      expect(document.components.schemas[name ?? ''], ref).toBeDefined();
    }
  });

  it('has every route under /api/v1 with its methods, and no other', () => {
    const routes = Object.keys(import.meta.glob('/src/routes/api/v1/**/+server.ts')).flatMap((file) => {
      const path = file.replace('/src/routes', '').replace('/+server.ts', '').replaceAll('[', '{').replaceAll(']', '}');
      const found = readFileSync(`.${file}`, 'utf8').matchAll(
        /^export (?:const|async function|function) (GET|HEAD|PUT|POST|DELETE|PATCH)\b/gm
      );
      return [...found].map(([, method]) => `${method!.toLowerCase()} ${path}`);
    });
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(routes.sort());
  });

  it('has every kind of command', () => {
    for (const { type } of handlers) expect(document.components.schemas[type]).toMatchObject({ type: 'object' });
  });
});

describe('what is really said, by the document', () => {
  let app: App;
  let net: TestNetwork;
  let officer: Actor;
  beforeAll(async () => {
    app = await createTestApp();
    net = await createTestNetwork(app);
    officer = await net.enlist('officer');
  });
  afterAll(() => disposeTestApp(app));

  it('a push and its outcomes of all kinds fit, and so does a pull', async () => {
    const { assessmentId } = net.municipalities[0]!;
    const base = { criterionId: 'people-can-explain' };
    const first = answerCommand(assessmentId, base);
    const body = push([
      first,
      first,
      answerCommand(assessmentId, { ...base, criterionId: 'mandate-first-decision', note: 'Mine' }),
      answerCommand(assessmentId, { evidence: 'www.example.org' }),
      envelope('plan.dream', { anything: 1 })
    ]);
    expect(faultsOf('Push', body)).toEqual([]);
    const result = await pushCommands(app, officer, body);
    const other = answerCommand(assessmentId, { ...base, value: 'no', note: 'Other' }, { baseVersion: 0 });
    const conflict = await pushCommands(app, officer, push([other]));
    if (!result.ok || !conflict.ok) throw new Error('refused');
    const outcomes = [...result.value.outcomes, ...conflict.value.outcomes];
    expect(new Set(outcomes.map(({ outcome }) => outcome)).size).toBeGreaterThanOrEqual(4);
    for (const outcome of outcomes) expect(faultsOf('Outcome', outcome)).toEqual([]);
    const pulled = await pullChanges(app, officer, { since: 0, page: 'first', pageChars: 500 });
    if (!pulled.ok) throw new Error('refused');
    expect(pulled.value.next).toBeDefined();
    expect(faultsOf('Pull', pulled.value)).toEqual([]);
  });

  it('what does not fit is told by the document, too', () => {
    const { assessmentId } = net.municipalities[0]!;
    expect(faultsOf('Push', push([{ ...answerCommand(assessmentId), commandId: 'x' }]))).not.toEqual([]);
    expect(faultsOf('Push', push([answerCommand(assessmentId, { value: 'maybe' as never })]))).not.toEqual([]);
    expect(faultsOf('Outcome', { commandId: 'x', outcome: 'applied' })).not.toEqual([]);
    expect(faultsOf('Outcome', { commandId: 'x', outcome: 'perhaps', version: 1 })).not.toEqual([]);
  });
});
