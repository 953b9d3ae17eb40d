import { createHash } from "node:crypto";
import { canonicalizeId, findDoi, parseArxivId, parsePrefixedArxivId } from "./id.js";
import { joiners, removeStrayJoiners } from "../text/joiners.js";
import type { Paper, ParsedPaper } from "./paper.js";
import { formatName, type PersonName } from "./person-name.js";

/** A paper that is ready to be stored, or the reason why it cannot be. */
export type CleanedPaper =
  | { readonly paper: Paper; readonly version?: number; readonly contentHash: string; readonly textHash: string }
  | { readonly reason: string };

/** Cleans the text of a paper, assigns its canonical id, and computes the hashes that reveal changes. */
export function cleanPaper(input: ParsedPaper): CleanedPaper {
  const title = cleanText(input.title);
  if (title === "") return { reason: "the title is empty after cleaning" };
  const given = [
    parseArxivId(input.arxivId ?? ""),
    parsePrefixedArxivId(input.id ?? ""),
    parseArxivId(input.doi ?? ""),
  ];
  const arxiv = given.find((id) => id !== undefined);
  const facts = collectFacts(input, arxiv?.id);
  const abstract = cleanText(input.abstract ?? "");
  const text = { title, ...(abstract !== "" && { abstract }) };
  const paper: Paper = { id: chooseId(input, facts, title), ...text, ...facts };
  return { paper, ...(arxiv?.version !== undefined && { version: arxiv.version }), ...hashPaper(paper) };
}

export interface PaperHashes {
  /** Hash of all fields, in the order of a cleaned paper. */
  readonly contentHash: string;
  /** Hash of the text that is embedded. */
  readonly textHash: string;
}

export function hashPaper(paper: Paper): PaperHashes {
  return { contentHash: hash(JSON.stringify(paper)), textHash: hash(composeText(paper)) };
}

/** The text that is embedded: `title. abstract`, or the title alone. */
export function composeText(paper: Pick<Paper, "title" | "abstract">): string {
  return paper.abstract === undefined ? paper.title : `${paper.title}. ${paper.abstract}`;
}

/**
 * Removes control and invisible characters, expands typographic ligatures, collapses white space and normalises to
 * Unicode NFC. Keeps the joiners that Arabic and Indic scripts and emoji are written with. Idempotent.
 */
export function cleanText(text: string): string {
  const visible = text
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\p{Cc}\p{Zs}\u2028\u2029]+/gu, " ")
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, "");
  return removeStrayJoiners(visible).replace(/ {2,}/g, " ").trim().normalize("NFC");
}

/** The key to look up a whole title: letters and digits only, in lower case. */
export function normalizeTitle(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(joiners, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

type Facts = Omit<Paper, "id" | "title" | "abstract">;

function collectFacts(input: ParsedPaper, arxivId: string | undefined): Facts {
  const doi = findDoi(input.doi);
  const year = input.year ?? readYear(input.date);
  const date = cleanText(input.date ?? "");
  const venue = cleanText(input.venue ?? "");
  const url = cleanText(input.url ?? "");
  return {
    ...cleanAuthors(input),
    ...(year !== undefined && { year }),
    ...(date !== "" && { date }),
    ...(venue !== "" && { venue }),
    ...(input.type && { type: input.type }),
    categories: cleanList(input.categories),
    keywords: cleanList(input.keywords),
    ...(doi !== undefined && { doi }),
    ...(arxivId !== undefined && { arxivId }),
    ...(url !== "" && { url }),
  };
}

/** Repeated names are one author; the parts of names stay aligned with them. */
function cleanAuthors({ authors, authorNames }: ParsedPaper): Pick<Paper, "authors" | "authorNames"> {
  const names = (authorNames ?? []).map(cleanName);
  const shown = authors.length > 0 ? authors.map(cleanText) : names.map(formatName);
  if (names.length === 0 || names.length !== shown.length) return { authors: cleanList(shown) };
  const kept = [...shown.keys()].filter((at) => shown[at] !== "" && shown.indexOf(shown[at]!) === at);
  return { authors: kept.map((at) => shown[at]!), authorNames: kept.map((at) => names[at]!) };
}

function cleanName(name: PersonName): PersonName {
  if ("literal" in name) return { literal: cleanText(name.literal) };
  const family = cleanText(name.family);
  const { given, particle, suffix } = name;
  const rest = Object.entries({ given, particle, suffix }).map(([part, text = ""]) => [part, cleanText(text)] as const);
  return { family, ...Object.fromEntries(rest.filter(([, text]) => text !== "")) };
}

/** The caller's own id, else arXiv's, else the DOI, else a hash of title, first author and year. */
function chooseId(input: ParsedPaper, facts: Facts, title: string): string {
  const own = canonicalizeId(cleanText(input.id ?? ""));
  if (own !== "") return own;
  if (facts.arxivId !== undefined) return `arxiv:${facts.arxivId}`;
  if (facts.doi !== undefined) return `doi:${facts.doi}`;
  return `sha256:${hash(JSON.stringify([normalizeTitle(title), facts.authors[0]?.toLowerCase(), facts.year])).slice(0, 24)}`;
}

function readYear(date: string | null | undefined): number | undefined {
  const year = /^(\d{4})(?:-|$)/.exec(date?.trim() ?? "")?.[1];
  return year !== undefined && Number(year) >= 1000 && Number(year) <= 3000 ? Number(year) : undefined;
}

function cleanList(items: readonly string[]): string[] {
  return [...new Set(items.map(cleanText).filter((item) => item !== ""))];
}

/** 128 bits of SHA-256 in hexadecimal: half the bytes, and still no accidental collisions. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
