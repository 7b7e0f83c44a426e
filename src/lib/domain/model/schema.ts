import { z } from 'zod';
import { LOCALES } from '../shared/locale';
import {
  CONDITIONS,
  type Barrier,
  type Criterion,
  type CriterionText,
  type MaturityModel,
  type Measure,
  type ModelText
} from './types';

// Each `error` says what would be right; parse-shape.ts puts the place and the value around it.
// The upper limits keep an uploaded file from filling the memory; the largest known questionnaire has 172 questions.

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, { error: 'an id of letters, digits and hyphens' });
const plainText = z
  .string()
  .refine((value) => value !== '' && value === value.trim() && value.length <= 10_000, {
    error: 'a text of 1 to 10,000 characters with no spaces at its ends'
  })
  // what a refinement demands is said a second time for the JSON Schema, which cannot see into it
  .meta({ minLength: 1, maxLength: 10_000, pattern: '^\\S([\\s\\S]*\\S)?$' });
const wholeNumber = z.int({ error: 'a whole number' });
const share = z.number().min(0).max(1);

export const criterionSchema = z.strictObject({
  id,
  dimension: id,
  level: wholeNumber.min(0).max(100),
  kind: z.enum(['required', 'advice']),
  effort: z.enum(['hours', 'days', 'weeks', 'months']),
  role: z.enum([
    'officer',
    'manager',
    'politician',
    'it',
    'lawyer',
    'archivist',
    'procurement',
    'communication',
    'registrar'
  ]),
  evidence: z.strictObject({ kind: z.enum(['none', 'link', 'document', 'decision-number']), required: z.boolean() }),
  dependsOn: z.array(id).max(50),
  canBeNotApplicable: z.boolean(),
  canBePartly: z.boolean(),
  freshMonths: wholeNumber.min(1).max(120),
  barriers: z.array(id).max(100),
  mapping: z.array(z.strictObject({ framework: plainText, reference: plainText })).max(50),
  helpedBy: z.array(z.enum(CONDITIONS)).max(CONDITIONS.length).optional(),
  metric: id.optional(),
  inCheck: z.boolean(),
  weight: z.number().positive({ error: 'a number above 0' }).optional(),
  points: z.strictObject({ yes: z.number(), partly: z.number(), no: z.number() }).optional(),
  partlyLevel: wholeNumber.min(0).max(100).optional()
});

export const barrierSchema = z.strictObject({ id, group: id });

export const measureSchema = z.strictObject({
  id,
  actor: z.enum(['state', 'agency', 'association', 'region', 'municipality']),
  cost: z.enum(['low', 'middle', 'high']),
  barriers: z.array(id).max(100),
  criteria: z.array(id).max(1000),
  rule: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('criterion-unmet'), criterion: id, minShare: share }),
        z.strictObject({
          kind: z.literal('barrier-raised'),
          barrier: id,
          minShare: share,
          minCount: wholeNumber.min(1)
        })
      ])
    )
    .min(1)
    .max(20)
});

export const dimensionSchema = z.strictObject({ id });
export const ruleSchema = z.strictObject({ kind: z.enum(['staged', 'points', 'first-no']) });
export const levelsSchema = z.array(wholeNumber.min(0).max(100)).min(1).max(101);

/** The file `model.json`. */
export const modelSchema: z.ZodType<MaturityModel> = z.strictObject({
  format: z.literal(1),
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'a version such as "0.1.0"' }),
  rule: ruleSchema,
  levels: levelsSchema,
  dimensions: z.array(dimensionSchema).min(1).max(100),
  criteria: z
    .array(criterionSchema satisfies z.ZodType<Criterion>)
    .min(1)
    .max(1000),
  barrierGroups: z.array(id).max(100),
  barriers: z.array(barrierSchema satisfies z.ZodType<Barrier>).max(200),
  measures: z.array(measureSchema satisfies z.ZodType<Measure>).max(200)
});

export const criterionTextSchema = z.strictObject({
  statement: plainText,
  yesMeans: z.array(plainText).max(20),
  // empty is right where partly is no possible answer; validate-criterion-texts.ts asks for it where it is
  partlyMeans: z.literal('').or(plainText),
  why: plainText,
  tips: z
    .array(z.strictObject({ text: plainText, free: z.boolean().optional(), small: z.boolean().optional() }))
    .max(20),
  notApplicableWhen: plainText.optional(),
  template: z.strictObject({ title: plainText, body: plainText }).optional()
});

/** The entries of each section of a text file, by id. */
export const textSections = {
  levels: z.strictObject({ name: plainText, description: plainText }),
  dimensions: z.strictObject({ name: plainText, asks: plainText }),
  criteria: criterionTextSchema satisfies z.ZodType<CriterionText>,
  barrierGroups: plainText,
  barriers: z.strictObject({ name: plainText, description: plainText, quote: plainText }),
  measures: z.strictObject({ title: plainText, change: plainText })
};

/** The files `en.json`, `sv.json` and `nl.json`. */
export const modelTextSchema: z.ZodType<ModelText> = z.strictObject({
  locale: z.enum(LOCALES),
  reviewed: z.boolean(),
  name: plainText,
  levels: z.record(z.string(), textSections.levels),
  dimensions: z.record(z.string(), textSections.dimensions),
  criteria: z.record(z.string(), textSections.criteria),
  barrierGroups: z.record(z.string(), textSections.barrierGroups),
  barriers: z.record(z.string(), textSections.barriers),
  measures: z.record(z.string(), textSections.measures)
});
