import { cleanMarkup } from "../../../domain/text/clean-markup.js";

/** The fields of a record of JSON, whose writers differ in what they put where. */
export type JsonFields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is JsonFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readFields(value: unknown): JsonFields {
  return isFields(value) ? value : {};
}

/** The value as a list: that of a field which may hold one value or several. */
export function readList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The texts of a field; numbers are texts as well. */
export function readTexts(value: unknown): string[] {
  return readList(value).flatMap((one) => {
    const text = typeof one === "number" ? String(one) : one;
    return typeof text === "string" && text.trim() !== "" ? [text.trim()] : [];
  });
}

/** The first text of the first of several fields that has one. */
export function readText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    // Most fields are texts, which need no list.
    const text = typeof value === "string" ? value.trim() : readTexts(value)[0];
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

/** The same as plain text on one line. */
export function readClean(...values: readonly unknown[]): string | undefined {
  const text = readText(...values);
  if (text === undefined) return undefined;
  const cleaned = cleanMarkup(text);
  return /[^\S ]| {2}/.test(cleaned) ? cleaned.replace(/\s+/g, " ").trim() : cleaned.trim();
}

/** A title and its subtitle, unless the title contains it already. */
export function joinTitle(title: string | undefined, subtitle: string | undefined): string | undefined {
  if (title === undefined || subtitle === undefined) return title;
  return title.toLowerCase().includes(subtitle.toLowerCase())
    ? title
    : `${title.replace(/(?<![:\s])[:\s]+$/, "")}: ${subtitle}`;
}
