import { z } from 'zod';
import { isLocale, type Locale } from '../shared/locale';
import {
  barrierSchema,
  criterionSchema,
  dimensionSchema,
  levelsSchema,
  measureSchema,
  ruleSchema,
  textSections
} from './schema';
import type { Barrier, Criterion, MaturityModel, Measure, ScoringRule } from './types';

/*
 * What can be relied on in files whose shape may be wrong elsewhere: one misspelt effort must not hide
 * a broken reference three lines below it, or faults come to light one run at a time.
 */

/** The model's entries at their places in the file, each with those of its fields that have the right shape. */
export interface ModelParts {
  rule: ScoringRule['kind'] | undefined;
  levels: number[] | undefined;
  dimensions: Partial<{ id: string }>[] | undefined;
  criteria: Partial<Criterion>[] | undefined;
  barrierGroups: Partial<{ id: string }>[] | undefined;
  barriers: Partial<Barrier>[] | undefined;
  measures: Partial<Measure>[] | undefined;
}

export type TextSection = keyof typeof textSections;
type SectionEntry<S extends TextSection> = z.infer<(typeof textSections)[S]>;

/** One text file; `place` begins the path of its faults. A section that is no object is undefined. */
export interface TextParts {
  place: string;
  locale: Locale | undefined;
  sections: { [S in TextSection]: Map<string, Partial<SectionEntry<S>>> | undefined };
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keepSoundFields<Schema extends z.ZodObject>(schema: Schema, raw: unknown): Partial<z.infer<Schema>> {
  const sound: Fields = {};
  if (isRecord(raw)) {
    for (const [key, field] of Object.entries(schema.shape)) {
      const parsed = z.safeParse(field, raw[key]);
      if (parsed.success && parsed.data !== undefined) sound[key] = parsed.data;
    }
  }
  return sound as Partial<z.infer<Schema>>;
}

function keepSoundEntries<Schema extends z.ZodObject>(schema: Schema, raw: unknown) {
  return Array.isArray(raw) ? raw.map((entry: unknown) => keepSoundFields(schema, entry)) : undefined;
}

/**
 * The sound parts of a model file, with positions kept so that paths stay true.
 *
 * @example
 * soundModelParts({ criteria: [{ id: 'a', level: 'two' }] }).criteria; // [{ id: 'a' }]
 */
export function soundModelParts(raw: unknown): ModelParts {
  const file: { [K in keyof MaturityModel]?: unknown } = isRecord(raw) ? raw : {};
  const levels = levelsSchema.safeParse(file.levels);
  return {
    rule: keepSoundFields(ruleSchema, file.rule).kind,
    levels: levels.success ? levels.data : undefined,
    dimensions: keepSoundEntries(dimensionSchema, file.dimensions),
    criteria: keepSoundEntries(criterionSchema, file.criteria),
    barrierGroups: Array.isArray(file.barrierGroups)
      ? file.barrierGroups.map((id: unknown) => keepSoundFields(dimensionSchema, { id }))
      : undefined,
    barriers: keepSoundEntries(barrierSchema, file.barriers),
    measures: keepSoundEntries(measureSchema, file.measures)
  };
}

/**
 * The sound parts of one text file.
 *
 * @example
 * soundTextParts({ locale: 'sv', barrierGroups: { law: 'Juridik' } }, 'texts.sv').sections.barrierGroups;
 * // Map { 'law' => 'Juridik' }
 */
export function soundTextParts(raw: unknown, place: string): TextParts {
  const file: Fields = isRecord(raw) ? raw : {};
  const readSection = (section: TextSection) => {
    const entries = file[section];
    if (!isRecord(entries)) return undefined;
    const schema = textSections[section];
    const sound = (entry: unknown) =>
      schema instanceof z.ZodObject ? keepSoundFields(schema, entry) : schema.safeParse(entry).data;
    return new Map(Object.entries(entries).map(([id, entry]) => [id, sound(entry) ?? {}]));
  };
  const sections = Object.fromEntries(
    (Object.keys(textSections) as TextSection[]).map((section) => [section, readSection(section)])
  );
  return {
    place,
    locale: isLocale(file.locale) ? file.locale : undefined,
    sections: sections as TextParts['sections']
  };
}
