import { z } from "zod";
import type { JsonSchema } from "./document.js";

export type Direction = "input" | "output";

/** Schemas that have a name, by which other schemas refer to them. */
export type NamedSchemas = Readonly<Record<Direction, Readonly<Record<string, z.ZodType>>>>;

export interface SchemaWriter {
  /** A named schema becomes a reference. */
  write(schema: z.ZodType, direction: Direction): JsonSchema;
  /** The named schemas written out. */
  writeNamed(): Readonly<Record<string, JsonSchema>>;
}

export function createSchemaWriter(named: NamedSchemas): SchemaWriter {
  const references: Record<Direction, ReadonlyMap<unknown, string>> = {
    input: nameByIdentity(named.input),
    output: nameByIdentity(named.output),
  };
  return {
    write(schema, direction) {
      const reference = references[direction].get(schema);
      return reference === undefined ? convert(schema, direction, references[direction]) : { $ref: reference };
    },
    writeNamed() {
      const written = (["input", "output"] as const).flatMap((direction) =>
        Object.entries(named[direction]).map(
          ([name, schema]) => [name, convert(schema, direction, references[direction])] as const,
        ),
      );
      return Object.fromEntries(written.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

function nameByIdentity(schemas: Readonly<Record<string, z.ZodType>>): ReadonlyMap<unknown, string> {
  return new Map(Object.entries(schemas).map(([name, schema]) => [schema, `#/components/schemas/${name}`]));
}

function convert(root: z.ZodType, direction: Direction, references: ReadonlyMap<unknown, string>): JsonSchema {
  const others = new Map([...references].filter(([schema]) => schema !== root));
  const { $schema: _, ...written } = z.toJSONSchema(root, {
    io: direction,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      const reference = others.get(zodSchema);
      if (reference !== undefined) jsonSchema.$ref = reference;
      if (jsonSchema.prefixItems) writeTupleAsList(jsonSchema);
    },
  });
  return keepReferences(written) as JsonSchema;
}

/** Generators of clients do not know tuples: entries of one type become a list of as many. */
function writeTupleAsList(schema: z.core.JSONSchema.JSONSchema): void {
  const { prefixItems = [], items: _, ...rest } = schema;
  const kinds = new Set(prefixItems.map((item) => JSON.stringify(item)));
  if (kinds.size !== 1) throw new Error("a tuple of several types has no description that generators of clients know");
  delete schema.prefixItems;
  Object.assign(schema, rest, { items: prefixItems[0], minItems: prefixItems.length, maxItems: prefixItems.length });
}

/** zod expands a schema even if it has a reference; only the reference and what is specific to its place are kept. */
function keepReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keepReferences);
  if (typeof value !== "object" || value === null) return value;
  const { $ref, description, default: fallback, ...rest } = value as Record<string, unknown>;
  if (typeof $ref !== "string") return mapValues(value);
  return {
    $ref,
    ...(description !== undefined && { description }),
    ...(fallback !== undefined && { default: fallback }),
    ...(rest["examples"] !== undefined && { examples: rest["examples"] }),
  };
}

function mapValues(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, keepReferences(part)]));
}
