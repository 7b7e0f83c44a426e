import { OPERATOR } from '$lib/domain/identity/actor';
import { LAWFUL_BASES } from '$lib/domain/outreach/contact-kinds';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import { ok } from '$lib/domain/shared/result';
import { type ContactPage, listContacts } from '$lib/server/outreach/contact-list-service';
import type { Erased } from '$lib/server/outreach/erase-people';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { exportPerson, type PersonExport } from '$lib/server/outreach/person-service';
import { exportVcards, importVcards, previewVcards, type VcardOutcome } from '$lib/server/outreach/vcard-service';
import { defineCommand, needApp } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile } from '../read-file';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const contactListCommand = defineCommand<{ network: string | null; query: string; after: string }, ContactPage>({
  name: 'contact list',
  summary: 'List or search the contacts of a network, 100 at a time',
  options: {
    network: networkOption,
    search: { type: 'string', value: 'WORDS', about: 'Words of name, address, note or municipality, or a number' },
    after: { type: 'string', value: 'ID', about: 'The last contact of the page before' }
  },
  positionals: [],
  access: 'read',
  prepare: ({ options }) =>
    ok({
      network: (options.network as string | undefined) ?? null,
      query: text(options.search),
      after: text(options.after)
    }),
  async run(app, { network, ...rest }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? listContacts(needApp(app), OPERATOR, { networkId: found.value.id, limit: 100, ...rest }) : found;
  },
  print: ({ contacts, next }) =>
    [
      ...contacts.map(({ id, name, role, email, phone }) => [id, name, role, email, phone].join('\t')),
      ...(next ? [`More: --after ${next}`] : [])
    ].join('\n')
});

export const contactExportCommand = defineCommand<{ network: string | null; version: string }, { vcards: string }>({
  name: 'contact export',
  summary: 'Print the contacts of a network as vCards',
  options: {
    network: networkOption,
    version: { type: 'string', value: '4.0', default: '4.0', about: '4.0, or 3.0 for older address books' }
  },
  positionals: [],
  // an export is noted in the audit log
  access: 'write',
  prepare: ({ options }) =>
    ok({ network: (options.network as string | undefined) ?? null, version: text(options.version) || '4.0' }),
  async run(app, { network, version }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const made = await exportVcards(needApp(app), OPERATOR, { networkId: found.value.id, version });
    return made.ok ? ok({ vcards: made.value }) : made;
  },
  print: ({ vcards }) => vcards.trimEnd(),
  examples: ['waymark contact export > contacts.vcf']
});

interface ImportInput {
  network: string | null;
  base64: string;
  source: string;
  basis: string | null;
  dryRun: boolean;
}

export const contactImportCommand = defineCommand<ImportInput, VcardOutcome>({
  name: 'contact import',
  summary: 'Read vCards, 3.0 or 4.0, in among the contacts; the same file again changes nothing',
  options: {
    network: networkOption,
    source: { type: 'string', value: 'TEXT', about: 'Where the contacts are known from' },
    basis: { type: 'string', value: 'BASIS', about: `Why they may be kept: ${LAWFUL_BASES.join(', ')}` },
    'dry-run': { type: 'boolean', about: 'Say what would happen and write nothing' }
  },
  positionals: [{ name: 'FILE', about: 'A .vcf file; - reads standard input' }],
  access: 'write',
  async prepare({ options, positionals }) {
    const file = await readGivenFile(positionals[0]!, 'FILE', MAX_FILE_BYTES);
    if (!file.ok) return file;
    return ok({
      network: (options.network as string | undefined) ?? null,
      base64: Buffer.from(file.value.bytes).toString('base64'),
      source: text(options.source),
      basis: text(options.basis) || null,
      dryRun: options['dry-run'] === true
    });
  },
  async run(app, { network, base64, source, basis, dryRun }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    const run = dryRun ? previewVcards : importVcards;
    return run(needApp(app), OPERATOR, { networkId: found.value.id, bytes, source, basis });
  },
  print: ({ cards, created, updated, importId }) =>
    [
      `New: ${created}. With more than before: ${updated}. Others: ${cards.length - created - updated}.`,
      ...cards.flatMap(({ row, problems }) => problems.map(({ message }) => `Card ${row}: ${message}`)),
      ...(importId ? [`Import ${importId}; undo it with: waymark contacts undo ${importId}`] : [])
    ].join('\n')
});

export const contactPersonCommand = defineCommand<{ contactId: string }, PersonExport>({
  name: 'contact person',
  summary: 'Print everything about the person of a contact, as JSON, to be handed to them',
  options: {},
  positionals: [{ name: 'ID', about: 'The contact’s id, as "contact list" prints it' }],
  access: 'write',
  prepare: ({ positionals }) => ok({ contactId: positionals[0]! }),
  run: (app, input) => exportPerson(needApp(app), OPERATOR, input),
  print: (found) => JSON.stringify(found, null, 2)
});

export const contactEraseCommand = defineCommand<{ contactId: string; block: boolean }, Erased>({
  name: 'contact erase',
  summary: 'Erase the person of a contact for good; a restored backup erases them again',
  options: { block: { type: 'boolean', about: 'Also never write to these addresses again; kept as a keyed hash' } },
  positionals: [{ name: 'ID', about: 'The contact’s id, as "contact list" prints it' }],
  access: 'write',
  prepare: ({ options, positionals }) => ok({ contactId: positionals[0]!, block: options.block === true }),
  run: (app, input) => eraseContact(needApp(app), OPERATOR, input),
  print: ({ contacts, meetings, texts }) =>
    `Erased: ${contacts} ${contacts === 1 ? 'contact' : 'contacts'}; name taken out of ${meetings} meetings and ${texts} texts.`
});
