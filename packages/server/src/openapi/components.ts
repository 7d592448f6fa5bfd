import * as contract from '@yellowcart/contract';
import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const named = z.registry<{ id: string }>();
for (const [name, value] of Object.entries(contract)) {
  if (value instanceof z.ZodType) named.add(value, { id: name });
}

/** Collects the contract's shapes as components, so that the document names each once. */
export interface Components {
  readonly schemas: Record<string, JsonSchema>;
  /** A shape as it is sent. */
  request(schema: z.ZodType): JsonSchema;
  /** A shape as it is answered; unlike in requests, fields may be added to it later. */
  response(schema: z.ZodType): JsonSchema;
}

export function collectComponents(): Components {
  const schemas: Record<string, JsonSchema> = {};
  const convert = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const {
      $schema: _,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      metadata: named,
      io,
      override: ({ zodSchema, jsonSchema }) => {
        delete jsonSchema.id;
        if (io === 'output' && jsonSchema.additionalProperties === false && !isStrict(zodSchema)) {
          delete jsonSchema.additionalProperties;
        }
      },
    });
    for (const [name, definition] of Object.entries($defs)) {
      const known = schemas[name];
      const found = pointToComponents(definition);
      if (known && JSON.stringify(known) !== JSON.stringify(found)) {
        throw new Error(`${name} differs between requests and responses`);
      }
      schemas[name] = found;
    }
    return pointToComponents(own);
  };
  return {
    schemas,
    request: (schema) => convert(schema, 'input'),
    response: (schema) => convert(schema, 'output'),
  };
}

function isStrict(schema: z.core.$ZodTypes): boolean {
  return schema._zod.def.type === 'object' && schema._zod.def.catchall?._zod.def.type === 'never';
}

function pointToComponents<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;
}
