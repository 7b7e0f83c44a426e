import type { AnswerExport } from '$lib/domain/assessment/export-answers';
import { tableOfAnswers, writeAnswersJson } from '$lib/domain/assessment/export-answers';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { AnswerValue } from '$lib/domain/model/types';
import { writeCsv } from '$lib/domain/shared/csv';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { namesOf } from './history-repository';
import { authorizeReading, findExisting } from './open-assessment';
import { answersOf } from './repository';
import { writeAnswersWorkbook } from './write-workbook';

export const EXPORT_FORMATS = ['csv', 'csv-plain', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  fileName: string;
  mediaType: string;
  body: Uint8Array<ArrayBuffer>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One assessment as a file that can come back, for its municipality; for the network's people once it is submitted. */
export async function exportAnswers(
  app: App,
  actor: Actor,
  input: { assessmentId: string; format: ExportFormat; locale: Locale; words: Record<AnswerValue, string> }
): Promise<Result<ExportedFile>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const found = await findExisting(app.db.read, input.assessmentId);
  if (!found.ok) return found;
  const forbidden = authorizeReading(actor, found.value);
  if (forbidden) return forbidden;
  const { wave, municipalityId } = found.value;
  const stored = await findModel(app, wave.modelId, wave.modelVersion);
  const text = stored?.texts.find(({ locale }) => locale === input.locale) ?? stored?.texts[0];
  const place = await findMunicipality(app.db.read, municipalityId);
  if (!stored || !text || !place) return refuse('not-found', 'assessmentId', 'The model of this wave is missing.');
  const rows = await answersOf(app.db.read, [found.value.id]);
  const names = await namesOf(app.db.read, [...new Set(rows.map(({ answeredBy }) => answeredBy))]);
  const whole: AnswerExport = {
    municipality: { code: place.code, name: place.name },
    wave: { name: wave.name, opensAt: wave.opensAt },
    model: stored.model,
    text,
    answers: rows.map((row) => ({ ...row, answeredBy: names.get(row.answeredBy) ?? '' })),
    wordOf: (value) => input.words[value]
  };
  const day = app.now().toISOString().slice(0, 10);
  const extension = input.format === 'csv-plain' ? 'csv' : input.format;
  return ok({ fileName: `assessment-${place.code}-${day}.${extension}`, ...(await write(app, whole, input.format)) });
}

async function write(app: App, whole: AnswerExport, format: ExportFormat): Promise<Omit<ExportedFile, 'fileName'>> {
  const encode = (text: string) => new TextEncoder().encode(text);
  if (format === 'json') return { mediaType: 'application/json', body: encode(writeAnswersJson(whole, app.now())) };
  const table = tableOfAnswers(whole);
  if (format === 'xlsx') return { mediaType: XLSX, body: await writeAnswersWorkbook(table, whole.municipality.name) };
  return {
    mediaType: 'text/csv; charset=utf-8',
    body: encode(writeCsv(table, format === 'csv' ? 'excel' : 'rfc4180'))
  };
}
