import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import { type Piece, pieceSchema } from '$lib/domain/reporting/editorial/pieces';
import { ownChapterId } from '$lib/domain/reporting/editorial/add-blocks';
import { type OwnText } from '$lib/domain/reporting/editorial/editorial';
import { typeFinding } from '$lib/domain/reporting/editorial/type-finding';
import { describeTables } from '$lib/domain/reporting/release/describe-tables';
import { labelCategory, labelStratum, labelTable } from '$lib/domain/reporting/release/label-codes';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';
import { check } from '$lib/domain/shared/check';
import { LOCALES, type Locale } from '$lib/domain/shared/locale';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { RELEASE_TEXTS } from '../render/release-texts';
import { REPORT_TEXTS } from '../render/report-texts';
import { countWave } from './count-wave';
import { readDesk } from './desk-service';
import { editDraft } from './edit-draft';
import { standingPieces } from './editorial-repository';
import { tryPiece } from './try-piece';
import type { ReportOf } from './wave-of-report';

export interface PieceToEdit {
  /** As it stands; null where nothing was changed yet. */
  piece: Piece | null;
  version: number;
  /** The drafted sentence of a finding, to begin with. */
  drafted: OwnText | null;
}

/** One change to work on: a finding's words, or something an analyst put in. */
export async function readPiece(
  app: App,
  actor: Actor,
  input: ReportOf & { key: string }
): Promise<Result<PieceToEdit>> {
  const { networkId, key } = input;
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const draft = await editDraft(app, actor, input);
  if (!draft.ok) return draft;
  const { rows, drafted, texts } = draft.value;
  const version = rows.findLast((row) => row.key === key)?.version ?? 0;
  const piece = standingPieces(rows).find(({ row }) => row.key === key)?.piece ?? null;
  if (!key.startsWith('text:')) return ok({ piece, version, drafted: null });
  const block = drafted.blocks.find(({ id }) => `text:${id}` === key);
  if (block?.kind !== 'finding') {
    if (piece) return ok({ piece, version, drafted: null });
    return refuse(
      'not-found',
      'key',
      'This finding is not in the report with the numbers of now - load the report again.'
    );
  }
  const typed = LOCALES.map((locale) => {
    const model = texts.find((text) => text.locale === locale)!;
    return [locale, typeFinding(block.text, { locale, texts: REPORT_TEXTS[locale], model })];
  });
  return ok({ piece, version, drafted: Object.fromEntries(typed) as OwnText });
}

/** How a change would read, in each language, before anybody keeps it. */
export async function previewPiece(
  app: App,
  actor: Actor,
  input: ReportOf & { piece: Piece }
): Promise<Result<{ blocks: Record<Locale, WordedBlock[]>; warnings: Problem[] }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(pieceSchema, input.piece);
  if (!given.ok) return given;
  const counted = await countWave(app, input);
  if (!counted.ok) return counted;
  const tried = await tryPiece(app, actor, counted.value, given.value);
  if (!tried.ok) return tried;
  const piece = given.value;
  const id = 'id' in piece ? piece.id : 'block' in piece ? piece.block : '';
  const own = [id, ownChapterId(id)];
  const { document, warnings } = tried.value;
  // tables, so that numbers know where they lead
  const blocks = document.blocks.filter((block) => block.kind === 'table' || own.includes(block.id));
  const worded = LOCALES.map((locale) => {
    const model = counted.value.texts.find((text) => text.locale === locale)!;
    const wording = { locale, texts: REPORT_TEXTS[locale], model };
    const report = wordReport({ ...document, blocks }, wording, { palette: SCREEN_PALETTE, width: 640 });
    return [locale, report.blocks.filter((block) => own.includes(block.id))];
  });
  return ok({ blocks: Object.fromEntries(worded) as Record<Locale, WordedBlock[]>, warnings });
}

export interface ChapterToChoose {
  id: string;
  title: string;
  blocks: { id: string; text: string }[];
}

/** Places a text, a quote or a picture can be put: chapters with their parts, in the reader's language. */
export async function listPlaces(
  app: App,
  actor: Actor,
  input: ReportOf & { locale: Locale }
): Promise<Result<ChapterToChoose[]>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const desk = await readDesk(app, actor, input);
  if (!desk.ok) return desk;
  return ok(
    desk.value.chapters.map(({ id, title, blocks }) => ({
      ...{ id, title },
      blocks: blocks.map((block) => ({ id: block.id, text: block.text }))
    }))
  );
}

export interface NumberToChoose {
  /** As it is typed between braces. */
  reference: string;
  label: string;
  value: number;
}

const MOST_NUMBERS = 60;

/** Published numbers of the report whose words hold all that is looked for; withheld ones are not offered. */
export async function findNumbers(
  app: App,
  actor: Actor,
  input: ReportOf & { find: string; locale: Locale }
): Promise<Result<NumberToChoose[]>> {
  const { networkId, find, locale } = input;
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const counted = await countWave(app, input);
  if (!counted.ok) return counted;
  const { aggregates, texts, material } = counted.value;
  const model = texts.find((text) => text.locale === locale)!;
  const names = { locale, model, texts: RELEASE_TEXTS[locale], counties: material.countyNames };
  const words = find.toLocaleLowerCase(locale).split(/\s+/).filter(Boolean);
  const found: NumberToChoose[] = [];
  for (const table of describeTables(aggregates)) {
    const title = labelTable(table.about, names);
    for (const row of table.rows) {
      if (found.length >= MOST_NUMBERS) return ok(found);
      if (row.value === null) continue;
      const reference = `${row.table}.${row.cell}`;
      const parts = [
        labelStratum(row.stratum, table.about.by, names),
        labelCategory(row.category, table.about, row.unit, names)
      ];
      const label = `${title}: ${parts.filter(Boolean).join(', ')}`;
      const text = `${label} ${reference}`.toLocaleLowerCase(locale);
      if (words.every((word) => text.includes(word))) found.push({ reference, label, value: row.value });
    }
  }
  return ok(found);
}
