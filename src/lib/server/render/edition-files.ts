import { createHash } from 'node:crypto';
import type { EditionContent } from '$lib/domain/reporting/edition';
import { describeRelease } from '$lib/domain/reporting/release/describe-release';
import { describeTables } from '$lib/domain/reporting/release/describe-tables';
import type { Names } from '$lib/domain/reporting/release/label-codes';
import {
  type EditionFileKind,
  type EditionFileName,
  listEditionFiles
} from '$lib/domain/reporting/release/list-edition-files';
import { makePublicReport } from '$lib/domain/reporting/release/make-public-report';
import { licenceOf, type ReleaseFacts } from '$lib/domain/reporting/release/release-facts';
import { LONG_COLUMNS, writeCodebook } from '$lib/domain/reporting/release/write-codebook';
import { wordReport } from '$lib/domain/reporting/word-report';
import { writeCsv, type CsvCell } from '$lib/domain/shared/csv';
import { LOCALES, type Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import { REPORT_TEXTS } from './report-texts';
import { RELEASE_TEXTS } from './release-texts';
import { OFFICE_PALETTE, renderReportDocx } from './render-docx';
import { type Pictures, renderReportPdf } from './render-pdf';
import { stampZip } from './stamp-zip';
import { editionSheets } from './write-edition-sheets';
import { writeSheets } from './write-sheets';

/** Everything the files of an edition are made from: plain data, so that it can cross to a worker. */
export interface RenderInput {
  edition: EditionContent & { number: number };
  locale: Locale;
  pictures: Pictures;
  facts: ReleaseFacts;
}

export interface EditionFile extends EditionFileName {
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * One file of an edition. The same input gives the same bytes: nothing is read from the clock, drawn at random or taken
 * from settings.
 *
 * Errors: `no-glyph` (PDF: a name has a character that the typeface lacks).
 *
 * @example
 * await renderEditionFile(input, 'csv')
 * // { ok: true, value: { kind: 'csv', name: 'waymark-report-3-data.csv', mediaType: 'text/csv; charset=utf-8', bytes } }
 */
export async function renderEditionFile(input: RenderInput, kind: EditionFileKind): Promise<Result<EditionFile>> {
  return new EditionFiles(input).render(kind);
}

/** All files of an edition in one language, in the order of `listEditionFiles`. Errors as `renderEditionFile`. */
export async function renderEditionFiles(input: RenderInput): Promise<Result<EditionFile[]>> {
  return new EditionFiles(input).renderAll();
}

class EditionFiles {
  private readonly names: Record<Locale, Names>;
  private readonly tables;
  private readonly codebook;
  private readonly made = new Map<EditionFileKind, EditionFile>();

  constructor(private readonly input: RenderInput) {
    const { edition } = input;
    const counties = edition.material.countyNames;
    this.names = Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        { locale, model: textOf(edition, locale), texts: RELEASE_TEXTS[locale], counties }
      ])
    ) as Record<Locale, Names>;
    this.tables = describeTables(edition.aggregates);
    const { aggregates } = input.edition;
    const roundedTo = (aggregates.status === 'ready' && aggregates.roundedTo) || null;
    this.codebook = writeCodebook(this.tables, this.names, roundedTo);
  }

  async renderAll(): Promise<Result<EditionFile[]>> {
    const files: EditionFile[] = [];
    for (const { kind } of listEditionFiles(this.input.edition.number, this.input.locale)) {
      const file = await this.render(kind);
      if (!file.ok) return file;
      files.push(file.value);
    }
    return ok(files);
  }

  async render(kind: EditionFileKind): Promise<Result<EditionFile>> {
    const known = this.made.get(kind);
    if (known) return ok(known);
    const listed = listEditionFiles(this.input.edition.number, this.input.locale).find((file) => file.kind === kind)!;
    const bytes = await this.write(kind);
    if (!bytes.ok) return bytes;
    const file = { ...listed, bytes: bytes.value };
    this.made.set(kind, file);
    return ok(file);
  }

  private async write(kind: EditionFileKind): Promise<Result<Uint8Array<ArrayBuffer>>> {
    const { edition, pictures } = this.input;
    const { document } = edition;
    switch (kind) {
      case 'pdf': {
        const rendered = await renderReportPdf(document, this.wording, pictures);
        return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
      }
      case 'docx':
        return ok(await renderReportDocx(document, this.wording, pictures));
      case 'xlsx':
        return ok(stampZip(await writeSheets(this.sheets()), document.meta.date));
      case 'csv':
        return ok(encode(writeCsv(this.longRows(), 'rfc4180')));
      case 'codebook':
        return ok(encode(writeCsv(this.codebookRows(), 'rfc4180')));
      case 'json':
        return ok(encode(JSON.stringify(this.publicReport())));
      case 'dcat':
        return this.describe();
    }
  }

  private get wording() {
    const { edition, locale } = this.input;
    return {
      locale,
      texts: { ...REPORT_TEXTS[locale], ...edition.reportTexts[locale] },
      model: this.names[locale].model
    };
  }

  private worded() {
    return wordReport(this.input.edition.document, this.wording, { palette: OFFICE_PALETTE, width: 640 });
  }

  private longRows(): CsvCell[][] {
    return [
      [...LONG_COLUMNS],
      ...this.tables.flatMap(({ rows }) => rows.map((row) => LONG_COLUMNS.map((column) => row[column])))
    ];
  }

  private codebookRows(): CsvCell[][] {
    return [
      ['column', 'within', 'code', ...LOCALES.map((locale) => `label_${locale}`)],
      ...this.codebook.map(({ column, within, code, labels }) => [
        column,
        within,
        code,
        ...LOCALES.map((locale) => labels[locale])
      ])
    ];
  }

  private sheets() {
    const { edition, locale, facts } = this.input;
    const { workbook } = RELEASE_TEXTS[locale];
    const { aggregates, document } = edition;
    const about: [string, CsvCell][] = [
      [workbook.network, document.meta.network],
      [workbook.wave, document.meta.wave],
      [workbook.date, facts.issued.slice(0, 10)],
      [workbook.address, facts.address],
      [workbook.licence, licenceOf(facts)],
      [workbook.model, `${this.names[locale].model.name} ${document.model.version}`],
      [workbook.threshold, aggregates.threshold],
      ...(aggregates.status === 'ready' && aggregates.roundedTo
        ? [[workbook.rounded, aggregates.roundedTo] satisfies [string, CsvCell]]
        : []),
      [workbook.software, `Waymark ${edition.software}`]
    ];
    const long = { data: this.longRows(), codebook: this.codebookRows() };
    return editionSheets(document, this.worded(), about, long, RELEASE_TEXTS[locale]);
  }

  private publicReport() {
    const { edition, locale, facts } = this.input;
    return makePublicReport({
      number: edition.number,
      software: edition.software,
      document: edition.document,
      worded: this.worded(),
      aggregates: edition.aggregates,
      tables: this.tables,
      codebook: this.codebook,
      names: this.names[locale],
      facts
    });
  }

  private async describe(): Promise<Result<Uint8Array<ArrayBuffer>>> {
    const { edition, locale, facts } = this.input;
    const files = [];
    for (const { kind, name, mediaType } of listEditionFiles(edition.number, locale)) {
      if (kind === 'dcat') continue;
      const file = await this.render(kind);
      if (!file.ok) return file;
      const { bytes } = file.value;
      files.push({
        kind,
        name,
        mediaType,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex')
      });
    }
    const { demo, wave } = edition.document.meta;
    const { threshold } = edition.aggregates;
    const release = { facts, number: edition.number, wave, demo, threshold, locale, files };
    return ok(encode(JSON.stringify(describeRelease(release, RELEASE_TEXTS))));
  }
}

function textOf({ texts, model }: Pick<EditionContent, 'texts' | 'model'>, locale: Locale) {
  const found = texts.find((text) => text.locale === locale);
  if (!found) throw new Error(`Model ${model.id} ${model.version} has no texts in ${locale}`);
  return found;
}

const encode = (text: string) => new TextEncoder().encode(text);
