// Writes the JSON Schemas of the model format beside the models, from the schemas the program reads them with.
// tests/unit/model-schema.test.ts fails while they are out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';
import { root } from './ensure.mjs';

const { module } = await runnerImport(join(root, 'src/lib/domain/model/json-schema.ts'));
for (const [name, schema] of Object.entries(module.writeJsonSchemas())) {
  const path = join(root, 'src/lib/content/models', name);
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(schema), { ...options, filepath: path }));
}
