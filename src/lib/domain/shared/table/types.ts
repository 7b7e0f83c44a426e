export type Delimiter = ',' | ';' | '\t' | '|';
export type Newline = '\n' | '\r';

export interface TableRow {
  /** Line of the file the row starts on, 1 is the first. */
  line: number;
  /** Text as written in the file, quotes taken off, nothing trimmed. */
  cells: string[];
}

export interface TextTable {
  /** `null` for JSON. */
  delimiter: Delimiter | null;
  rows: TableRow[];
  /** How many of the first rows are known to be the header; `null`: to be found. */
  headerRows: number | null;
}
