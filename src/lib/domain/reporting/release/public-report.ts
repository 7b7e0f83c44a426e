import { z } from 'zod';
import { LOCALES } from '../../shared/locale';

/** Where the JSON Schema of the file is served, below the origin. */
export const PUBLIC_REPORT_SCHEMA = '/schemas/report-1.json';

const liveNumber = z
  .strictObject({
    ref: z.string().meta({ description: 'Table and cell it comes from, as "table.cell"' }),
    plus: z.array(z.string()).optional().meta({ description: 'Cells added' }),
    minus: z.array(z.string()).optional().meta({ description: 'Cells taken away' }),
    over: z.string().optional().meta({ description: 'Cell that it is a percentage of' }),
    overMinus: z.array(z.string()).optional().meta({ description: 'Cells taken away from what it is a percentage of' }),
    as: z.enum(['count', 'percent', 'value']),
    unit: z.string().optional().meta({ description: 'Of a value' }),
    round: z.enum(['down', 'up']).optional(),
    digits: z.int().optional().meta({ description: 'Digits after the decimal point' }),
    value: z.number()
  })
  .meta({ id: 'number', description: 'A number and the published cells it is computed from' });

const words = z
  .array(
    z.strictObject({
      text: z.string(),
      number: liveNumber.optional(),
      to: z.string().optional().meta({ description: 'Id of the block it leads to' }),
      strong: z.boolean().optional(),
      emphasis: z.boolean().optional(),
      href: z.string().optional()
    })
  )
  .meta({ id: 'words', description: 'A sentence in pieces; joined, their texts are the sentence' });

const id = z.string().meta({ description: 'Stands in the address of the page after #' });
const other = z
  .enum(LOCALES)
  .nullable()
  .meta({ description: 'The language it is written in, where it is not the report’s' });

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), id, level: z.int().min(1).max(3), text: z.string() }),
  z.strictObject({
    kind: z.literal('finding'),
    id,
    label: z.string().meta({ description: 'Whom it speaks of' }),
    text: words,
    sources: words,
    about: z.string().nullable()
  }),
  z.strictObject({ kind: z.literal('paragraph'), id, text: words }),
  z.strictObject({ kind: z.literal('note'), id, tone: z.enum(['demo', 'method', 'withheld']), text: words }),
  z.strictObject({
    kind: z.literal('table'),
    id,
    caption: z.string(),
    columns: z.array(z.string()),
    rows: z.array(
      z.strictObject({
        header: z.string(),
        cells: z.array(z.strictObject({ text: z.string(), withheld: z.boolean(), number: liveNumber.nullable() }))
      })
    ),
    notes: z.array(z.string())
  }),
  z.strictObject({
    kind: z.literal('chart'),
    id,
    title: z.string(),
    summary: z.string(),
    table: z.string().meta({ description: 'Id of the block with the table of its numbers' })
  }),
  z.strictObject({
    kind: z.literal('proposal'),
    id,
    label: z.string(),
    title: z.string(),
    measure: z.string(),
    steps: z.array(z.strictObject({ title: z.string(), items: z.array(words) })),
    sources: words
  }),
  z.strictObject({
    kind: z.literal('prose'),
    id,
    other,
    parts: z.array(
      z.discriminatedUnion('part', [
        z.strictObject({ part: z.literal('heading'), text: words }),
        z.strictObject({ part: z.literal('paragraph'), text: words }),
        z.strictObject({ part: z.literal('list'), ordered: z.boolean(), items: z.array(words) })
      ])
    )
  }),
  z.strictObject({ kind: z.literal('quote'), id, other, text: z.string(), by: z.string() }),
  z.strictObject({
    kind: z.literal('picture'),
    id,
    other,
    sha256: z.string(),
    type: z.enum(['image/jpeg', 'image/png']),
    width: z.int(),
    height: z.int(),
    alt: z.string(),
    caption: z.string()
  })
]);

const labels = z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, z.string()])));

/** The public part of an edition for programs: its meta data, its text, every published table and what the codes mean. */
export const publicReportSchema = z
  .strictObject({
    $schema: z.url(),
    format: z.literal('waymark-report'),
    formatVersion: z.literal(1),
    edition: z.int().min(1),
    address: z.url(),
    corrects: z.url().nullable().meta({ description: 'Address of the edition that this one corrects' }),
    issued: z.iso.datetime(),
    network: z.string(),
    country: z.string(),
    publisher: z.string(),
    licence: z.url(),
    language: z.enum(LOCALES),
    title: z.string(),
    subtitle: z.string(),
    demo: z.string().nullable().meta({ description: 'Says so where the results are invented' }),
    software: z.string(),
    model: z.strictObject({ id: z.string(), version: z.string(), name: z.string() }),
    disclosure: z.strictObject({
      status: z.enum(['ready', 'too-few']),
      threshold: z.int(),
      roundedTo: z.int().nullable()
    }),
    blocks: z.array(block),
    tables: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        subject: z.string(),
        of: z.string().nullable(),
        by: z.string().nullable(),
        level: z.int().nullable(),
        unit: z.enum(['municipalities', 'percent', 'points', 'coefficient', 'probability', 'levels']),
        withheld: z.string().nullable().meta({ description: 'Why the table is withheld' }),
        cells: z.array(
          z.strictObject({
            cell: z.string(),
            stratum: z.string().nullable(),
            category: z.string(),
            label: z.string(),
            status: z.enum(['published', 'suppressed']),
            value: z.number().nullable().meta({ description: 'null where it is suppressed' })
          })
        )
      })
    ),
    codebook: z.array(z.strictObject({ column: z.string(), within: z.string(), code: z.string(), labels }))
  })
  .meta({ title: 'Waymark report', description: 'One published edition of a report in one language' });

export type PublicReport = z.infer<typeof publicReportSchema>;

/**
 * The same as JSON Schema (draft 7, which every validator knows), as it is served.
 *
 * @example
 * publicReportJsonSchema().$schema // 'http://json-schema.org/draft-07/schema#'
 */
export function publicReportJsonSchema() {
  return z.toJSONSchema(publicReportSchema, { target: 'draft-7' });
}
