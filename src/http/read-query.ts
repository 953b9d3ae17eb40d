import { z } from "zod";

/**
 * Reads a query string for a schema. Its values are text: if the schema accepts numbers and no text, the text of a
 * number becomes that number. Parameters such as `extra.stage`, also written `extra[stage]`, are the fields of an object.
 * Anything else stays as it is, and the schema refuses it.
 */
export function createQueryReader(schema: z.ZodType): (query: Readonly<Record<string, unknown>>) => unknown {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const numeric = new Set(
    Object.entries(properties).flatMap(([name, value]) => (takesNumbersOnly(value) ? [name] : [])),
  );
  const nested = new Set(Object.entries(properties).flatMap(([name, value]) => (isObject(value) ? [name] : [])));
  return (query) => {
    const whole: [string, unknown][] = [];
    const parts = new Map<string, [string, unknown][]>();
    for (const [name, value] of Object.entries(query)) {
      const [, owner = "", dotted, bracketed] = /^(\w+)(?:\.(.+)|\[(.+)\])$/s.exec(name) ?? [];
      const field = dotted ?? bracketed;
      if (field === undefined || !nested.has(owner)) whole.push([name, numeric.has(name) ? readNumbers(value) : value]);
      else parts.set(owner, [...(parts.get(owner) ?? []), [field, value]]);
    }
    const objects = [...parts].map(([owner, fields]) => [owner, Object.fromEntries(fields)] as const);
    return Object.fromEntries([...whole, ...objects]);
  };
}

function isObject(schema: JsonSchema): boolean {
  return typeof schema === "object" && schema.type === "object";
}

type JsonSchema = z.core.JSONSchema._JSONSchema;

function takesNumbersOnly(schema: JsonSchema): boolean {
  if (typeof schema === "boolean") return false;
  if (schema.anyOf) return schema.anyOf.every(takesNumbersOnly);
  if (schema.type === "array") return [schema.items ?? []].flat().every(takesNumbersOnly);
  return schema.type === "number" || schema.type === "integer";
}

const numberText = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function readNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readNumbers);
  return typeof value === "string" && numberText.test(value) ? Number(value) : value;
}
