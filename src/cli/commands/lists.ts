import { OPERATOR } from '$lib/domain/identity/actor';
import { LAWFUL_BASES } from '$lib/domain/outreach/contact-kinds';
import { columnCalled, headerKey } from '$lib/domain/outreach/imports/header-words';
import {
  COLUMNS_OF,
  type DateOrder,
  type ImportKind,
  type ListColumn,
  type ListMapping
} from '$lib/domain/outreach/imports/kinds';
import { PRESENT, type Present } from '$lib/domain/outreach/imports/plan-contact';
import { isLocale } from '$lib/domain/shared/locale';
import { ok } from '$lib/domain/shared/result';
import { writeCsv } from '$lib/domain/shared/csv';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import {
  importList,
  type ListImported,
  type ShownImport,
  undoListImport
} from '$lib/server/outreach/list-import-service';
import { EXPORTS, exportOutreach } from '$lib/server/outreach/outreach-export-service';
import { previewUndo, type UndoPreview } from '$lib/server/outreach/undo-preview-service';
import { readListBytes } from '$lib/server/outreach/read-list-bytes';
import { type Command, defineCommand, needApp, type OptionSpec, UsageError } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile } from '../read-file';

interface ImportInput {
  network: string | null;
  kind: ImportKind;
  fileName: string;
  base64: string;
  mapping: ListMapping | null;
  dateOrder: DateOrder | null;
  source: string;
  basis: (typeof LAWFUL_BASES)[number] | null;
  present: Present;
  pastDone: boolean;
  dryRun: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function oneOf<T extends string>(name: string, value: unknown, values: readonly T[]): T | null {
  if (text(value) === '') return null;
  const found = values.find((one) => one === value);
  if (!found) throw new UsageError(`Option --${name} must be one of ${values.join(', ')} - got "${text(value)}"`);
  return found;
}

/** `email=Mejl,name=2`: a header of the file or its number from 1; an empty one leaves the column out. */
function readMap(
  given: string,
  kind: ImportKind,
  columns: readonly { index: number; header: string; words: string[] }[]
): ListMapping {
  const mapping: ListMapping = {};
  for (const { index, header, words } of columns) {
    const called = [header, ...words].map((word) => columnCalled(word, kind)).find(Boolean);
    if (called && mapping[called] === undefined) mapping[called] = index;
  }
  for (const part of given.split(/,(?=\s*\w+\s*=)/)) {
    const [, name = '', header = ''] = /^\s*(\w+)\s*=(.*)$/s.exec(part) ?? [];
    const column = COLUMNS_OF[kind].find((one) => one.toLowerCase() === name.toLowerCase());
    if (!column)
      throw new UsageError(
        `Option --map does not understand "${part.trim()}": write FIELD=COLUMN with one of ${COLUMNS_OF[kind].join(', ')}`
      );
    const wanted = header.trim();
    const found = columns.find((one) =>
      /^\d+$/.test(wanted) ? one.index === Number(wanted) - 1 : headerKey(one.header) === headerKey(wanted)
    );
    if (wanted !== '' && !found)
      throw new UsageError(`Option --map names a column "${wanted}" that the file does not have`);
    for (const [other, index] of Object.entries(mapping) as [ListColumn, number][])
      if (index === found?.index) delete mapping[other];
    if (found) mapping[column] = found.index;
    else delete mapping[column];
  }
  return mapping;
}

const OF_CONTACTS: Record<string, OptionSpec> = {
  source: { type: 'string', value: 'TEXT', about: 'Where the contacts are known from' },
  basis: { type: 'string', value: 'BASIS', about: `Why they may be kept: ${LAWFUL_BASES.join(', ')}` },
  present: {
    type: 'string',
    value: 'HOW',
    about: 'Of contacts that are there: fill in what is missing (fill), or let the list be right (replace)'
  }
};
const OF_MEETINGS: Record<string, OptionSpec> = {
  'past-open': { type: 'boolean', about: 'Leave promises open whose day has passed; else they are noted as kept' }
};

const importCommand = (kind: ImportKind): Command =>
  defineCommand<ImportInput, ListImported>({
    name: `${kind} import`,
    summary:
      kind === 'contacts' ? 'Read an address list in (CSV, XLSX, JSON)' : 'Read a log of meetings in (CSV, XLSX, JSON)',
    options: {
      network: networkOption,
      map: {
        type: 'string',
        value: 'FIELD=COLUMN,...',
        about: `Read fields from other columns than proposed; COLUMN is a header or its number from 1. Fields: ${COLUMNS_OF[kind].join(', ')}`
      },
      dates: { type: 'string', value: 'ORDER', about: 'What comes first in dates such as 05/03/2026: dmy or mdy' },
      ...(kind === 'contacts' ? OF_CONTACTS : OF_MEETINGS),
      'dry-run': { type: 'boolean', about: 'Say what would happen and write nothing' }
    },
    positionals: [{ name: 'FILE', about: 'The list; - reads standard input' }],
    access: 'write',
    async prepare({ options, positionals }) {
      const basis = oneOf('basis', options.basis, LAWFUL_BASES);
      const dateOrder = oneOf('dates', options.dates, ['dmy', 'mdy'] as const);
      const present = oneOf('present', options.present, PRESENT) ?? 'fill';
      const file = await readGivenFile(positionals[0]!, 'FILE', MAX_FILE_BYTES);
      if (!file.ok) return file;
      const table = text(options.map) ? await readListBytes(file.value.bytes, kind) : null;
      if (table && !table.ok) return table;
      return ok({
        ...{ network: text(options.network) || null, kind, fileName: file.value.name, dateOrder },
        base64: Buffer.from(file.value.bytes).toString('base64'),
        mapping: table ? readMap(text(options.map), kind, table.value.columns) : null,
        ...{ source: text(options.source).slice(0, 200), basis, present },
        ...{ pastDone: options['past-open'] !== true, dryRun: options['dry-run'] === true }
      });
    },
    async run(app, { network, base64, mapping, dateOrder, ...rest }, { err, watched }) {
      const found = await findGivenNetwork(needApp(app), network);
      if (!found.ok) return found;
      const choices = { places: {}, ...(mapping && { mapping }), ...(dateOrder && { dateOrder }) };
      const input = {
        networkId: found.value.id,
        bytes: new Uint8Array(Buffer.from(base64, 'base64')),
        choices,
        ...rest
      };
      return importList(needApp(app), OPERATOR, input, ({ doneRows, total }) => {
        if (watched && doneRows % 5_000 === 0 && doneRows > 0) err(`${doneRows} of ${total} rows`);
      });
    },
    print({ importId, state, total, doneRows, counts, leftOut, dryRun }) {
      const { created, updated, same, refused } = counts;
      const stopped =
        state === 'stopped' ? ` Stopped after ${doneRows} of ${total} rows; the same command goes on.` : '';
      return [
        `${dryRun ? 'Dry run, nothing was written: ' : ''}${created} new, ${updated} changed, ${same} as before, ${refused} left out.${stopped}`,
        ...leftOut.flatMap(({ line, why, problems = [] }) => [
          ...(why ? [`Row ${line}: ${why.message}`] : []),
          ...problems.map(({ message }) => message)
        ]),
        ...(importId ? [`Import ${importId}; undo it with: waymark ${kind} undo ${importId}`] : [])
      ].join('\n');
    },
    examples: [
      kind === 'contacts'
        ? 'waymark contacts import list.xlsx --source "The association\'s list" --basis public-task --dry-run'
        : 'waymark meetings import log.csv --dates dmy --dry-run'
    ]
  });

type PlannedUndo = UndoPreview & { dryRun: true };

const whyOf = ({ because, uses = [] }: { because: string; uses?: readonly string[] }): string =>
  because === 'in-use' ? `used since${uses.length ? ` (${uses.join(', ')})` : ''}` : 'changed since';

const undoCommand = (kind: ImportKind): Command =>
  defineCommand<{ importId: string; dryRun: boolean }, ShownImport | PlannedUndo>({
    name: `${kind} undo`,
    summary: 'Take back a list that was read in, but for what was changed or used since',
    options: { 'dry-run': { type: 'boolean', about: 'Say what would go and what would stay, and change nothing' } },
    positionals: [{ name: 'ID', about: `The import's id, as "${kind} import" prints it` }],
    access: 'write',
    prepare: ({ options, positionals }) => ok({ importId: positionals[0]!, dryRun: options['dry-run'] === true }),
    async run(app, { importId, dryRun }) {
      if (!dryRun) return undoListImport(needApp(app), OPERATOR, { importId });
      const planned = await previewUndo(needApp(app), OPERATOR, { importId });
      return planned.ok ? ok({ ...planned.value, dryRun: true as const }) : planned;
    },
    print: (said) => {
      const { removed = 0, restored = 0, kept = 0, keptNames = [] } = ('dryRun' in said ? said : said.undone) ?? {};
      return [
        `${'dryRun' in said ? 'Dry run, nothing was changed: ' : ''}${removed} removed, ${restored} as before, ${kept} stay.`,
        ...keptNames.map((one) => `${one.id}: ${whyOf(one)}`)
      ].join('\n');
    },
    examples: [`waymark ${kind} undo 018f0000-0000-7000-8000-000000000001 --dry-run`]
  });

const exportCommand = defineCommand<
  { network: string | null; what: string; locale: string; json: boolean },
  { text: string }
>({
  name: 'outreach export',
  summary: 'Print contacts, meetings, follow-ups or campaigns as CSV, or everything as JSON; noted in the audit log',
  options: {
    network: networkOption,
    what: { type: 'string', value: 'WHAT', default: 'all', about: EXPORTS.join(', ') },
    locale: { type: 'string', value: 'en', default: 'en', about: 'Of headers and words: en, sv or nl' }
  },
  positionals: [],
  access: 'write',
  prepare: ({ options }) =>
    ok({
      ...{ network: text(options.network) || null, what: text(options.what), locale: text(options.locale) },
      json: options.what === 'all'
    }),
  async run(app, { network, what, locale, json }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const input = { networkId: found.value.id, kind: what, locale: isLocale(locale) ? locale : ('en' as const) };
    const made = await exportOutreach(needApp(app), OPERATOR, input);
    if (!made.ok) return made;
    return ok({ text: json ? JSON.stringify(made.value.json) : writeCsv(made.value.sheets[0]!.table) });
  },
  print: (made) => made.text.trimEnd(),
  examples: ['waymark outreach export --what meetings > meetings.csv']
});

/** Lists of contacts and meetings in and out. */
export const listCommands: readonly Command[] = [
  importCommand('contacts'),
  undoCommand('contacts'),
  importCommand('meetings'),
  undoCommand('meetings'),
  exportCommand
];
