import { OPERATOR } from '$lib/domain/identity/actor';
import type { PublicTexts } from '$lib/domain/outreach/public-page';
import { ok, type Result } from '$lib/domain/shared/result';
import { type PublicSide, readPublicSide, savePublicSide } from '$lib/server/outreach/page-service';
import { type Command, defineCommand, needApp, UsageError } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile, readJsonText } from '../read-file';

const MOST_BYTES = 1024 * 1024;

interface Change {
  network: string | null;
  pageOn: boolean | null;
  widgetOn: boolean | null;
  slug: string | null;
  ownerId: string | null;
  texts: PublicTexts | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function onOff(name: string, value: unknown): boolean | null {
  if (value === undefined) return null;
  if (value !== 'on' && value !== 'off')
    throw new UsageError(`Option --${name} must be on or off - got "${String(value)}"`);
  return value === 'on';
}

const shown = ({ slug, address, pageOn, widget, widgetOn, owners, ownerId, texts }: PublicSide): string =>
  [
    ['page', pageOn ? 'on' : 'off', address ?? 'no address yet'],
    ['figures', widgetOn ? 'on' : 'off', widget ?? '-'],
    ['owner', owners.find(({ id }) => id === ownerId)?.name ?? '-'],
    ['own words', Object.keys(texts).join(', ') || '-'],
    ...(slug ? [] : [['next', 'give it an address: waymark page set --slug open-municipalities']])
  ]
    .map((row) => row.join('\t'))
    .join('\n');

const showCommand = defineCommand<{ network: string | null }, PublicSide>({
  name: 'page show',
  summary: 'What a network shows to everybody: its page and the figures for other sites',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: ({ options }) => ok({ network: text(options.network) }),
  async run(app, { network }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? readPublicSide(needApp(app), OPERATOR, { networkId: found.value.id }) : found;
  },
  print: shown
});

const setCommand = defineCommand<Change, PublicSide>({
  name: 'page set',
  summary: 'Switch a network’s public page or figures on or off, choose its address, owner and words',
  options: {
    network: networkOption,
    page: { type: 'string', value: 'on|off', about: 'The page with sign-up for a visit' },
    figures: { type: 'string', value: 'on|off', about: 'Figures that other sites may show' },
    slug: { type: 'string', value: 'NAME', about: 'The end of the address, such as open-municipalities' },
    owner: { type: 'string', value: 'ID', about: 'Who looks after those who sign up; an empty one is nobody' },
    texts: {
      type: 'string',
      value: 'FILE',
      about: 'Own words as JSON by language: {"sv": {"offer": "..."}}; - reads standard input'
    }
  },
  positionals: [],
  access: 'write',
  async prepare({ options }): Promise<Result<Change>> {
    const change = {
      ...{ network: text(options.network), slug: text(options.slug), ownerId: text(options.owner) },
      ...{ pageOn: onOff('page', options.page), widgetOn: onOff('figures', options.figures) }
    };
    if (typeof options.texts !== 'string') return ok({ ...change, texts: null });
    const file = await readGivenFile(options.texts, 'texts', MOST_BYTES);
    if (!file.ok) return file;
    const json = readJsonText(file.value, 'texts');
    return json.ok ? ok({ ...change, texts: json.value as PublicTexts }) : json;
  },
  async run(app, { network, slug, pageOn, widgetOn, ownerId, texts }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const input = { networkId: found.value.id };
    const before = await readPublicSide(needApp(app), OPERATOR, input);
    if (!before.ok) return before;
    const { value: now } = before;
    const saved = await savePublicSide(needApp(app), OPERATOR, {
      ...{ ...input, version: now.version, slug: slug ?? undefined, texts: texts ?? now.texts },
      ...{ pageOn: pageOn ?? now.pageOn, widgetOn: widgetOn ?? now.widgetOn },
      ownerId: ownerId === null ? now.ownerId : ownerId || null
    });
    return saved.ok ? readPublicSide(needApp(app), OPERATOR, input) : saved;
  },
  print: shown,
  examples: ['page set --slug open-municipalities --page on']
});

/** What a network shows to everybody. */
export const publicPageCommands: readonly Command[] = [showCommand, setCommand];
