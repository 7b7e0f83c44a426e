import { z } from 'zod';

/**
 * Every environment variable Waymark reads, in one place: the README's table is generated from it
 * (`node scripts/env-table.mjs`), and a wrong value stops the start with the variable's name.
 */
export const variables = {
  DATABASE_URL: {
    schema: z.string().min(1).default('data/waymark.db'),
    description: 'Database file, or the address of a libSQL server (`libsql://`, `https://`)'
  },
  DATABASE_AUTH_TOKEN: { schema: z.string().optional(), description: 'Token for a libSQL server' },
  ORIGIN: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    description: 'The address people use, e.g. `https://waymark.example.org`; default `http://HOST:PORT`'
  },
  HOST: { schema: z.string().default('127.0.0.1'), description: 'Address to listen on' },
  PORT: { schema: z.coerce.number().int().min(0).max(65535).default(3000), description: 'Port to listen on' },
  MAIL_URL: {
    schema: z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
    description: 'SMTP server, e.g. `smtps://user:password@mail.example.org`; without it mail waits in the outbox'
  },
  MAIL_FROM: { schema: z.string().default('Waymark <waymark@localhost>'), description: 'Sender of every mail' },
  ADDRESS_HEADER: {
    schema: z.string().toLowerCase().optional(),
    description:
      'Header with the visitor’s address behind a trusted proxy, e.g. `x-forwarded-for`; rate limits need it there'
  },
  XFF_DEPTH: {
    schema: z.coerce.number().int().min(1).max(10).default(1),
    description: 'How many trusted proxies stand before Waymark, where ADDRESS_HEADER is `x-forwarded-for`'
  },
  BACKUP_DIR: {
    schema: z.string().optional(),
    description: 'Folder for backups; default `backups` beside the database'
  },
  BODY_SIZE_LIMIT: { schema: z.string().default('12M'), description: 'Largest request body' },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    description: 'How much is logged, as JSON lines on standard output'
  },
  SHUTDOWN_SECONDS: {
    schema: z.coerce.number().int().min(1).max(300).default(20),
    description: 'How long running requests may take after a stop signal'
  },
  WAYMARK_DEMO: {
    schema: z.enum(['0', '1']).default('0'),
    description: 'Set by `npm run up`: marks every page as demo and shows outgoing mail in the app'
  }
} as const;

type Variables = typeof variables;
export type Env = { [K in keyof Variables]: z.output<Variables[K]['schema']> };

/**
 * Reads and checks the environment.
 *
 * @throws Error naming every variable that is wrong, what was given and what would be right
 * @example
 * readEnv({ PORT: '8080' }).PORT // 8080
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, description }] of Object.entries(variables)) {
    const given = source[name] === '' ? undefined : source[name];
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else faults.push(`${name}: ${parsed.error.issues[0]?.message} - got "${given}". ${description}.`);
  }
  if (faults.length) throw new Error(`Environment not usable:\n${faults.join('\n')}`);
  return values as Env;
}
