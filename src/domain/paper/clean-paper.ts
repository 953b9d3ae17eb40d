import { createHash } from "node:crypto";
import { canonicalizeId, findDoi, isRegistryId, parseArxivId, parsePrefixedArxivId } from "./id.js";
import { cleanLatex } from "../text/latex/clean-latex.js";
import { joiners, removeStrayJoiners } from "../text/joiners.js";
import { noTitle, type Paper, type ParsedPaper } from "./paper.js";
import { isRetractedTitle } from "../retraction/recognise.js";
import { cleanExtra } from "./extra.js";
import { isNoAuthor, isPlaceholder } from "./empty-value.js";
import { formatName, type PersonName } from "../person/person-name.js";
import { inferWorkType } from "./work-type.js";

/** A paper that is ready to be stored, or the reason why it cannot be. */
export type CleanedPaper = ReadyPaper | { readonly reason: string };

export interface ReadyPaper extends PaperHashes {
  readonly paper: Paper;
  /** arXiv version. */
  readonly version?: number;
  /** Whether the caller named the paper: then its id is not derived from other fields. */
  readonly isNamed: boolean;
  /** The key of a source that does not name papers, such as a citation key or the number of a row. */
  readonly sourceKey?: string;
}

export interface CleaningOptions {
  /** Whether an id of the source names a paper. Ids of registries, such as `openalex:W1`, always do. Default: true. */
  readonly namesPapers?: boolean;
  /** Whether a missing DOI or arXiv id is read from the id. Default: true. */
  readonly readsId?: boolean;
}

/** Cleans the text of a paper, assigns its canonical id, and computes the hashes that reveal changes. */
export function cleanPaper(
  input: ParsedPaper,
  { namesPapers = true, readsId = true }: CleaningOptions = {},
): CleanedPaper {
  const title = cleanText(input.title);
  if (title === "") return { reason: noTitle };
  const idText = readsId ? (input.id ?? "") : "";
  const spellings = [parseArxivId(input.arxivId ?? ""), parsePrefixedArxivId(idText), parseArxivId(input.doi ?? "")];
  const arxiv = spellings.find((id) => id !== undefined);
  const doi = findDoi(input.doi) ?? (/^doi:/i.test(idText) ? findDoi(idText) : undefined);
  const facts = collectFacts(input, { doi, arxivId: arxiv?.id });
  const abstract = cleanValue(input.abstract);
  const text = { title, ...(abstract !== "" && { abstract }) };
  const given = canonicalizeId(cleanText(input.id ?? ""));
  const names = given !== "" && (namesPapers || isRegistryId(given));
  const paper: Paper = { id: names ? given : deriveId({ ...text, ...facts }), ...text, ...facts };
  return {
    paper,
    ...(arxiv?.version !== undefined && { version: arxiv.version }),
    isNamed: names && namesPapers,
    ...(given !== "" && !names && { sourceKey: given }),
    ...hashPaper(paper),
  };
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

/** Fields that may be missing, in the order of a cleaned paper, so that equal papers have equal hashes. */
export function orderFields(
  fields: Required<Pick<Paper, "id" | "title" | "authors" | "categories" | "keywords">> & {
    readonly [Field in keyof Paper]?: Paper[Field] | undefined;
  },
): Paper {
  const { id, title, abstract, authors, authorNames, year, date, venue, type } = fields;
  const { categories, keywords, doi, arxivId, url, tags, extra, retracted, retractionNote } = fields;
  return {
    id,
    title,
    ...(abstract !== undefined && { abstract }),
    authors,
    ...(authorNames !== undefined && { authorNames }),
    ...(year !== undefined && { year }),
    ...(date !== undefined && { date }),
    ...(venue !== undefined && { venue }),
    ...(type !== undefined && { type }),
    categories,
    keywords,
    ...(doi !== undefined && { doi }),
    ...(arxivId !== undefined && { arxivId }),
    ...(url !== undefined && { url }),
    ...(tags !== undefined && tags.length > 0 && { tags }),
    ...(extra !== undefined && { extra }),
    ...(retracted !== undefined && { retracted }),
    ...(retracted === true && retractionNote !== undefined && { retractionNote }),
  };
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

/** The same for a title that may contain LaTeX: `$L_2$` and `L₂` are one. */
export function normalizeShownTitle(title: string): string {
  return normalizeTitle(cleanLatex(title));
}

type Facts = Omit<Paper, "id" | "title" | "abstract">;

interface Identifiers {
  readonly doi: string | undefined;
  readonly arxivId: string | undefined;
}

function collectFacts(input: ParsedPaper, { doi, arxivId }: Identifiers): Facts {
  const year = input.year ?? readYear(input.date);
  const date = cleanValue(input.date);
  const venue = cleanValue(input.venue);
  const url = cleanValue(input.url);
  return {
    ...cleanAuthors(input),
    ...(year !== undefined && { year }),
    ...(date !== "" && { date }),
    ...(venue !== "" && { venue }),
    ...(input.type && input.type !== inferWorkType({ venue: venue || undefined }) && { type: input.type }),
    categories: cleanList(input.categories),
    keywords: cleanList(input.keywords),
    ...(doi !== undefined && { doi }),
    ...(arxivId !== undefined && { arxivId }),
    ...(url !== "" && { url }),
    ...cleanOwnFields(input),
    ...cleanRetraction(input),
  };
}

function cleanOwnFields({ tags, extra }: ParsedPaper): Pick<Paper, "tags" | "extra"> {
  const kept = tags.length === 0 ? tags : cleanList(tags);
  const fields = extra ? cleanExtra(extra, cleanText) : undefined;
  return { ...(kept.length > 0 && { tags: kept }), ...(fields && { extra: fields }) };
}

/** A record that says nothing else is believed by its title. */
function cleanRetraction(input: ParsedPaper): Pick<Paper, "retracted" | "retractionNote"> {
  const retracted = input.retracted ?? (isRetractedTitle(input.title) || undefined);
  const note = cleanValue(input.retractionNote);
  return { ...(retracted !== undefined && { retracted }), ...(retracted && note !== "" && { retractionNote: note }) };
}

/** What says that there is no value is none. */
function cleanValue(value: string | null | undefined): string {
  const text = cleanText(value ?? "");
  return isPlaceholder(text) ? "" : text;
}

/** Repeated names are one author, and `et al.` is none; the parts of names stay aligned with them. */
function cleanAuthors({ authors, authorNames }: ParsedPaper): Pick<Paper, "authors" | "authorNames"> {
  const names = (authorNames ?? []).map(cleanName);
  const shown = (authors.length > 0 ? authors.map(cleanText) : names.map(formatName)).map(cutListEnd);
  const isCut = authors.some((name) => cutListEnd(name) !== name);
  if (names.length === 0 || names.length !== shown.length || isCut)
    return { authors: [...new Set(shown)].filter((name) => !isNoAuthor(name)) };
  const kept = [...shown.keys()].filter((at) => !isNoAuthor(shown[at]!) && shown.indexOf(shown[at]!) === at);
  return { authors: kept.map((at) => shown[at]!), authorNames: kept.map((at) => names[at]!) };
}

/** `B. Li et al.` is one person. */
function cutListEnd(name: string): string {
  return name.replace(/(?<=\S),? et al\.?$/i, "");
}

function cleanName(name: PersonName): PersonName {
  if ("literal" in name) return { literal: cleanText(name.literal) };
  const family = cleanText(name.family);
  const { given, particle, suffix } = name;
  const rest = Object.entries({ given, particle, suffix }).map(([part, text = ""]) => [part, cleanText(text)] as const);
  return { family, ...Object.fromEntries(rest.filter(([, text]) => text !== "")) };
}

/** arXiv's id, else the DOI, else a hash of title, first author and year. */
export function deriveId(paper: Omit<Paper, "id">): string {
  if (paper.arxivId !== undefined) return `arxiv:${paper.arxivId}`;
  return paper.doi === undefined ? deriveHashId(paper) : `doi:${paper.doi}`;
}

/** The id of a paper without another one. */
export function deriveHashId({ title, authors, year }: Pick<Paper, "title" | "authors" | "year">): string {
  return `sha256:${hash(JSON.stringify([normalizeTitle(title), authors[0]?.toLowerCase(), year])).slice(0, 24)}`;
}

/** The id of a paper whose title, first author and year are also those of another paper. */
export function deriveDetailedId({ title, authors, year, venue, abstract }: Paper): string {
  return `sha256:${hash(JSON.stringify([title, authors[0]?.toLowerCase(), year, venue, abstract])).slice(0, 24)}`;
}

function readYear(date: string | null | undefined): number | undefined {
  const year = /^(\d{4})(?:-|$)/.exec(date?.trim() ?? "")?.[1];
  return year !== undefined && Number(year) >= 1000 && Number(year) <= 3000 ? Number(year) : undefined;
}

function cleanList(items: readonly string[]): string[] {
  return [...new Set(items.map(cleanValue).filter((item) => item !== ""))];
}

/** 128 bits of SHA-256 in hexadecimal: half the bytes, and still no accidental collisions. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
