import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import { authorize, type Permission } from '$lib/domain/identity/permissions';
import { type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { readContents } from '$lib/server/db/contents';
import { change } from '$lib/server/shared/change';
import type { CommandHandler } from '$lib/server/sync/command-handler';
import { handlers } from '$lib/server/sync/handlers';
import { type About, CALLS, COMMANDS, isAllowed, MATRIX, OPEN } from '../support/authorization-table';
import { createWorld, WHO, type Who, type World } from '../support/authorization-world';
import { createTestApp, disposeTestApp } from '../support/test-app';

type ServiceFunction = (app: App, actor: Actor, input: unknown) => Promise<Result<unknown>>;

/** `folder/file.function` of everything a module exports. */
function functionsOf(modules: Record<string, unknown>): Map<string, ServiceFunction> {
  const found = new Map<string, ServiceFunction>();
  for (const [path, module] of Object.entries(modules)) {
    const file = path.replace('/src/lib/server/', '').replace('.ts', '');
    for (const [name, exported] of Object.entries(module as object)) {
      if (typeof exported === 'function') found.set(`${file}.${name}`, exported as ServiceFunction);
    }
  }
  return found;
}

const all = functionsOf(
  import.meta.glob(['/src/lib/server/*/service.ts', '/src/lib/server/*/*-service.ts'], { eager: true })
);
const isPublic = (name: string) => /\/public-([a-z]+-)*service\./.test(name);
const closed = [...all].filter(([name]) => !isPublic(name));
const handlerLists = import.meta.glob(['/src/lib/server/*/handlers.ts', '/src/lib/server/*/*-handlers.ts'], {
  eager: true
});
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

let app: App;
let world: World;
/** As it is before anybody does anything. */
let untouched: { app: App; world: World };
beforeAll(async () => {
  app = await createTestApp();
  world = await createWorld(app);
  const first = await createTestApp();
  untouched = { app: first, world: await createWorld(first) };
});
afterAll(() => Promise.all([app, untouched.app].map(disposeTestApp)));

/** A handler inside a transaction, as `pushCommands` calls it. */
function send(on: App, handler: CommandHandler, actor: Actor, payload: unknown): Promise<Result<unknown>> {
  const envelope = {
    commandId: on.newId(),
    seq: 1,
    type: handler.type,
    schemaVersion: 1,
    issuedAt: on.now().toISOString(),
    baseVersion: null,
    payload
  };
  return change(on, actor, { action: handler.type, networkId: null }, (context) =>
    handler.handle(on, actor, { payload, envelope } as never, context)
  );
}

describe('somebody who is not signed in', () => {
  it('has functions to be refused by', () => {
    expect(closed.length).toBeGreaterThan(30);
    expect(handlers.length).toBeGreaterThan(6);
  });

  it.each(closed)('is refused by %s, whatever they send', async (_name, call) => {
    expect(codeOf(await call(app, ANONYMOUS, {}))).toBe('not-signed-in');
  });

  it.each(handlers.map((h) => [h.type, h] as const))('is refused the command %s', async (_type, handler) => {
    expect(codeOf(await send(app, handler, ANONYMOUS, {}))).toBe('not-signed-in');
  });

  it('finds every handler of every capability in the one list', () => {
    const listed = Object.values(handlerLists).flatMap((module) =>
      Object.values(module as object)
        .filter(Array.isArray)
        .flat()
    ) as CommandHandler[];
    expect(new Set(listed)).toEqual(new Set(handlers));
  });

  it('finds open what is listed as open with its reason, and nothing else', () => {
    expect([...all.keys()].filter(isPublic).sort()).toEqual(Object.keys(OPEN).sort());
    for (const reason of Object.values(OPEN)) expect(reason.length).toBeGreaterThan(10);
  });
});

describe('every function', () => {
  it('has a row in the table of calls, and so has every command', () => {
    expect(Object.keys(CALLS).sort()).toEqual(closed.map(([name]) => name).sort());
    expect(Object.keys(COMMANDS).sort()).toEqual(handlers.map((h) => h.type).sort());
  });

  const cells = Object.entries(CALLS).flatMap(([name, call]) => WHO.map((who) => [name, who, call] as const));
  const refused = cells.filter(([, who, call]) => !isAllowed(call.permission, who, call.about));

  it.each(refused)('%s refuses the %s', async (name, who, call) => {
    expect(codeOf(await all.get(name)!(app, world.actors[who], call.input(world)))).toBe('forbidden');
  });

  it('changed nothing while refusing', async () => {
    const before = await readContents(app.env.DATABASE_URL);
    for (const [name, who, call] of refused) await all.get(name)!(app, world.actors[who], call.input(world));
    expect(await readContents(app.env.DATABASE_URL)).toEqual(before);
  });

  it.each(Object.entries(CALLS))('%s lets in those who may', async (name, call) => {
    for (const who of WHO.filter((w) => isAllowed(call.permission, w, call.about))) {
      // a world each: what one of them does may be done once
      const own = await createTestApp({ copyOf: untouched.app });
      const { world: fresh } = untouched;
      expect(codeOf(await all.get(name)!(own, fresh.actors[who], call.input(fresh))), who).not.toMatch(
        /^(forbidden|not-signed-in)$/
      );
      await disposeTestApp(own);
    }
  });
});

describe('every command', () => {
  const cells = Object.entries(COMMANDS).flatMap(([type, call]) => WHO.map((who) => [type, who, call] as const));

  it.each(cells)('%s: the %s', async (type, who, call) => {
    const handler = handlers.find((h) => h.type === type)!;
    const code = codeOf(await send(app, handler, world.actors[who], call.input(world)));
    if (isAllowed(call.permission, who, call.about)) expect(code).not.toBe('forbidden');
    else expect(code).toBe('forbidden');
  });
});

describe('the right', () => {
  const scopes: [About, (w: World) => { networkId: string; municipalityId?: string }][] = [
    ['network', (w) => ({ networkId: w.networkId })],
    ['municipality', (w) => ({ networkId: w.networkId, municipalityId: w.municipalityId })]
  ];
  const cells = (Object.keys(MATRIX) as Permission[]).flatMap((permission) =>
    scopes.flatMap(([about, scope]) => WHO.map((who) => [permission, who, about, scope] as const))
  );

  it.each(cells)('%s of the %s over a thing of the %s', (permission, who, about, scope) => {
    expect(authorize(world.actors[who], permission, scope(world)) === null).toBe(
      isAllowed(permission, who as Who, about)
    );
  });

  it('is asked once without and once with its place: the first never refuses what the second allows', () => {
    for (const [permission, who, about] of cells) {
      if (isAllowed(permission, who, about)) expect(authorize(world.actors[who], permission)).toBeNull();
    }
  });
});
