import type { MemberRole } from '$lib/domain/identity/actor';
import { OPERATOR } from '$lib/domain/identity/actor';
import { isLocale, type Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { createInvitation } from '$lib/server/identity/invitation-service';
import {
  disablePerson,
  enablePerson,
  listPeople,
  type PersonListed,
  resetSecondFactor
} from '$lib/server/identity/people-service';
import { initialiseNetwork } from '$lib/server/identity/public-setup-service';
import { listRegister } from '$lib/server/register/service';
import { defineCommand, type Given, needApp, type OptionSpec, UsageError } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile, readText } from '../read-file';

const text = ({ options }: Given, name: string): string | null =>
  typeof options[name] === 'string' ? options[name] : null;
const ROLES: readonly MemberRole[] = ['administrator', 'coordinator', 'analyst', 'officer'];

function roleIn(given: Given): MemberRole | null {
  const named = text(given, 'role');
  const role = ROLES.find((one) => one === named) ?? null;
  if (named && !role) throw new UsageError(`Option --role is one of ${ROLES.join(', ')} - got "${named}"`);
  return role;
}

function localeIn(given: Given): Locale | null {
  const named = text(given, 'locale');
  if (named !== null && !isLocale(named)) throw new UsageError(`Option --locale is en, sv or nl - got "${named}"`);
  return named;
}

interface Beginning {
  networkName: string;
  country: string;
  locale: Locale;
  name: string;
  email: string;
  password?: string;
}

/** Refusals name the option that was typed. */
const OPTION_OF: Record<string, string> = {
  networkName: '--name',
  name: '--admin',
  country: '--country',
  email: '--email'
};

export const initCommand = defineCommand<
  Beginning,
  { networkId: string; personId: string; mail: boolean; password: boolean }
>({
  name: 'init',
  summary: 'Set Waymark up: a network and its first administrator',
  options: {
    name: { type: 'string', about: 'Name of the network', required: true },
    country: { type: 'string', value: 'SE', about: 'Its country, two letters', required: true },
    locale: { type: 'string', value: 'en|sv|nl', about: 'Language of invitations and reports', default: 'en' },
    admin: { type: 'string', value: 'NAME', about: 'Name of the first administrator', required: true },
    email: { type: 'string', value: 'ADDRESS', about: 'Their e-mail address', required: true },
    'password-stdin': {
      type: 'boolean',
      about: 'Read a password from standard input; without it they sign in with a code by e-mail'
    }
  },
  positionals: [],
  access: 'write',
  async prepare(given): Promise<Result<Beginning>> {
    const fields = {
      networkName: text(given, 'name') ?? '',
      name: text(given, 'admin') ?? '',
      email: text(given, 'email') ?? ''
    };
    const beginning = {
      ...fields,
      country: (text(given, 'country') ?? '').toUpperCase(),
      locale: localeIn(given) ?? 'en'
    };
    if (given.options['password-stdin'] !== true) return ok(beginning);
    const file = await readGivenFile('-', 'password', 10_000);
    const read = file.ok ? readText(file.value, 'password') : file;
    return read.ok ? ok({ ...beginning, password: read.value.split(/\r?\n/)[0] ?? '' }) : read;
  },
  async run(app, beginning, { env }) {
    // an empty line is a mistake, not the wish for none
    if (beginning.password === '')
      return refuse(
        'password-short',
        'password',
        'Standard input was empty - write the password there, or leave --password-stdin out.'
      );
    const made = await initialiseNetwork(needApp(app), OPERATOR, beginning);
    if (!made.ok)
      return {
        ok: false,
        problems: made.problems.map((problem) => ({ ...problem, path: OPTION_OF[problem.path] ?? problem.path }))
      };
    const { networkId, personId } = made.value;
    return ok({ networkId, personId, mail: Boolean(env.MAIL_URL), password: beginning.password !== undefined });
  },
  print: ({ networkId, mail, password }) => {
    const lines = [`Network ${networkId} is set up.`];
    if (!mail && !password)
      lines.push(
        'No MAIL_URL is set: codes for signing in cannot be mailed. Set it, or sign in with a password next time.'
      );
    return lines.join('\n');
  },
  examples: ['init --name "Mid-North network" --country SE --locale sv --admin "Ada Berg" --email ada@example.org']
});

interface Inviting {
  network: string | null;
  role: MemberRole;
  municipality: string | null;
  email: string | null;
  locale: Locale | null;
}

export const userInviteCommand = defineCommand<
  Inviting,
  { id: string; link: string; expiresAt: string; mailed: boolean }
>({
  name: 'user invite',
  summary: 'Invite somebody; prints the link that works once, for 14 days',
  options: {
    network: networkOption,
    role: { type: 'string', value: 'ROLE', about: `One of ${ROLES.join(', ')}`, required: true },
    municipality: { type: 'string', value: 'CODE', about: 'Official code of the municipality, for officers' },
    email: { type: 'string', value: 'ADDRESS', about: 'Mails the invitation there too' },
    locale: { type: 'string', value: 'en|sv|nl', about: 'Language of the mail; default the network’s' }
  },
  positionals: [],
  access: 'write',
  prepare: (given) =>
    ok({
      network: text(given, 'network'),
      role: roleIn(given) ?? 'officer',
      municipality: text(given, 'municipality'),
      email: text(given, 'email'),
      locale: localeIn(given)
    }),
  async run(app, { network, role, municipality, email, locale }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const municipalityId =
      municipality === null ? ok(null) : await findByCode(needApp(app), found.value.id, municipality);
    if (!municipalityId.ok) return municipalityId;
    const input = {
      networkId: found.value.id,
      role,
      municipalityId: municipalityId.value,
      email,
      ...(locale && { locale })
    };
    const made = await createInvitation(needApp(app), OPERATOR, input);
    if (!made.ok) return made;
    const { id, link, expiresAt, mailed } = made.value;
    return ok({ id, link, expiresAt: expiresAt.toISOString(), mailed });
  },
  print: ({ link, expiresAt, mailed }) =>
    `${link}\nWorks once, until ${expiresAt.slice(0, 10)}${mailed ? '; mailed too' : ''}.`,
  examples: [
    'user invite --role officer --municipality 2161 --email nils@example.org',
    'user invite --role coordinator'
  ]
});

async function findByCode(app: App, networkId: string, code: string): Promise<Result<string>> {
  const register = await listRegister(app, OPERATOR, { networkId, state: 'valid' });
  if (!register.ok) return register;
  const found = register.value.entries.find((entry) => entry.code === code);
  return found
    ? ok(found.id)
    : refuse(
        'municipality-unknown',
        'municipality',
        `There is no municipality with the code "${code}" in the register - look at the register, leading zeros count.`
      );
}

export const userListCommand = defineCommand<
  { network: string | null; role: MemberRole | null; search: string },
  { people: PersonListed[]; total: number }
>({
  name: 'user list',
  summary: 'Show who has which role',
  options: {
    network: networkOption,
    role: { type: 'string', value: 'ROLE', about: `Only one of ${ROLES.join(', ')}` },
    search: { type: 'string', about: 'Only those with this in name, address or municipality', default: '' }
  },
  positionals: [],
  access: 'read',
  prepare: (given) => ok({ network: text(given, 'network'), role: roleIn(given), search: text(given, 'search') ?? '' }),
  async run(app, { network, role, search }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const all: PersonListed[] = [];
    for (;;) {
      const page = await listPeople(needApp(app), OPERATOR, {
        networkId: found.value.id,
        role,
        search,
        offset: all.length,
        limit: 500
      });
      if (!page.ok) return page;
      all.push(...page.value.people);
      if (!page.value.people.length || all.length >= page.value.total) return ok({ people: all, total: all.length });
    }
  },
  print: ({ people }) => (people.length ? people.map(line).join('\n') : 'Nobody fits.')
});

function line({ name, email, state, memberships }: PersonListed): string {
  const roles = memberships.map((m) => (m.municipalityName ? `${m.role} ${m.municipalityName}` : m.role)).join(', ');
  return [email.padEnd(36), name.padEnd(28), state.padEnd(9), roles].join(' ');
}

type OnPerson = (
  app: App,
  actor: typeof OPERATOR,
  input: { networkId: string; personId: string }
) => Promise<Result<null>>;

/** Commands about one person, found by address. */
function onPerson(name: string, summary: string, work: OnPerson, done: string) {
  return defineCommand<{ network: string | null; email: string }, { email: string }>({
    name,
    summary,
    options: { network: networkOption } satisfies Record<string, OptionSpec>,
    positionals: [{ name: 'ADDRESS', about: 'E-mail address of the person' }],
    access: 'write',
    prepare: (given) => ok({ network: text(given, 'network'), email: given.positionals[0]!.trim().toLowerCase() }),
    async run(app, { network, email }) {
      const found = await findGivenNetwork(needApp(app), network);
      if (!found.ok) return found;
      const { id: networkId } = found.value;
      const people = await listPeople(needApp(app), OPERATOR, { networkId, search: email.slice(0, 100), limit: 500 });
      if (!people.ok) return people;
      const person = people.value.people.find((one) => one.email === email);
      if (!person)
        return refuse(
          'not-found',
          'ADDRESS',
          `Nobody in this network has the address "${email}" - "waymark user list" shows those there are.`
        );
      const result = await work(needApp(app), OPERATOR, { networkId, personId: person.id });
      return result.ok ? ok({ email }) : result;
    },
    print: ({ email }) => `${email}: ${done}`
  });
}

export const userDisableCommand = onPerson(
  'user disable',
  'Switch an account off: signed out everywhere at once',
  disablePerson,
  'switched off, all sessions ended'
);
export const userEnableCommand = onPerson('user enable', 'Switch an account on again', enablePerson, 'switched on');
export const userResetCommand = onPerson(
  'user reset',
  'Turn the second factor off, for who lost the phone with the app',
  resetSecondFactor,
  'second factor off, all sessions ended'
);

export const identityCommands = [
  initCommand,
  userInviteCommand,
  userListCommand,
  userDisableCommand,
  userEnableCommand,
  userResetCommand
];
