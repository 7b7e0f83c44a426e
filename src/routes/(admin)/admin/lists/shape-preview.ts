import { headerOf } from '$lib/domain/outreach/imports/header-words';
import { COLUMNS_OF, type ListColumn } from '$lib/domain/outreach/imports/kinds';
import type { Locale } from '$lib/domain/shared/locale';
import type { ListPreview } from '$lib/server/outreach/list-import-service';
import type { Upload } from './upload';

/** Of names that no municipality has, so many are asked for at once. */
const ASKED = 25;
/** Beyond so many municipalities only those near are offered: a list of five thousand is no choice. */
const CHOICE = 600;

/** What the page shows of a file that was read. */
export function shapePreview({ read, counts, shown, leftOut }: ListPreview, upload: Upload, locale: Locale) {
  const { input, sha256, kept } = upload;
  const { table, proposal, unknown, missing, names, places } = read;
  const word = (column: ListColumn) => headerOf(input.kind, column, locale);
  const problems = [...read.contacts, ...read.meetings].flatMap((row) => row.problems);
  const ambiguous = problems.find(({ code }) => code === 'date-ambiguous');
  const asked = [...unknown].sort((a, b) => b.count - a.count);
  const isShown = (column: ListColumn) =>
    proposal.mapping[column] !== undefined || missing.includes(column) || COLUMNS_OF[input.kind].indexOf(column) < 5;
  return {
    ...{ kind: input.kind, fileName: input.fileName, sha256, kept, counts, shown, leftOut },
    ...{ source: input.source, basis: input.basis ?? '', present: input.present, pastDone: input.pastDone },
    total: table.rows.length,
    columns: table.columns.map(({ index, header, samples }) => ({ index, header, samples })),
    mapping: COLUMNS_OF[input.kind].map((column) => ({
      ...{ column, label: word(column), index: proposal.mapping[column] ?? null, isShown: isShown(column) }
    })),
    remembered: Object.values(proposal.because).includes('remembered'),
    missing: missing.map(word),
    dates: ambiguous
      ? { value: ambiguous.value, dmy: String(ambiguous.facts.dmy), mdy: String(ambiguous.facts.mdy) }
      : null,
    dateOrder: input.choices.dateOrder ?? null,
    unknown: [
      ...asked.filter(({ chosen }) => chosen === null).slice(0, ASKED),
      ...asked.filter(({ chosen }) => chosen !== null)
    ].map(({ key, shown: text, line, count, near, chosen }) => ({
      ...{ key, shown: text, line, count, chosen: chosen ?? '' },
      near: near.map((id) => ({ id, name: names.get(id) ?? '' }))
    })),
    places: places.length <= CHOICE && unknown.length > 0 ? places.map(({ id, name }) => ({ id, name })) : []
  };
}

export type ShownPreview = ReturnType<typeof shapePreview>;
