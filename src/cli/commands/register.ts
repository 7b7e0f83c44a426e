import { OPERATOR } from '$lib/domain/identity/actor';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import type { ColumnWishes } from '$lib/domain/register/override-mapping';
import { REGISTER_FIELDS } from '$lib/domain/register/types';
import { ok } from '$lib/domain/shared/result';
import { type Imported, importRegister } from '$lib/server/register/import-service';
import { defineCommand, needApp, UsageError } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { readGivenFile } from '../read-file';

interface Input {
  network: string | null;
  fileName: string;
  base64: string;
  columns: ColumnWishes;
  dryRun: boolean;
  closeMissing: boolean;
}

/** `code=Kommunkod,name=Kommun, namn`: a comma begins the next field only where a field and "=" follow. */
function readMap(text: string | undefined): ColumnWishes {
  const columns: ColumnWishes = {};
  if (!text?.trim()) return columns;
  for (const part of text.split(/,(?=\s*\w+\s*=)/)) {
    const [, name = '', header = ''] = /^\s*(\w+)\s*=(.*)$/s.exec(part) ?? [];
    const field = REGISTER_FIELDS.find((one) => one.toLowerCase() === name.toLowerCase());
    if (!field)
      throw new UsageError(
        `Option --map does not understand "${part.trim()}": write FIELD=COLUMN with one of ${REGISTER_FIELDS.join(', ')}`
      );
    columns[field] = header.trim();
  }
  return columns;
}

export const registerImportCommand = defineCommand<Input, Imported>({
  name: 'register import',
  summary: 'Read an official register of municipalities as it is published (CSV, TSV, JSON)',
  options: {
    network: networkOption,
    map: {
      type: 'string',
      value: 'FIELD=COLUMN,...',
      about: `Read fields from other columns than proposed; COLUMN is a header or its number from 1, and an empty one leaves the field out. Fields: ${REGISTER_FIELDS.join(', ')}`
    },
    'dry-run': { type: 'boolean', about: 'Say what would happen and write nothing' },
    'close-missing': { type: 'boolean', about: 'End municipalities that the file no longer has' }
  },
  positionals: [{ name: 'FILE', about: 'The file as it was downloaded; - reads standard input' }],
  access: 'write',
  async prepare({ options, positionals }) {
    const columns = readMap(options.map as string | undefined);
    const file = await readGivenFile(positionals[0]!, 'FILE', MAX_FILE_BYTES);
    if (!file.ok) return file;
    return ok({
      network: (options.network as string | undefined) ?? null,
      fileName: file.value.name,
      base64: Buffer.from(file.value.bytes).toString('base64'),
      columns,
      dryRun: options['dry-run'] === true,
      closeMissing: options['close-missing'] === true
    });
  },
  async run(app, { network, fileName, base64, columns, dryRun, closeMissing }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    return importRegister(needApp(app), OPERATOR, {
      networkId: found.value.id,
      fileName,
      bytes,
      columns,
      dryRun,
      closeMissing
    });
  },
  print({ created, updated, closed, unchanged, repaired, missing, dryRun, importId }) {
    const verb = dryRun ? 'Dry run, nothing was written: ' : '';
    const lines = [`${verb}${created} new, ${updated} changed, ${closed} ended, ${unchanged} unchanged`];
    if (repaired) lines.push(`${repaired} values were repaired; the browser's preview shows each`);
    if (missing)
      lines.push(`${missing} in the register but not in the file were left as they are; --close-missing ends them`);
    if (importId) lines.push(`Import ${importId}; it can be undone in the browser under Register`);
    return lines.join('\n');
  },
  examples: [
    'register import ~/Downloads/kommuner.csv --dry-run',
    'register import be.csv --map name=municipality_FR,nameSecond=municipality_NL'
  ]
});
