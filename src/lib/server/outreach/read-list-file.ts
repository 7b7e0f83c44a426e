import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { LawfulBasis } from '$lib/domain/outreach/contact-kinds';
import { foldText } from '$lib/domain/outreach/fold-text';
import { type Place, PlaceFinder } from '$lib/domain/outreach/imports/find-place';
import type { ImportKind, ListChoices, ListMapping, ListTable, UnknownPlace } from '$lib/domain/outreach/imports/kinds';
import type { Present } from '$lib/domain/outreach/imports/plan-contact';
import {
  missingColumns,
  type Proposal,
  proposeColumns,
  signatureOf
} from '$lib/domain/outreach/imports/propose-columns';
import { type ContactRowRead, readContactRow } from '$lib/domain/outreach/imports/read-contact-rows';
import { type MeetingRowRead, readMeetingRow } from '$lib/domain/outreach/imports/read-meeting-rows';
import { headersOf } from '$lib/domain/outreach/imports/row-cells';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { listModelsOf } from '../model/repository';
import { listMunicipalities } from '../register/repository';
import { today } from '../shared/today';
import { findListMapping } from './import-repository';

/** A file with everything a person decided about it. */
export interface ListInput {
  networkId: string;
  kind: ImportKind;
  fileName: string;
  bytes: Uint8Array;
  choices: ListChoices;
  /** Of contacts: where they are known from, and why they may be kept. */
  source: string;
  basis: LawfulBasis | null;
  present: Present;
  /** Of meetings: promises whose day is past are noted as kept. */
  pastDone: boolean;
}

export interface ReadList {
  table: ListTable;
  proposal: Proposal;
  /** In the order of the file; of one kind. */
  contacts: ContactRowRead[];
  meetings: MeetingRowRead[];
  unknown: UnknownPlace[];
  /** Columns without which nothing can be read. */
  missing: ReturnType<typeof missingColumns>;
  names: ReadonlyMap<string, string>;
  /** Id and name, for choosing one. */
  places: Place[];
  sha256: string;
  settings: string;
}

/** Rows between which others get their turn. */
const AT_ONCE = 1000;

/** Reads the rows of a file against the network's municipalities and barriers; writes nothing. */
export async function readListFile(app: App, input: ListInput): Promise<Result<ReadList>> {
  const { networkId, kind, bytes, choices } = input;
  const network = await findNetwork(app.db.read, networkId);
  if (!network) return refuse('not-found', 'networkId', 'This network does not exist.');
  const read = await app.offload('readList', { bytes, kind });
  if (!read.ok) return read;
  const table = read.value;
  const proposal = await proposeFor(app, input, table);
  if (!proposal.ok) return proposal;
  const { mapping } = proposal.value;
  const places = await placesOf(app, networkId);
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const unknown = new Map<string, UnknownPlace>();
  const shared = {
    ...{ mapping, headers: headersOf(table), unknown, today: today(app) },
    choices: { ...choices, places: knownChoices(choices.places, names) },
    places: new PlaceFinder(places),
    nameOf: (id: string) => names.get(id) ?? ''
  };
  const missing = missingColumns(mapping, kind);
  const contacts: ContactRowRead[] = [];
  const meetings: MeetingRowRead[] = [];
  const barriers = kind === 'meetings' ? await barriersOf(app, networkId) : new Map<string, string>();
  for (const [i, row] of (missing.length ? [] : table.rows).entries()) {
    if (kind === 'contacts') contacts.push(readContactRow(row, { ...shared, country: network.country }));
    else meetings.push(readMeetingRow(row, { ...shared, barriers }));
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  const { source, basis, present, pastDone } = input;
  return ok({
    ...{ table, proposal: proposal.value, contacts, meetings, missing, names, places },
    unknown: [...unknown.values()],
    sha256: hashOf(bytes),
    settings: hashOf(JSON.stringify([mapping, choices.places, choices.dateOrder, source, basis, present, pastDone]))
  });
}

const hashOf = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

async function proposeFor(
  app: App,
  { networkId, kind, choices }: ListInput,
  table: ListTable
): Promise<Result<Proposal>> {
  const { mapping } = choices;
  if (!mapping) {
    const remembered = await findListMapping(app.db.read, networkId, kind, signatureOf(table));
    return ok(proposeColumns(table, kind, remembered));
  }
  const used = new Map<number, string>();
  for (const [column, index] of Object.entries(mapping)) {
    const other = used.get(index);
    if (other)
      return refuse(
        'column-twice',
        `mapping.${column}`,
        `One column cannot be both ${other} and ${column} - choose another.`
      );
    if (!table.columns.some((one) => one.index === index))
      return refuse('column-unknown', `mapping.${column}`, `The file has no column ${index + 1} - choose one it has.`);
    used.set(index, column);
  }
  return ok({ mapping: mapping satisfies ListMapping, because: {} });
}

/** Those that were renumbered or have merged too, before those that are there: of two with one name the latter is meant. */
async function placesOf(app: App, networkId: string): Promise<Place[]> {
  const all = await listMunicipalities(app.db.read, { networkId, on: 'any' });
  const day = today(app);
  const gone = ({ validTo }: { validTo: string | null }) => validTo !== null && validTo < day;
  const [ended, here] = [all.filter(gone), all.filter((row) => !gone(row))];
  return [...ended, ...here].map(({ id, code, name, nameSecond }) => ({ id, code, name, nameSecond }));
}

/** Only municipalities of this network can be chosen. */
function knownChoices(places: ListChoices['places'], names: ReadonlyMap<string, string>): ListChoices['places'] {
  return Object.fromEntries(Object.entries(places).filter(([, id]) => id === 'none' || names.has(id)));
}

/** Barriers of every model the network has, by folded id and title in every language. */
async function barriersOf(app: App, networkId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { model, texts } of await listModelsOf(app.db.read, networkId)) {
    for (const { id } of model.barriers) found.set(foldText(id), id);
    for (const { barriers } of texts)
      for (const [id, { name }] of Object.entries(barriers)) found.set(foldText(name), id);
  }
  return found;
}
