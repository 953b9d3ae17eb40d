import { hashFnv1a } from "../../domain/text/fnv1a.js";

/** How much each language speaks for a few letters in a row, by the number of the language. */
type Scores = Readonly<Record<string, number>>;

export interface LetterTable {
  /** Codes (ISO 639-1) by number. */
  readonly languages: Record<string, string>;
  find(ngram: string): Scores | undefined;
}

/** A power of two, three times the entries of eld's small table, so that a search rarely passes over another entry. */
const slotCount = 1 << 18;

/**
 * Reads the source of eld's table, `{…,languages:{0:'am',…},…,ngrams:{'abc':{12:34,…},…}}`. The text itself is kept,
 * with a hash table of the places of its entries: 3 MB.
 */
export function readLetterTable(source: string): LetterTable {
  const languages = /languages:\{(?<list>[^}]*)\}/.exec(source)?.groups?.["list"] ?? "";
  const slots = new Int32Array(slotCount);
  const find = (ngram: string): Scores | undefined => {
    for (let slot = hashFnv1a(ngram) % slotCount; slots[slot] !== 0; slot = (slot + 1) % slotCount) {
      const entry = readEntry(source, slots[slot]!);
      if (entry.ngram === ngram) return readScores(source.slice(entry.scores, entry.end));
    }
    return undefined;
  };
  const start = "ngrams:{";
  let at = source.indexOf(start) + start.length;
  for (let next = ","; next === ",";) {
    const { ngram, end } = readEntry(source, at);
    let slot = hashFnv1a(ngram) % slotCount;
    while (slots[slot] !== 0) slot = (slot + 1) % slotCount;
    slots[slot] = at;
    next = source[end + 1] ?? "";
    at = end + 2;
  }
  const codes = Array.from(
    languages.matchAll(/(?<!\d)(\d+):'(\w+)'/g),
    ([, number, code]) => [number!, code!] as const,
  );
  return { languages: Object.fromEntries(codes), find };
}

interface Entry {
  readonly ngram: string;
  /** Where its scores begin, and their closing bracket. */
  readonly scores: number;
  readonly end: number;
}

/** An entry is `'letters':{…}`, or without quotation marks where JavaScript needs none. */
function readEntry(source: string, at: number): Entry {
  const quote = source[at];
  const isQuoted = quote === "'" || quote === '"';
  const closing = isQuoted ? `${quote}:{` : ":{";
  let close = source.indexOf(closing, at + 1);
  while (isQuoted && source[close - 1] === "\\") close = source.indexOf(closing, close + 1);
  if (close < 0) throw new Error("the table of letters of eld has another form");
  const scores = close + closing.length;
  const ngram = source.slice(isQuoted ? at + 1 : at, close).replaceAll("\\", "");
  return { ngram, scores, end: source.indexOf("}", scores) };
}

function readScores(text: string): Scores {
  return Object.fromEntries(text.split(",").map((pair) => pair.split(":").map(Number)));
}
