import { OPERATOR } from '$lib/domain/identity/actor';
import { MAX_FILE_BYTES } from '$lib/domain/shared/table/limits';
import { BOUNDARY_LEVELS, type BoundaryLevel } from '$lib/domain/register/boundaries/read-boundaries';
import type { ColumnWishes } from '$lib/domain/register/override-mapping';
import { REGISTER_FIELDS } from '$lib/domain/register/types';
import { ok } from '$lib/domain/shared/result';
import { type BoundaryImported, importBoundaries, MOST_BOUNDARY_BYTES } from '$lib/server/register/boundary-service';
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

interface BoundaryInput {
  network: string | null;
  fileName: string;
  base64: string;
  source: string;
  level: BoundaryLevel | null;
  dryRun: boolean;
}

const few = (names: readonly string[]) =>
  `${names.slice(0, 10).join(', ')}${names.length > 10 ? ` and ${names.length - 10} more` : ''}`;

export const registerBoundariesCommand = defineCommand<BoundaryInput, BoundaryImported>({
  name: 'register boundaries',
  summary: 'Read the shapes of counties or municipalities from GeoJSON, for the maps of reports',
  options: {
    network: networkOption,
    source: { type: 'string', value: 'TEXT', about: 'Who made the boundaries, said beside every map', required: true },
    level: { type: 'string', value: 'LEVEL', about: `${BOUNDARY_LEVELS.join(' or ')}; found out where left out` },
    'dry-run': { type: 'boolean', about: 'Say what would happen and write nothing' }
  },
  positionals: [{ name: 'FILE', about: 'GeoJSON in longitude and latitude; - reads standard input' }],
  access: 'write',
  async prepare({ options, positionals }) {
    const level = BOUNDARY_LEVELS.find((one) => one === options.level) ?? null;
    if (options.level !== undefined && !level)
      throw new UsageError(`Option --level must be ${BOUNDARY_LEVELS.join(' or ')} - got "${String(options.level)}"`);
    const file = await readGivenFile(positionals[0]!, 'FILE', MOST_BOUNDARY_BYTES);
    if (!file.ok) return file;
    return ok({
      network: (options.network as string | undefined) ?? null,
      fileName: file.value.name,
      base64: Buffer.from(file.value.bytes).toString('base64'),
      source: options.source as string,
      level,
      dryRun: options['dry-run'] === true
    });
  },
  async run(app, { network, base64, ...input }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    return importBoundaries(needApp(app), OPERATOR, { networkId: found.value.id, bytes, ...input });
  },
  print({ level, by, matched, missing, unknown, notices, letters, dryRun }) {
    const kind = level === 'county' ? 'counties' : 'municipalities';
    const lines = [
      `${dryRun ? 'Dry run, nothing was written: ' : ''}${matched} ${kind} by ${by!.holds} in "${by!.property}", ${Math.ceil(letters / 1000)} KB of paths`
    ];
    if (missing.length) lines.push(`Without a shape: ${few(missing.map(({ name }) => name))}`);
    if (unknown.length) lines.push(`Not in the register: ${few(unknown)}`);
    if (notices.length) lines.push(`${notices.length} shapes are odd (open, crossing themselves or empty)`);
    return lines.join('\n');
  },
  examples: ['register boundaries counties.geojson --source "Lantmäteriet, CC0" --dry-run']
});
