import { normaliseEmail } from '../contact-email';
import { columnCalled, headerKey } from './header-words';
import { COLUMNS_OF, type ImportKind, type ListColumn, type ListMapping, type ListTable, NEEDED } from './kinds';

export type ProposedBecause = 'header' | 'content' | 'remembered' | 'chosen';

export interface Proposal {
  mapping: ListMapping;
  because: Partial<Record<ListColumn, ProposedBecause>>;
}

/** By column of ours, the header it had in a file before. */
export type RememberedColumns = Partial<Record<ListColumn, string>>;

/**
 * Which column of a file holds what: as the person chose before for a file with these headers, else by what columns
 * are called in three languages, else by what stands in them. Nothing is proposed twice.
 *
 * @param remembered null where no file with these headers was read before
 * @example
 * proposeColumns(table('Kommun', 'Mejl', 'Okänd'), 'contacts', null).mapping // { municipality: 0, email: 1 }
 */
export function proposeColumns(
  { columns, rows }: ListTable,
  kind: ImportKind,
  remembered: RememberedColumns | null
): Proposal {
  const proposal: Proposal = { mapping: {}, because: {} };
  const put = (column: ListColumn, index: number, because: ProposedBecause) => {
    if (proposal.mapping[column] !== undefined || Object.values(proposal.mapping).includes(index)) return;
    proposal.mapping[column] = index;
    proposal.because[column] = because;
  };
  if (remembered) {
    for (const column of COLUMNS_OF[kind]) {
      const header = remembered[column];
      const found =
        header === undefined ? undefined : columns.find((one) => headerKey(one.header) === headerKey(header));
      if (found) put(column, found.index, 'remembered');
    }
    return proposal;
  }
  for (const { index, header, words } of columns) {
    const called = [header, ...words].map((word) => columnCalled(word, kind)).find(Boolean);
    if (called) put(called, index, 'header');
  }
  if (kind === 'contacts' && proposal.mapping.email === undefined) {
    const found = columns.find(({ index }) =>
      looksLikeAddresses(rows.slice(0, 50).map(({ cells }) => cells[index] ?? ''))
    );
    if (found) put('email', found.index, 'content');
  }
  return proposal;
}

function looksLikeAddresses(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const fitting = filled.filter((cell) => cell.includes('@') && normaliseEmail(cell).ok);
  return fitting.length > 0 && fitting.length * 2 >= filled.length;
}

/** What a mapping lacks before rows can be read. */
export function missingColumns(mapping: ListMapping, kind: ImportKind): ListColumn[] {
  const present = (column: ListColumn) => mapping[column] !== undefined;
  // whoever has no name may be called by their address
  if (kind === 'contacts') return (['name', 'firstName', 'lastName', 'email'] as const).some(present) ? [] : ['name'];
  return NEEDED[kind].filter((column) => !present(column));
}

/** The headers a person used, to be found again in the next file of the kind. */
export function rememberColumns(mapping: ListMapping, { columns }: ListTable): RememberedColumns {
  const remembered: RememberedColumns = {};
  for (const [column, index] of Object.entries(mapping) as [ListColumn, number][]) {
    const header = columns.find((one) => one.index === index)?.header;
    if (header) remembered[column] = header;
  }
  return remembered;
}

/** One name for all files with the same headers, in whatever order. */
export function signatureOf({ columns }: ListTable): string {
  return columns
    .map(({ header }) => headerKey(header))
    .filter((header) => header !== '')
    .sort()
    .join('\n')
    .slice(0, 4000);
}
