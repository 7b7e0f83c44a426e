import { MAX_EVIDENCE_BYTES } from '$lib/domain/assessment/evidence-file';
import { OPERATOR } from '$lib/domain/identity/actor';
import type { Audience, MaterialTexts } from '$lib/domain/outreach/material';
import { isLocale, LOCALES } from '$lib/domain/shared/locale';
import { ok } from '$lib/domain/shared/result';
import {
  addMaterial,
  addMaterialVersion,
  listMaterials,
  type MaterialListed,
  withdrawMaterial
} from '$lib/server/outreach/material-service';
import { type Command, defineCommand, needApp, UsageError } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile } from '../read-file';

interface FileInput {
  fileName: string;
  base64: string;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const bytesOf = ({ base64 }: FileInput) => new Uint8Array(Buffer.from(base64, 'base64'));
const ID = { name: 'ID', about: 'The material’s id, as "material list" prints it' };
const FILE = { name: 'FILE', about: 'What is handed out, at most 10 MB; - reads standard input' };
const nameOption = {
  type: 'string',
  value: 'NAME',
  about: 'Of the file, where it is read from standard input'
} as const;

async function readMaterial(given: string, name: unknown) {
  const file = await readGivenFile(given, 'FILE', MAX_EVIDENCE_BYTES);
  if (!file.ok) return file;
  return ok({ fileName: text(name) ?? file.value.name, base64: Buffer.from(file.value.bytes).toString('base64') });
}

/** `sv=Faktablad`, as often as there are languages. */
function wordsBy(option: string, given: unknown): [locale: (typeof LOCALES)[number], words: string][] {
  return ([] as unknown[]).concat(given ?? []).map((one) => {
    const [, locale = '', words = ''] = /^(\w+)=(.*)$/s.exec(String(one)) ?? [];
    if (!isLocale(locale))
      throw new UsageError(`Option --${option} needs a language first, such as sv=Faktablad - got "${String(one)}"`);
    return [locale, words];
  });
}

const listCommand = defineCommand<{ network: string | null }, { materials: MaterialListed[] }>({
  name: 'material list',
  summary: 'The library of materials to hand out, with versions and downloads',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: ({ options }) => ok({ network: text(options.network) }),
  async run(app, { network }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const list = await listMaterials(needApp(app), OPERATOR, { networkId: found.value.id });
    return list.ok ? ok({ materials: list.value }) : list;
  },
  print: ({ materials }) =>
    [
      ['id', 'title', 'for', 'version', 'downloads', 'address'],
      ...materials.map(({ id, texts, audience, withdrawn, versions, downloads, address }) => {
        const title = LOCALES.flatMap((locale) => texts[locale]?.title ?? []).join(' / ');
        return [id, title, withdrawn ? 'withdrawn' : audience, versions[0]?.number ?? '-', downloads.ever, address];
      })
    ]
      .map((row) => row.join('\t'))
      .join('\n')
});

interface Added extends FileInput {
  network: string | null;
  texts: MaterialTexts;
  audience: string;
}

const addCommand = defineCommand<Added, { materialId: string }>({
  name: 'material add',
  summary: 'Put a file into the library',
  options: {
    network: networkOption,
    title: {
      type: 'string',
      value: 'LANG=TEXT',
      required: true,
      multiple: true,
      about: 'Title in a language: en, sv or nl; may be given for each'
    },
    description: { type: 'string', value: 'LANG=TEXT', multiple: true, about: 'What it is, in a language' },
    audience: { type: 'string', value: 'WHO', default: 'public', about: 'public, or members of the network' },
    name: nameOption
  },
  positionals: [FILE],
  access: 'write',
  async prepare({ options, positionals }) {
    const titles = wordsBy('title', options.title);
    const descriptions = Object.fromEntries(wordsBy('description', options.description));
    const texts: MaterialTexts = Object.fromEntries(
      [...new Set([...titles.map(([locale]) => locale), ...LOCALES.filter((one) => descriptions[one])])].map(
        (locale) => {
          const title = Object.fromEntries(titles)[locale] ?? '';
          return [locale, { title, description: descriptions[locale] ?? '' }];
        }
      )
    );
    const file = await readMaterial(positionals[0]!, options.name);
    if (!file.ok) return file;
    return ok({ ...file.value, texts, network: text(options.network), audience: text(options.audience) ?? '' });
  },
  async run(app, { network, texts, audience, ...file }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    return addMaterial(needApp(app), OPERATOR, {
      ...{ networkId: found.value.id, texts, audience: audience as Audience },
      ...{ fileName: file.fileName, bytes: bytesOf(file) }
    });
  },
  print: ({ materialId }) => materialId,
  examples: ['material add fact-sheet.pdf --title "sv=Faktablad" --title "en=Fact sheet"']
});

const versionCommand = defineCommand<FileInput & { materialId: string }, { number: number }>({
  name: 'material version',
  summary: 'Put a new version under the same address; the older ones stay reachable by their number',
  options: { name: nameOption },
  positionals: [ID, FILE],
  access: 'write',
  async prepare({ options, positionals: [materialId = '', given = ''] }) {
    const file = await readMaterial(given, options.name);
    return file.ok ? ok({ materialId, ...file.value }) : file;
  },
  run: (app, { materialId, ...file }) =>
    addMaterialVersion(needApp(app), OPERATOR, { materialId, fileName: file.fileName, bytes: bytesOf(file) }),
  print: ({ number }) => `version ${number}`
});

const turnCommand = (verb: 'withdraw' | 'publish', summary: string): Command =>
  defineCommand<{ materialId: string }, { materialId: string; withdrawn: boolean }>({
    name: `material ${verb}`,
    summary,
    options: {},
    positionals: [ID],
    access: 'write',
    prepare: ({ positionals }) => ok({ materialId: positionals[0]! }),
    async run(app, { materialId }) {
      const withdrawn = verb === 'withdraw';
      const done = await withdrawMaterial(needApp(app), OPERATOR, { materialId, withdrawn });
      return done.ok ? ok({ materialId, withdrawn }) : done;
    },
    print: ({ materialId, withdrawn }) => `${materialId}: ${withdrawn ? 'withdrawn' : 'in the library'}`
  });

/** The library of materials to hand out. */
export const materialCommands: readonly Command[] = [
  listCommand,
  addCommand,
  versionCommand,
  turnCommand('withdraw', 'Take a material out of the library; its address answers no more'),
  turnCommand('publish', 'Put a withdrawn material back into the library')
];
