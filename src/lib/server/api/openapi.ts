import * as z from 'zod/mini';
import { envelopeSchema, pushSchema } from '$lib/domain/sync/envelope-schema';
import { outcomeSchema } from '$lib/domain/sync/outcome-schema';
import { MAX_COMMANDS, PROTOCOL } from '$lib/domain/sync/protocol';
import { handlers } from '../sync/handlers';
import { loaders } from '../sync/loaders';
import { writePaths } from './openapi-paths';

function schemaOf(schema: z.ZodMiniType): Record<string, unknown> {
  // what a refinement checks has no words in JSON Schema; the server checks it all the same
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return written as Record<string, unknown>;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const SEQ =
  'Rises with each change a device makes. It says in which order they were made and decides nothing: commands are carried out in the order of the request, a command id that comes again is a duplicate whatever its number, and another id under an old number is a change of its own, held to `baseVersion` and `was` as every other.';

/**
 * The API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), from the schemas the server checks by. A command of
 * a type or version that is not in it is answered with `deferred`, so it is not left out of `Push`.
 */
export function writeOpenapi(): Record<string, unknown> {
  const commands = handlers.map(({ type, schemaVersion, schema }) => ({
    type,
    schemaVersion,
    schema: schemaOf(schema)
  }));
  const push = schemaOf(pushSchema) as { properties: Record<string, object> };
  const envelope = schemaOf(envelopeSchema) as { properties: Record<string, object> };
  const refusal = { code: { type: 'string' }, path: { type: 'string' }, message: { type: 'string' } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version: `1.${PROTOCOL}`,
      description: 'What devices and other programs say to a Waymark server. See docs/api.md.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths: writePaths(),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-waymark' } },
      schemas: {
        Push: {
          ...push,
          description: `At most ${MAX_COMMANDS} commands are carried out; the others come back as deferred.`,
          properties: { ...push.properties, commands: { type: 'array', items: ref('Command') } }
        },
        Envelope: {
          ...envelope,
          properties: { ...envelope.properties, seq: { ...envelope.properties.seq, description: SEQ } }
        },
        Command: {
          allOf: [
            ref('Envelope'),
            ...commands.map(({ type, schemaVersion }) => ({
              if: { properties: { type: { const: type }, schemaVersion: { maximum: schemaVersion } } },
              then: { properties: { payload: ref(type) } }
            }))
          ]
        },
        ...Object.fromEntries(
          commands.map(({ type, schemaVersion, schema }) => [
            type,
            { ...schema, description: `Payload of "${type}", up to version ${schemaVersion}.` }
          ])
        ),
        Outcome: schemaOf(outcomeSchema),
        Pull: {
          type: 'object',
          required: ['protocol', 'cursor', 'full', 'changes', 'more'],
          properties: {
            protocol: { type: 'integer' },
            cursor: { type: 'integer', minimum: 0, description: 'The `since` of the next request.' },
            full: { type: 'boolean', description: 'Everything begins here: drop what was known before.' },
            more: { type: 'boolean', description: 'Ask again: with `next` as `page`, else with the new cursor.' },
            next: { type: 'string', description: 'Only between pages of everything.' },
            changes: { type: 'array', items: ref('Change') }
          }
        },
        Change: {
          type: 'object',
          required: ['entity', 'id', 'data'],
          description: 'One thing as the server has it; without data it is gone for this person.',
          properties: {
            entity: { type: 'string', examples: Object.keys(loaders) },
            id: { type: 'string' },
            data: { type: ['object', 'null'] }
          }
        },
        Refusal: {
          type: 'object',
          required: ['errors'],
          properties: {
            errors: {
              type: 'array',
              items: { type: 'object', required: ['path', 'message'], properties: refusal }
            }
          }
        }
      }
    }
  };
}
