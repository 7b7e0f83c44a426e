import type { Locale } from '../../shared/locale';

export const EDITION_FILE_KINDS = ['pdf', 'docx', 'xlsx', 'csv', 'codebook', 'json', 'dcat'] as const;
export type EditionFileKind = (typeof EDITION_FILE_KINDS)[number];

export interface EditionFileName {
  kind: EditionFileKind;
  name: string;
  mediaType: string;
}

const MEDIA_TYPES: Readonly<Record<EditionFileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  codebook: 'text/csv; charset=utf-8',
  json: 'application/json',
  dcat: 'application/ld+json'
};

/**
 * The files of an edition in one language, without making them. The tables in long form and their codebook are the same
 * in every language.
 *
 * @example
 * listEditionFiles(3, 'sv')[0] // { kind: 'pdf', name: 'waymark-report-3-sv.pdf', mediaType: 'application/pdf' }
 */
export function listEditionFiles(edition: number, locale: Locale): EditionFileName[] {
  const base = `waymark-report-${edition}`;
  const names: Readonly<Record<EditionFileKind, string>> = {
    pdf: `${base}-${locale}.pdf`,
    docx: `${base}-${locale}.docx`,
    xlsx: `${base}-${locale}.xlsx`,
    csv: `${base}-data.csv`,
    codebook: `${base}-codebook.csv`,
    json: `${base}-${locale}.json`,
    dcat: `${base}-${locale}.dcat.jsonld`
  };
  return EDITION_FILE_KINDS.map((kind) => ({ kind, name: names[kind], mediaType: MEDIA_TYPES[kind] }));
}
