import { m } from '$lib/paraglide/messages.js';

/** A list of a round in every format. */
export const roundExports = (file: (format: string) => string) => [
  { label: m.round_export_csv(), href: file('csv') },
  { label: m.round_export_plain(), href: file('plain') },
  { label: 'XLSX', href: file('xlsx') },
  { label: 'JSON', href: file('json') }
];
