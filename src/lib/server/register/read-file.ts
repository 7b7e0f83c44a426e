import { type ColumnWishes, overrideMapping } from '$lib/domain/register/override-mapping';
import { type ExistingMunicipality, type ImportPlan, planImport } from '$lib/domain/register/plan-import';
import { readRegister, type ReadRegisterOptions, type RegisterPreview } from '$lib/domain/register/read-register';
import { recallMapping } from '$lib/domain/register/remember-mapping';
import { dayBefore } from '$lib/domain/register/validity';
import type { Mapping } from '$lib/domain/register/types';
import { refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { findNetwork } from '../identity/directory-repository';
import { today } from '../shared/today';
import { toFacts } from './columns';
import { type KeptMapping, rememberedMappings } from './import-repository';
import { listMunicipalities } from './repository';

export interface RegisterFile {
  networkId: string;
  fileName: string;
  bytes: Uint8Array;
  /** The person's own choice of columns, for every field. */
  mapping?: Mapping;
  /** The person's choice for single fields, by header; the others are remembered or proposed. */
  columns?: ColumnWishes;
}

/** Reads the file by the mapping given, else by the one remembered, else by a proposal. */
export async function readFile(app: App, file: RegisterFile): Promise<Result<RegisterPreview>> {
  const network = await findNetwork(app.db.read, file.networkId);
  if (!network) return refuse('not-found', 'networkId', 'This network does not exist.');
  let options: ReadRegisterOptions = {
    fileName: file.fileName,
    preferLanguages: [network.locale],
    mapping: file.mapping
  };
  let read = readRegister(file.bytes, options);
  if (!read.ok) return read;
  if (!file.mapping) {
    const remembered = findRemembered(await rememberedMappings(app.db.read, file.networkId), read.value.columns);
    if (remembered) {
      options = { ...options, remembered };
      read = readRegister(file.bytes, options);
      if (!read.ok) return read;
    }
    if (file.columns && Object.keys(file.columns).length > 0) {
      const mapping = overrideMapping(read.value.mapping, read.value.columns, file.columns);
      if (!mapping.ok) return mapping;
      options = { ...options, mapping: mapping.value };
      read = readRegister(file.bytes, options);
      if (!read.ok) return read;
    }
  }
  const codeLength = await knownCodeLength(app, file.networkId, read.value);
  return codeLength === null ? read : readRegister(file.bytes, { ...options, codeLength });
}

/** The newest mapping that fits; a file with a column that was not there then is proposed for anew. */
function findRemembered(kept: KeptMapping[], columns: { index: number; header: string }[]) {
  const headers = columns.map(({ header }) => header).filter((header) => header !== '');
  return kept.find(
    (one) => headers.every((header) => one.headers.includes(header)) && recallMapping(one.mapping, columns)
  )?.mapping;
}

/**
 * The codes already here tell how long a code is where the file alone cannot: when a spreadsheet has eaten the zeros of
 * all codes, or of nearly all. Null where the file itself shows it, or has longer codes than the register.
 */
async function knownCodeLength(app: App, networkId: string, preview: RegisterPreview): Promise<number | null> {
  const lengths = preview.rows.filter(({ code }) => /^\d+$/.test(code)).map(({ code }) => code.length);
  const longest = Math.max(0, ...new Set(lengths));
  const doubted = preview.problems.some(({ code }) => code === 'code-length');
  const present = (await listMunicipalities(app.db.read, { networkId, on: today(app) }))
    .map(({ code }) => code)
    .filter((code) => /^\d+$/.test(code));
  const [length, another] = [...new Set(present.map((code) => code.length))];
  if (!length || another || longest === 0 || longest > length || (longest === length && !doubted)) return null;
  const zerosKept = preview.rows.some(({ code }) => code.length === length && code.startsWith('0'));
  return zerosKept ? null : length;
}

/** What importing the rows would do to the register as it is now. */
export async function planRows(
  app: App,
  db: Reader | Tx,
  networkId: string,
  preview: RegisterPreview
): Promise<ImportPlan> {
  const rows = await listMunicipalities(db, { networkId, on: 'any' });
  const existing = rows.map((row): ExistingMunicipality => ({ id: row.id, ...toFacts(row) }));
  // what is missing from the file was valid until yesterday: the last day of validity belongs to it
  return planImport(existing, preview.rows, { today: dayBefore(today(app)) });
}
