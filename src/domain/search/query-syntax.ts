import type { Filter, NameWords } from "./filter.js";

/** The parts of a query. */
export interface ParsedQuery {
  /** The words to rank by: the remaining text, including the words of phrases; empty if there are only filters. */
  readonly text: string;
  /** `"quoted"`: papers must contain each phrase. */
  readonly phrases: readonly string[];
  /** `-word` and `-"quoted"`: papers must contain none of them. */
  readonly excluded: readonly { readonly text: string; readonly isPhrase: boolean }[];
  /** `author:`, `venue:`, `category:`. */
  readonly names: NameWords;
  /** `year:2019`, `year:2019..2021`, `year:2019..`, `year:..2021`. */
  readonly years: Pick<Filter, "yearFrom" | "yearTo">;
}

/**
 * Parses the query syntax. Anything else is plain text: an unknown `field:`, an invalid year, an unmatched quotation
 * mark, a lone minus sign, and a query that only excludes empty quotations.
 */
export function parseQuery(query: string): ParsedQuery {
  const parsed: Draft = {
    words: [],
    phrases: [],
    excluded: [],
    names: { author: [], venue: [], category: [] },
    years: {},
  };
  let end = 0;
  for (const found of query.matchAll(anyPart)) {
    if (!readPart(found.groups ?? {}, parsed)) continue;
    parsed.words.push(query.slice(end, found.index));
    if (found.groups?.["phrase"] !== undefined) parsed.words.push(found.groups["phrase"]);
    end = found.index + found[0].length;
  }
  parsed.words.push(query.slice(end));
  const { words, ...parts } = parsed;
  return { ...parts, text: words.join(" ").replace(/\s+/g, " ").trim() };
}

/** Treats the whole query as text, for a query that is a title or an identifier. */
export function treatAsText(query: string): ParsedQuery {
  return { text: query, phrases: [], excluded: [], names: { author: [], venue: [], category: [] }, years: {} };
}

interface Draft {
  readonly words: string[];
  readonly phrases: string[];
  readonly excluded: { text: string; isPhrase: boolean }[];
  readonly names: Record<keyof NameWords, string[]>;
  readonly years: { yearFrom?: number; yearTo?: number };
}

const quoted = (name: string) => `["“”](?<${name}>[^"“”]*)["“”]`;
/**
 * A part begins at a word boundary, and a quoted one also ends there, so inch marks and hyphens within words are text.
 */
const anyPart = new RegExp(
  `(?<![^\\s(])(?:(?<field>author|venue|category|year):(?:${quoted("name")}|(?<value>[^\\s"“”]+))|` +
    `-${quoted("outPhrase")}|-(?<out>[\\p{L}\\p{N}][^\\s"“”]*)|${quoted("phrase")})(?![\\p{L}\\p{N}])`,
  "giu",
);

/** Returns whether the part is valid syntax. */
function readPart(groups: Readonly<Record<string, string | undefined>>, draft: Draft): boolean {
  const { field, name, value, outPhrase, out, phrase } = groups;
  if (field !== undefined) return readField(field.toLowerCase(), (name ?? value ?? "").trim(), draft);
  const text = (outPhrase ?? out ?? phrase ?? "").trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return false;
  if (phrase !== undefined) draft.phrases.push(text);
  else draft.excluded.push({ text, isPhrase: outPhrase !== undefined });
  return true;
}

function readField(field: string, value: string, { names, years }: Draft): boolean {
  if (!/[\p{L}\p{N}]/u.test(value)) return false;
  if (field !== "year") {
    names[field as keyof NameWords].push(value);
    return true;
  }
  const [, from, dots, to] = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value) ?? [];
  const first = from ?? to;
  if (first === undefined || (dots === undefined && from !== undefined && to !== undefined)) return false;
  if (from !== undefined) years.yearFrom = Number(from);
  if (dots === undefined) years.yearTo = Number(first);
  else if (to !== undefined) years.yearTo = Number(to);
  return true;
}
