import { z } from 'zod';
import { LOCALES, type Locale } from '../shared/locale';
import type { Result } from '../shared/result';
import type { CriterionEdit, RemovedCriterion } from './draft';
import { parseShape } from './parse-shape';
import { criterionSchema, measureSchema } from './schema';

// A draft may hold texts nobody has written yet; publishing asks for all of them.
const draftText = z
  .string()
  .max(10_000, { error: 'a text of at most 10,000 characters' })
  .transform((text) => text.trim());
const list = z.array(draftText).max(20, { error: 'a list of at most 20' });

const criterionText = z.strictObject({
  statement: draftText,
  yesMeans: list,
  partlyMeans: draftText,
  why: draftText,
  tips: z
    .array(z.strictObject({ text: draftText, free: z.boolean().optional(), small: z.boolean().optional() }))
    .max(20),
  notApplicableWhen: draftText.optional(),
  template: z.strictObject({ title: draftText, body: draftText }).optional()
});

function perLocale<S extends z.ZodType>(schema: S) {
  return z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, schema])) as Record<Locale, S>);
}

const from = z.array(z.string().max(100)).max(50);
const editSchema = z.strictObject({ criterion: criterionSchema, texts: perLocale(criterionText), from });
const removedSchema = z.strictObject({
  ...editSchema.shape,
  at: z.int().min(0).max(1000),
  neededBy: z.array(z.string().max(100)).max(1000),
  measures: z.array(z.string().max(100)).max(200)
});

/**
 * An edited criterion as a form or a program sends it. Its structure must have the right shape; texts may be empty.
 *
 * Codes: those of parseShape; paths begin with `criterion`, `texts.LOCALE` or `from`.
 *
 * @example
 * parseCriterionEdit({ criterion: { ...criterion, weight: -1 }, texts, from: [] });
 * // { ok: false, problems: [{ code: 'wrong-shape', path: 'criterion.weight',
 * //   message: 'criterion.weight must be a number above 0 - got -1.' }] }
 */
export function parseCriterionEdit(input: unknown): Result<CriterionEdit> {
  return parseShape(editSchema, input, '');
}

/**
 * What taking back a removal sends.
 *
 * @example
 * parseRemovedCriterion('nothing').ok; // false
 */
export function parseRemovedCriterion(input: unknown): Result<RemovedCriterion> {
  return parseShape(removedSchema, input, '');
}

const entries = <S extends z.ZodType>(schema: S) => z.record(z.string().max(100), schema).optional();
const textsSchema = z.strictObject({
  texts: perLocale(
    z.strictObject({
      name: draftText.optional(),
      levels: entries(z.strictObject({ name: draftText, description: draftText })),
      dimensions: entries(z.strictObject({ name: draftText, asks: draftText })),
      barrierGroups: entries(draftText),
      barriers: entries(z.strictObject({ name: draftText, description: draftText, quote: draftText })),
      measures: entries(z.strictObject({ title: draftText, change: draftText }))
    })
  ),
  rules: z.record(z.string().max(100), measureSchema.shape.rule).optional()
});

/** Texts outside the criteria by language and section, and the rules of measures by id; what is absent stays. */
export type TextsEdit = z.infer<typeof textsSchema>;

/**
 * Edited texts of levels, dimensions, barriers and measures.
 *
 * @example
 * parseTextsEdit({ texts: { en: { name: 'Roadmap' }, sv: {}, nl: {} } }).ok; // true
 */
export function parseTextsEdit(input: unknown): Result<TextsEdit> {
  return parseShape(textsSchema, input, '');
}
