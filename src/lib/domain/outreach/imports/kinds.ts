import type { TableRow } from '../../shared/table/types';

export const IMPORT_KINDS = ['contacts', 'meetings'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const CONTACT_COLUMNS = [
  'name',
  'email',
  'phone',
  'municipality',
  'role',
  'note',
  'firstName',
  'lastName',
  'moreEmails',
  'morePhones',
  'channel',
  'stayInTouchDays',
  'source',
  'basis',
  'basisOn',
  'optedOutOn',
  'optOutScope',
  'id'
] as const;
export const MEETING_COLUMNS = [
  'heldOn',
  'municipality',
  'form',
  'attendees',
  'background',
  'workSoFar',
  'exchange',
  'conclusions',
  'barriers',
  'promises',
  'interestBefore',
  'interestAfter',
  'knowledgeBefore',
  'knowledgeAfter',
  'id'
] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];
export type MeetingColumn = (typeof MEETING_COLUMNS)[number];
export type ListColumn = ContactColumn | MeetingColumn;
export const COLUMNS_OF: Readonly<Record<ImportKind, readonly ListColumn[]>> = {
  contacts: CONTACT_COLUMNS,
  meetings: MEETING_COLUMNS
};
/** Without these a file of the kind cannot be read; a name may also stand in two columns. */
export const NEEDED: Readonly<Record<ImportKind, readonly ListColumn[]>> = {
  contacts: ['name'],
  meetings: ['heldOn', 'municipality']
};

/** Which column of the file, from 0, holds what. */
export type ListMapping = Partial<Record<ListColumn, number>>;

export interface ListTable {
  columns: { index: number; header: string; words: string[]; samples: string[] }[];
  /** Without the header; `line` as a text editor or a spreadsheet numbers it. */
  rows: TableRow[];
}

/** In dates of three numbers apart by strokes, what comes first. */
export type DateOrder = 'dmy' | 'mdy';

/** What a person decides about one file; everything not decided is proposed, or asked. */
export interface ListChoices {
  mapping?: ListMapping;
  /** By folded text of the municipality column: the municipality it means, or `none`. */
  places: Readonly<Record<string, string>>;
  dateOrder?: DateOrder;
}

/** One cell that cannot be taken as it is. */
export interface CellProblem {
  line: number;
  column: ListColumn;
  /** As the file calls the column. */
  header: string;
  /** As it stands in the file, shortened. */
  value: string;
  code:
    | 'name-missing'
    | 'name-long'
    | 'email-invalid'
    | 'phone-invalid'
    | 'place-unknown'
    | 'place-missing'
    | 'date-missing'
    | 'date-unreadable'
    | 'date-ambiguous'
    | 'date-future'
    | 'role-unknown'
    | 'form-unknown'
    | 'channel-unknown'
    | 'basis-unknown'
    | 'scope-unknown'
    | 'days-invalid'
    | 'text-long'
    | 'too-many'
    | 'barrier-unknown'
    | 'promise-date'
    | 'interest-invalid'
    | 'knowledge-invalid';
  /** What would be right, in English; other languages say it from the facts. */
  message: string;
  facts: Record<string, string | number>;
}

/** A text of the municipality column that no municipality is called, with those that come near. */
export interface UnknownPlace {
  key: string;
  shown: string;
  line: number;
  count: number;
  near: string[];
  chosen: string | null;
}
