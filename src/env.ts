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
  CAMPAIGN_PER_MINUTE: {
    schema: z.coerce.number().int().min(1).max(600).default(30),
    description: 'Most campaign mails a minute, over all campaigns'
  },
  CAMPAIGN_REPLY_TO: {
    schema: z
      .string()
      .regex(/^[^\s<>,;"@]+@[^\s<>,;"@]+$/, 'must be one plain address')
      .optional(),
    description:
      'Address that answers to campaigns and their bounces go to; with `{token}`, as `answers+{token}@example.org`, each message gets one of its own'
  },
  IMAP_URL: {
    schema: z
      .string()
      .regex(/^imaps?:\/\/[^\s]+$/, 'must start with imap:// or imaps://')
      .refine((text) => URL.canParse(text) && new URL(text).username !== '', 'must name a user')
      .optional(),
    description:
      'Mail folder where answers to campaigns and bounces arrive, e.g. `imaps://user:password@mail.example.org/INBOX`; it is read, never changed'
  },
  VAPID_PRIVATE_KEY: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url')
      .optional(),
    description:
      'Key that notifications are signed with: P-256, base64url; without it one is made at first use and kept in the database'
  },
  VAPID_SUBJECT: {
    schema: z
      .string()
      .regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/, 'must start with mailto: or https://')
      .optional(),
    description:
      'Whom push services may ask about our notifications, e.g. `mailto:it@example.org`; default: the address in MAIL_FROM'
  },
  PUSH_HOSTS: {
    schema: z.string().default(''),
    description:
      'Further push services, as hosts with commas between; a dot in front stands for all below, e.g. `push.example.org,.example.net`'
  },
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
