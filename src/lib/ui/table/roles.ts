/** Written out on every part of a table, because `display: grid` on phones drops what the elements mean by themselves. */
export const role = {
  table: 'table',
  rowgroup: 'rowgroup',
  row: 'row',
  columnheader: 'columnheader',
  rowheader: 'rowheader',
  cell: 'cell'
} as const;
