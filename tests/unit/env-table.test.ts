import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { putEnvTable, renderEnvTable } from '../../scripts/env-table.mjs';
import { variables } from '../../src/env';

const readme = readFileSync('README.md', 'utf8');

describe('the table of environment variables', () => {
  it('in the README is what src/env.ts says', () => {
    expect(readme, 'run "node scripts/env-table.mjs"').toBe(putEnvTable(readme, renderEnvTable(variables)));
  });

  it('shows the default, or that there is none, and what may be given', () => {
    const table = renderEnvTable({
      MODE: { schema: z.enum(['fast', 'safe']).default('safe'), description: 'How it works' },
      SECONDS: { schema: z.coerce.number().int().min(1).max(9).default(3), description: 'How long' },
      TOKEN: { schema: z.string().optional(), description: 'A secret' }
    });
    expect(table.replaceAll(/ {2,}/g, ' ').split('\n').slice(2)).toEqual([
      '| `MODE` | `safe` | How it works. One of `fast`, `safe`. |',
      '| `SECONDS` | `3` | How long. From 1 to 9. |',
      '| `TOKEN` | none | A secret. |'
    ]);
  });

  it('needs its markers', () => {
    expect(() => putEnvTable('# Waymark', 'table')).toThrow('README.md needs the lines <!-- env -->');
  });
});
