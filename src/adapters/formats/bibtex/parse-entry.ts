/** One entry: type and field names in lower case, values as written but without the outer braces or quotes. */
export interface BibtexEntry {
  readonly type: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Abbreviations defined by `@string`, by their names in lower case. */
export type Abbreviations = ReadonlyMap<string, string>;

/**
 * Parses an entry from `cutEntries`. No library is used: the maintained one weighs 20 MB and takes 40 ms per entry, the
 * other needs Node 22, and the grammar is small. Throws an `Error` that says what was expected.
 */
export function parseEntry(text: string, abbreviations: Abbreviations): BibtexEntry {
  const [opening = "", type = ""] = /^@\s*([A-Za-z]+)\s*[{(]\s*/.exec(text) ?? [];
  const reader = { text: text.slice(0, -1), at: opening.length };
  const fields = new Map<string, string>();
  // The key comes before the first comma; an abbreviation has none.
  if (type.toLowerCase() !== "string") take(reader, /[^,={}]*,?\s*/y);
  while (reader.at < reader.text.length) {
    const name = take(reader, /\s*([^\s={},"#]+)\s*=\s*/y);
    if (name === undefined) break;
    fields.set(name.toLowerCase(), readValue(reader, abbreviations));
    take(reader, /[\s,]*/y);
  }
  if (take(reader, /\s*(\S[^\n]{0,30})/y) !== undefined) {
    throw new Error(`expected field = {value}, got ${reader.text.slice(reader.at - 30, reader.at).trim()}`);
  }
  return { type: type.toLowerCase(), fields };
}

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

/** Reads parts joined by `#`: text in braces or quotes, a number, or the name of an abbreviation. */
function readValue(reader: Reader, abbreviations: Abbreviations): string {
  let value = "";
  do {
    const sign = reader.text.charAt(reader.at);
    if (sign === "{" || sign === '"') value += readGroup(reader, sign);
    else {
      const word = take(reader, /([^\s,#{}"]+)/y);
      if (word === undefined) throw new Error("expected a value after =");
      value += abbreviations.get(word.toLowerCase()) ?? word;
    }
  } while (take(reader, /(\s*#\s*)/y) !== undefined);
  return value;
}

/** Within quotes, braces protect quotes; within braces, braces must balance. */
function readGroup(reader: Reader, opening: "{" | '"'): string {
  const start = (reader.at += 1);
  let depth = 0;
  for (; reader.at < reader.text.length; reader.at += 1) {
    const sign = reader.text.charAt(reader.at);
    if (depth === 0 && sign === (opening === "{" ? "}" : '"')) return reader.text.slice(start, reader.at++);
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
  }
  throw new Error(opening === "{" ? "a brace is not closed" : "a quote is not closed");
}
