/** A value as Python or JSON writes it; tuples are arrays, and numbers and words such as `None` are undefined. */
export type Literal = string | undefined | Literal[] | Map<string, Literal>;

/** Parses lists, tuples, objects and texts of Python or JSON. Returns undefined for anything else, or if it is cut. */
export function parseLiteral(text: string): Literal {
  const tokens = listTokens(text);
  if (!tokens) return undefined;
  const reader: Reader = { tokens, at: 0 };
  try {
    const value = readValue(reader, 0);
    return reader.at === tokens.length ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Undefined at the first sign that belongs to no token. */
function listTokens(text: string): string[] | undefined {
  const tokens: string[] = [];
  const pattern = new RegExp(token);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

const token = /\s*([uU]?"(?:[^"\\]|\\[\s\S])*"|[uU]?'(?:[^'\\]|\\[\s\S])*'|[[\](){}:,]|[\w.+-]+)/y;
const maxDepth = 8;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readValue(reader: Reader, depth: number): Literal {
  const first = reader.tokens[reader.at];
  if (first === undefined || depth > maxDepth) throw new SyntaxError("the value is cut or nested too deeply");
  reader.at += 1;
  if (first === "[") return readItems(reader, "]", depth);
  if (first === "(") return readItems(reader, ")", depth);
  if (first === "{") return new Map(readEntries(reader, depth));
  const quoted = /^[uU]?(["'])([\s\S]*)\1$/.exec(first)?.[2];
  if (quoted !== undefined) return unescape(quoted);
  if (!/^[\w.+-]+$/.test(first)) throw new SyntaxError(`unexpected ${first}`);
  return undefined;
}

function readItems(reader: Reader, end: string, depth: number): Literal[] {
  const items: Literal[] = [];
  while (!takes(reader, end)) {
    items.push(readValue(reader, depth + 1));
    if (!takes(reader, ",") && reader.tokens[reader.at] !== end) throw new SyntaxError("no comma");
  }
  return items;
}

/** The names of fields without case and signs: `last_name`, `lastName` and `LastName` are one. */
function readEntries(reader: Reader, depth: number): [string, Literal][] {
  const entries: [string, Literal][] = [];
  while (!takes(reader, "}")) {
    const name = readValue(reader, depth + 1);
    if (!takes(reader, ":")) throw new SyntaxError("no colon");
    const value = readValue(reader, depth + 1);
    if (typeof name === "string") entries.push([name.toLowerCase().replace(/[^a-z]/g, ""), value]);
    if (!takes(reader, ",") && reader.tokens[reader.at] !== "}") throw new SyntaxError("no comma");
  }
  return entries;
}

function takes(reader: Reader, sign: string): boolean {
  const isNext = reader.tokens[reader.at] === sign;
  if (isNext) reader.at += 1;
  return isNext;
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(?:u[\da-f]{4}|x[\da-f]{2}|[\s\S])/gi, (escaped) => {
    if (escaped.length > 2) return String.fromCharCode(Number.parseInt(escaped.slice(2), 16));
    return /[nrt]/.test(escaped) ? " " : escaped.slice(1);
  });
}
