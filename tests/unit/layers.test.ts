import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// the rule reads the words of an import: without the rules that need types nobody has to read the whole program for it
const eslint = new ESLint({
  overrideConfigFile: resolve('eslint.config.js'),
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-misused-promises': 'off' }
  }
});

/** What lint says of a line of code at this place in the house. */
async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.filter((message) => message.ruleId === 'waymark/layers').map((message) => message.message);
}

const inDomain = 'src/lib/domain/shared/result.ts';
const inClient = 'src/lib/client/shell/keep-storage.ts';
const inService = 'src/lib/server/register/service.ts';
const inRoute = 'src/routes/healthz/+server.ts';

describe('the direction of imports is checked', () => {
  it('keeps the domain pure', async () => {
    expect(await complaints(inDomain, "import 'node:fs';")).toHaveLength(1);
    expect(await complaints(inDomain, "import '$app/environment';")).toHaveLength(1);
    expect(await complaints(inDomain, "import '$lib/server/app';")).toHaveLength(1);
    expect(await complaints(inDomain, "import '../../server/app';")).toHaveLength(1);
    expect(await complaints(inDomain, "import './locale';")).toEqual([]);
  }, 60_000);

  it('keeps the server out of the browser and the framework out of services', async () => {
    expect(await complaints(inClient, "import '$lib/server/app';")).toHaveLength(1);
    expect(await complaints(inService, "import '$app/state';")).toHaveLength(1);
    expect(await complaints(inService, "import '$lib/client/device.svelte';")).toHaveLength(1);
  }, 60_000);

  it('keeps drizzle in repositories', async () => {
    expect(await complaints(inService, "import 'drizzle-orm';")).toHaveLength(1);
    expect(await complaints(inRoute, "import 'drizzle-orm';")).toHaveLength(1);
    expect(await complaints('src/lib/server/register/repository.ts', "import 'drizzle-orm';")).toEqual([]);
  }, 60_000);
});
