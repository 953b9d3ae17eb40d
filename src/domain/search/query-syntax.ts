import type { Filter, NameWords } from "./filter.js";

/** What was typed into the query box, taken apart. */
export interface ParsedQuery {
  /** The words to rank by: what is left of the text, with the words of phrases; empty when only filters were typed. */
  readonly text: string;
  /** `"quoted"`: papers must hold each. */
  readonly phrases: readonly string[];
  /** `-word` and `-"quoted"`: papers must hold none. */
  readonly excluded: readonly { readonly text: string; readonly isPhrase: boolean }[];
  /** `author:`, `venue:`, `category:`. */
  readonly names: NameWords;
  /** `year:2019`, `year:2019..2021`, `year:2019..`, `year:..2021`. */
  readonly years: Pick<Filter, "yearFrom" | "yearTo">;
}

/**
 * Reads the query box's syntax. Whatever is not written in it is just text: an unknown `field:`, a year that is none, a
 * quote without its partner, a lone minus. A text of nothing but exclusions of quoted nothing stays text as well.
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

/** The query as text alone, for one that is itself a title or an identifier. */
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
/** A part starts a word, and a quoted one ends one: an inch sign or a hyphen within a word is neither. */
const anyPart = new RegExp(
  `(?<![^\\s(])(?:(?<field>author|venue|category|year):(?:${quoted("name")}|(?<value>[^\\s"“”]+))|` +
    `-${quoted("outPhrase")}|-(?<out>[\\p{L}\\p{N}][^\\s"“”]*)|${quoted("phrase")})(?![\\p{L}\\p{N}])`,
  "giu",
);

/** Whether the part was one of the syntax. */
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
