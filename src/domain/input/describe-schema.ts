/** The part of JSON Schema that zod's schemas are written in. */
export interface WrittenSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly WrittenSchema[];
  readonly oneOf?: readonly WrittenSchema[];
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The values of a schema in words: `a whole number from 1 to 100`. */
export function describeSchema(schema: WrittenSchema): string {
  const { type, anyOf, oneOf } = schema;
  if (anyOf ?? oneOf) return describeChoice(anyOf ?? oneOf ?? []);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum)
    return schema.enum.length === 1 ? JSON.stringify(schema.enum[0]) : `one of ${schema.enum.map(String).join(", ")}`;
  switch (type) {
    case "integer":
    case "number":
      return describeNumber(schema);
    case "string":
      return describeText(schema);
    case "boolean":
      return "true or false";
    case "array":
      return ["a list", joinRange(schema.minItems, schema.maxItems)].filter((part) => part !== "").join(" of ");
    case "null":
      return "null";
    default:
      return "an object";
  }
}

/** A value that was given, short enough for a message. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${formatNumber(value.length)}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  return value.length > maxShown ? `${formatNumber(value.length)} characters` : JSON.stringify(value);
}

const maxShown = 60;

/** Whether a parameter was repeated that takes one value. */
export function isRepeated(value: unknown, schema: WrittenSchema): value is readonly unknown[] {
  return Array.isArray(value) && !takesList(schema);
}

function takesList({ type, anyOf, oneOf }: WrittenSchema): boolean {
  return type === "array" || (anyOf ?? oneOf ?? []).some(takesList);
}

function describeChoice(choices: readonly WrittenSchema[]): string {
  const words = choices.filter(({ type }) => type !== "null").map(describeSchema);
  return [...new Set(words)].join(", or ");
}

function describeText({ format, pattern, minLength, maxLength }: WrittenSchema): string {
  if (format !== undefined) return formats[format] ?? `text in the format ${format}`;
  if (pattern !== undefined && minLength === undefined && maxLength === undefined)
    return `text that matches ${pattern}`;
  const range = joinRange(minLength, maxLength);
  return range === "" ? "text" : `text of ${range} characters`;
}

const formats: Readonly<Record<string, string>> = {
  uri: "an address such as https://example.org",
  email: "an email address",
  date: "a day such as 2024-01-31",
  "date-time": "a time such as 2024-01-31T12:00:00Z",
};

function describeNumber(schema: WrittenSchema): string {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const [min, max] = [ignoreExact(schema.minimum), ignoreExact(schema.maximum)];
  const range = joinRange(min, max);
  return [
    schema.type === "integer" ? "a whole number" : "a number",
    range === "" ? "" : `${min !== undefined && max !== undefined ? "from" : "of"} ${range}`,
    exclusiveMinimum === undefined ? "" : `above ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? "" : `below ${exclusiveMaximum}`,
    multipleOf === undefined ? "" : `that is a multiple of ${multipleOf}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** zod gives every whole number the limits within which numbers are exact. */
function ignoreExact(limit: number | undefined): number | undefined {
  return Math.abs(limit ?? 0) === Number.MAX_SAFE_INTEGER ? undefined : limit;
}

function joinRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return "";
  if (min === undefined) return `at most ${formatNumber(max ?? 0)}`;
  if (max === undefined) return `at least ${formatNumber(min)}`;
  return min === max ? `exactly ${formatNumber(min)}` : `${formatNumber(min)} to ${formatNumber(max)}`;
}

/** Years are numbers too, so only five digits are worth a comma. */
function formatNumber(value: number): string {
  return Math.abs(value) < 10_000 ? String(value) : value.toLocaleString("en");
}
