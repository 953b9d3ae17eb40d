import { journalNames } from "./abbreviations.js";

/** One entry: type and field names in lower case, values as written but without the outer braces or quotes. */
export interface BibtexEntry {
  readonly type: string;
  /** In lower case, as references ignore case; empty if the entry has none. */
  readonly key: string;
  /** As it is written. */
  readonly writtenKey: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** What an abbreviation stands for; the name is in lower case. */
export type Abbreviations = Pick<ReadonlyMap<string, string>, "get">;

/**
 * Parses an entry from `cutEntries`. No library is used: the maintained one weighs 20 MB and takes 40 ms per entry, the
 * other needs Node 22, and the grammar is small. What is not a field is passed over, as long as the entry has a title;
 * otherwise throws an `Error` that says what was expected.
 */
export function parseEntry(text: string, abbreviations: Abbreviations): BibtexEntry {
  const [start = "", name = ""] = /^@\s*([^\s{(]+)\s*[{(]\s*/.exec(text) ?? [];
  const type = name.toLowerCase();
  const reader = { text: text.slice(0, -1), at: start.length };
  const writtenKey = type === "string" ? "" : readKey(reader);
  const fields = new Map<string, string>();
  let strange: string | undefined;
  for (;;) {
    take(reader, betweenFields);
    if (reader.at >= reader.text.length) break;
    const field = takeFieldName(reader);
    if (field !== undefined) {
      const known = journalFields.has(field) ? withJournals(abbreviations) : abbreviations;
      const value = readValue(reader, known);
      // The text of an abbreviation may begin with a space.
      addField(fields, field, type === "string" ? value : value.trim());
    } else {
      const skipped = skipStrange(reader);
      strange ??= skipped;
    }
  }
  if (strange !== undefined && type !== "string" && !fields.has("title")) {
    throw new Error(`expected field = {value}, got ${strange}`);
  }
  return { type, key: writtenKey.toLowerCase(), writtenKey, fields };
}

/** Fields in which the abbreviations of journals are known without a definition. */
const journalFields = new Set(["journal", "journaltitle", "booktitle", "series"]);

function withJournals(abbreviations: Abbreviations): Abbreviations {
  return { get: (name) => abbreviations.get(name) ?? journalNames.get(name) };
}

/** White space, control characters, commas, and comments to the end of the line. */
const betweenFields = /(?:[\s\p{Cc},]+|%[^\n]*)*/uy;
const fieldName = /([^={},"#]+)=\s*/y;
const nameWithoutEquals = /([A-Za-z][\w-]*)[ \t]*(?=[{"])/y;
const bareValue = /([^\s,#{}"]+)/y;
const joiner = /(\s*#\s*)/y;

interface Reader {
  readonly text: string;
  at: number;
}

/** The first group of the pattern, or the whole match, if it matches at the current position. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return undefined;
  reader.at = pattern.lastIndex;
  return match[1] ?? match[0];
}

const fieldStart = /[^\s={},"#%]+\s*=\s*["{\w]/y;

/** The key is before the first comma, or alone on its line. An entry without a key begins with a field. */
function readKey(reader: Reader): string {
  fieldStart.lastIndex = reader.at;
  if (fieldStart.test(reader.text)) return "";
  const key = take(reader, /(\{[^{}]*\}|[^,{}=\n]*)(?:,|(?=\n)|$)/y) ?? "";
  return key.trim();
}

/** A name may contain spaces: `funding_text 1`. The equals sign may be missing. */
function takeFieldName(reader: Reader): string | undefined {
  const name = take(reader, fieldName) ?? take(reader, nameWithoutEquals);
  // A word in a line before the name does not belong to it.
  return name?.trim().split("\n").at(-1)?.trim().toLowerCase();
}

function skipStrange(reader: Reader): string {
  const from = reader.at;
  if (take(reader, /[^={},"#]+/y) === undefined) reader.at += 1;
  return reader.text
    .slice(from, from + 30)
    .split("\n", 1)[0]!
    .trim();
}

/** Fields that are lists when they are repeated, and what separates their items. */
const repeatable: Readonly<Record<string, string>> = {
  author: " and ",
  editor: " and ",
  keywords: String.raw` \sep `,
  keyword: String.raw` \sep `,
  annote: "\n\n",
  annotation: "\n\n",
};

/** As in BibTeX, the first of repeated fields counts. */
function addField(fields: Map<string, string>, name: string, value: string): void {
  const before = fields.get(name) ?? "";
  if (before === "") fields.set(name, value);
  else if (repeatable[name] !== undefined && value !== "" && value !== before)
    fields.set(name, `${before}${repeatable[name]}${value}`);
}

/** Reads parts joined by `#`: text in braces or quotes, a number, or the name of an abbreviation. */
function readValue(reader: Reader, abbreviations: Abbreviations): string {
  let value = "";
  do {
    const sign = reader.text.charAt(reader.at);
    if (sign === "{") value += readBraces(reader);
    else if (sign === '"') value += readQuotes(reader);
    else {
      const word = take(reader, bareValue) ?? "";
      value += abbreviations.get(word.toLowerCase()) ?? word;
    }
  } while (take(reader, joiner) !== undefined);
  return value;
}

/** Within braces, braces must balance. */
function readBraces(reader: Reader): string {
  const { text } = reader;
  const start = reader.at + 1;
  let depth = 0;
  let open = text.indexOf("{", start);
  for (let close = text.indexOf("}", start); close !== -1; close = text.indexOf("}", close + 1)) {
    for (; open !== -1 && open < close; open = text.indexOf("{", open + 1)) depth += 1;
    if (depth === 0) {
      reader.at = close + 1;
      return text.slice(start, close);
    }
    depth -= 1;
  }
  throw new Error("a brace is not closed");
}

/** Within quotes, braces protect quotes, and a closing brace without an opening one is text. */
function readQuotes(reader: Reader): string {
  const start = (reader.at += 1);
  let depth = 0;
  for (; reader.at < reader.text.length; reader.at += 1) {
    const sign = reader.text.charCodeAt(reader.at);
    if (depth === 0 && sign === 0x22) return reader.text.slice(start, reader.at++);
    if (sign === 0x7b) depth += 1;
    else if (sign === 0x7d && depth > 0) depth -= 1;
  }
  throw new Error("a quote is not closed");
}
