import type { JsonSchema } from "../openapi/document.js";
import { describeLimits, describeType } from "./describe-type.js";
import { type Html, html, renderText } from "./html.js";

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string | undefined;
}

/** The fields of an object, each followed by the fields of an unnamed object in it. */
export function listFields(schema: JsonSchema, prefix = ""): readonly Field[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, value]) => {
    const field = {
      name: `${prefix}${name}`,
      required: required.includes(name),
      schema: value,
      description: value.description,
    };
    const inner = value.type === "array" ? (value.items ?? {}) : value;
    const mark = value.type === "array" ? "[]." : ".";
    return [field, ...listFields(inner, `${prefix}${name}${mark}`)];
  });
}

/** One row per field: its name, its type and limits, its default, and its meaning. */
export function renderFields(fields: readonly Field[], title: string): Html {
  if (fields.length === 0) return html``;
  const hasDefaults = fields.some(({ schema }) => schema.default !== undefined);
  return html`<table class="fields">
    <thead>
      <tr>
        <th scope="col">${title}</th>
        <th scope="col">Type</th>
        ${hasDefaults ? html`<th scope="col">Default</th>` : ""}
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map((field) => renderField(field, hasDefaults))}
    </tbody>
  </table>`;
}

function renderField({ name, required, schema, description }: Field, hasDefaults: boolean): Html {
  const limits = describeLimits(schema);
  const mark = required ? html` <span class="required">required</span>` : "";
  const fallback = hasDefaults ? html`<td class="fallback">${renderDefault(schema.default)}</td>` : "";
  return html` <tr>
    <th scope="row"><code>${breakable(name)}</code>${mark}</th>
    <td>${describeType(schema)}${limits === "" ? "" : html`<span class="limits">${limits}</span>`}</td>
    ${fallback}
    <td>${renderText(description ?? "")}</td>
  </tr>`;
}

function renderDefault(value: unknown): Html {
  return value === undefined ? html`` : html`<code>${typeof value === "string" ? value : JSON.stringify(value)}</code>`;
}

/** Long paths of fields may break after their dots. */
function breakable(name: string): Html {
  return html`${name.split(".").map((part, index) => (index === 0 ? part : html`.<wbr />${part}`))}`;
}
