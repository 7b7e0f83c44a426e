import { z } from 'zod';
import { modelSchema, modelTextSchema } from './schema';

/** What JSON Schema cannot say stands in docs/model-format.md and is found by `waymark model validate`. */
const ABOUT = {
  'model.schema.json': {
    schema: modelSchema,
    title: 'Maturity model of Waymark, format 1',
    description:
      'The file model.json: structure and scoring. The shape only; references, dependencies and levels are checked by "waymark model validate".'
  },
  'text.schema.json': {
    schema: modelTextSchema,
    title: 'Texts of a maturity model of Waymark in one language, format 1',
    description:
      'The files en.json, sv.json and nl.json. The shape only; that every id has its text in every language is checked by "waymark model validate".'
  }
} as const;

export type SchemaFile = keyof typeof ABOUT;

/**
 * The JSON Schemas (draft 7) of the two kinds of files a model is made of, by file name, from the schemas the program itself
 * reads them with.
 *
 * @example
 * writeJsonSchemas()['model.schema.json'].title; // 'Maturity model of Waymark, format 1'
 */
export function writeJsonSchemas(): Record<SchemaFile, Record<string, unknown>> {
  const write = ({ schema, title, description }: (typeof ABOUT)[SchemaFile]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
    return { $schema, title, description, ...rest };
  };
  return {
    'model.schema.json': write(ABOUT['model.schema.json']),
    'text.schema.json': write(ABOUT['text.schema.json'])
  };
}
