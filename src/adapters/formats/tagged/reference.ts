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

/** Reads the values of a reference by tag, without those that say that there is none. */
export interface FieldReader {
  /** The values of all these tags, tag by tag. */
  all(...tags: string[]): string[];
  /** The values of all these tags, in the order of the reference. */
  inOrder(...tags: string[]): string[];
  /** The first value of the first of these tags that has one, as plain text. */
  text(...tags: string[]): string;
  /** The same with the lines and repeated fields of that tag joined to one text. */
  texts(...tags: string[]): string;
}

export function createFieldReader(fields: readonly Field[]): FieldReader {
  // Nothing is sorted by tag beforehand: a reference has about twenty fields, and this is called for each.
  const select = (tags: readonly string[]) => {
    const found: Field[] = [];
    for (const field of fields) if (tags.includes(field.tag) && !isPlaceholder(field.value)) found.push(field);
    return found;
  };
  const inOrder = (...tags: string[]) => select(tags).map(({ value }) => value.trim());
  const first = (tag: string) => fields.find((field) => field.tag === tag && !isPlaceholder(field.value))?.value;
  return {
    inOrder,
    all: (...tags) => {
      const found = select(tags);
      if (found.length > 1 && tags.length > 1)
        found.sort((one, other) => tags.indexOf(one.tag) - tags.indexOf(other.tag));
      return found.map(({ value }) => value.trim());
    },
    text: (...tags) => {
      for (const tag of tags) {
        const value = first(tag);
        if (value !== undefined) return cleanMarkup(joinLines(value));
      }
      return "";
    },
    texts: (...tags) => {
      for (const tag of tags) {
        const found = inOrder(tag).filter((value) => !isNotice(value));
        if (found.length > 0) return cleanMarkup(joinLines(joinParts(found)));
      }
      return "";
    },
  };
}

function joinParts(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : [...new Set(values)].join("\n");
}

/** EBSCO adds a second abstract: `Copyright of … is the property of …`. */
function isNotice(value: string): boolean {
  return /^Copyright (?:of|©|\(c\)) /i.test(value);
}

/** Values that say that there is none. */
export function isPlaceholder(value: string): boolean {
  return value === "" || (value.length < 60 && !value.includes(",") && emptyValue.test(value.trim()));
}

const emptyValue =
  /^(?:n\/?a|null|none|undefined|nan|[-–—.?]*|abstract|\[?(?:no|not) (?!title\]?\.?$)(?:abstract|title|author)?s?\s?(?:name)?\s?(?:available|listed|given)?\.?\]?\.?)(?:\s*<p ?\/?>)?$/i;

/** A value that was wrapped over several lines, as one line. */
export function joinLines(value: string): string {
  if (!value.includes("\n")) return value.trim();
  const lines = value.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}
