import type { JsonSchema } from "../openapi/document.js";
import { type Html, html } from "./html.js";

/** What a value is, in words: `string`, `integer or list of integer`, `Paper`; named schemas are links to their shape. */
export function describeType(schema: JsonSchema): Html {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum)
    return joinWith(
      schema.enum.map((value) => html`<code>${String(value)}</code>`),
      " | ",
    );
  if (schema.anyOf) return describeChoice(schema.anyOf);
  if (schema.prefixItems) return html`[${joinWith(schema.prefixItems.map(describeType), ", ")}]`;
  if (schema.type === "array") return schema.items ? html`list of ${describeType(schema.items)}` : html`list`;
  if (schema.type === "object" && schema.additionalProperties)
    return html`object of ${describeType(schema.additionalProperties)}`;
  if (schema.properties && Object.keys(schema.properties).length <= maxInlineFields)
    return html`{ ${joinWith(Object.entries(schema.properties).map(describeField), ", ")} }`;
  return html`${schema.type ?? "any"}`;
}

/** The limits of a value; a list also has those of its items. */
export function describeLimits(schema: JsonSchema): string {
  const limits = [...listLimits(schema), ...(schema.anyOf ?? []).flatMap(listLimits)];
  return [...new Set(limits)].join(", ");
}

/** An object with more fields is not described inline: its fields have their own rows. */
const maxInlineFields = 2;

function describeField([name, schema]: readonly [string, JsonSchema]): Html {
  return html`${name}: ${describeType(schema)}`;
}

function describeChoice(choices: readonly JsonSchema[]): Html {
  const some = choices.filter(({ type }) => type !== "null");
  const words = some.map(describeType);
  const distinct = words.filter((word, index) => words.findIndex(({ text }) => text === word.text) === index);
  return joinWith(distinct, " or ");
}

function listLimits(schema: JsonSchema): readonly string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items } = schema;
  return [
    formatRange(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ""),
    formatRange(minLength, maxLength, " characters"),
    formatRange(minItems, maxItems, " items"),
    ...(items ? listLimits(items) : []),
  ].filter((limit) => limit !== "");
}

function formatRange(min: number | undefined, max: number | undefined, unit: string): string {
  const isOpenBelow = min === undefined || min === Number.MIN_SAFE_INTEGER;
  if (isOpenBelow && max === undefined) return "";
  if (isOpenBelow) return `at most ${formatNumber(max ?? 0)}${unit}`;
  if (max === undefined) return `at least ${formatNumber(min)}${unit}`;
  return `${formatNumber(min)} to ${formatNumber(max)}${unit}`;
}

/** Years are numbers too, so only five digits are worth a comma. */
function formatNumber(value: number): string {
  return Math.abs(value) < 10_000 ? String(value) : value.toLocaleString("en");
}

export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

function joinWith(parts: readonly Html[], separator: string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`;
}
