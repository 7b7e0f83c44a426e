import type { ContactRowRead } from '$lib/domain/outreach/imports/read-contact-rows';
import type { MeetingRowRead } from '$lib/domain/outreach/imports/read-meeting-rows';
import type { App } from '../app';
import { today } from '../shared/today';
import { ContactImporter } from './contact-importer';
import type { RowOutcome } from './import-outcome';
import { MeetingImporter } from './meeting-importer';
import type { ListInput, ReadList } from './read-list-file';
import type { Importer } from './run-import';

type Row = ContactRowRead | MeetingRowRead;

/** Rows of either kind with what reads them in. */
export interface OpenedImport {
  rows: readonly Row[];
  importer: Importer<Row> & { plan(rows: readonly Row[]): Promise<RowOutcome[]> };
}

export async function openImporter(app: App, input: ListInput, read: ReadList): Promise<OpenedImport> {
  const { networkId, kind, source, basis, present, pastDone } = input;
  if (kind === 'contacts') {
    const given = { source, basis, on: today(app) };
    const importer = await ContactImporter.open(app, { networkId, given, present });
    return { rows: read.contacts, importer: importer as OpenedImport['importer'] };
  }
  const importer = new MeetingImporter(app, { networkId, names: read.names, pastDone });
  return { rows: read.meetings, importer: importer as OpenedImport['importer'] };
}
