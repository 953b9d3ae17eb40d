import { cleanMarkup } from "../../../domain/text/clean-markup.js";

/** One field: its tag, and its value with a line feed between its lines. */
export interface Field {
  readonly tag: string;
  value: string;
}

export interface Reference {
  readonly line: number;
  readonly fields: readonly Field[];
}

/** Reads the values of a reference by tag. */
export interface FieldReader {
  /** The values of all these tags, in the order of the reference. */
  all(...tags: string[]): string[];
  /** The first value of the first of these tags that has one, as plain text. */
  text(...tags: string[]): string;
  /** The same with the lines and repeated fields of that tag joined to one text. */
  texts(...tags: string[]): string;
}

export function createFieldReader(fields: readonly Field[]): FieldReader {
  const known = fields.filter(({ value }) => !isPlaceholder(value));
  const all = (...tags: string[]) => known.filter(({ tag }) => tags.includes(tag)).map(({ value }) => value.trim());
  const find = (tag: string) => known.find((field) => field.tag === tag)?.value;
  return {
    all,
    text: (...tags) => cleanMarkup(joinLines(tags.map(find).find((value) => value !== undefined) ?? "")),
    texts: (...tags) => {
      const values =
        tags.map((tag) => all(tag).filter((value) => !isNotice(value))).find(({ length }) => length > 0) ?? [];
      return cleanMarkup(joinLines([...new Set(values)].join("\n")));
    },
  };
}

/** EBSCO adds a second abstract: `Copyright of … is the property of …`. */
function isNotice(value: string): boolean {
  return /^Copyright (?:of|©|\(c\)) /i.test(value);
}

/** Values that say that there is none. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    text === "" ||
    (text.length < 40 &&
      /^(?:n\/?a|null|none|undefined|nan|[-–—.?]+|abstract|\[?(?:no|not) (?:abstract|title|author)?s?\s?(?:name)?\s?(?:available|listed|given)?\.?\]?\.?)(?:\s*<p ?\/?>)?$/i.test(
        text,
      ))
  );
}

/** A value that was wrapped over several lines, as one line. */
export function joinLines(value: string): string {
  if (!value.includes("\n")) return value.trim();
  const lines = value.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}
