import { createHash } from "node:crypto";
import { findAddress, locateOnArxiv, resolveDoi } from "../citation/address.js";
import type { Paper } from "../paper/paper.js";
import { cutCharacters } from "../text/cut-text.js";
import { cleanLatex } from "../text/latex/clean-latex.js";
import { type DeliveredPaper, describeMatch } from "./delivered-match.js";

/** Entries on a page of a feed. */
export const feedPageSize = 100;

/** A page of a feed, before it is written as Atom or JSON Feed. */
export interface Feed {
  /** `urn:uuid:…`; stays when the token is renewed. */
  readonly id: string;
  readonly title: string;
  /** When the newest entry was found; for an empty feed, when it was made. */
  readonly updated: Date;
  /** The address of this very page, of the first page and of the next one. */
  readonly self: string;
  readonly first: string;
  readonly next: string | undefined;
  /** The page of what the reader follows. */
  readonly home: string;
  readonly papers: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly updated: Date;
  /** Why it is there, one line for each follow. */
  readonly reasons: readonly string[];
  readonly abstract: string;
  /** The paper's page on this server. */
  readonly page: string;
  /** Its own address, arXiv's and that of its DOI. */
  readonly related: readonly string[];
  readonly categories: readonly string[];
}

const maxAbstract = 2_000;
const maxAuthors = 30;

/** @param base the address of the server, ending with a slash */
export function toFeedEntry({ paper, matchedAt, matches }: DeliveredPaper, base: string): FeedEntry {
  return {
    id: nameByUuid("paper", paper.id),
    title: writeLine(paper.title),
    authors: paper.authors.slice(0, maxAuthors).map(writeLine),
    updated: matchedAt,
    reasons: matches.map(describeMatch),
    abstract: writeAbstract(paper.abstract ?? "", maxAbstract),
    page: locatePaper(paper.id, base),
    related: listAddresses(paper),
    categories: paper.categories.slice(0, maxAuthors),
  };
}

/** The page of a paper. */
export function locatePaper(id: string, base: string): string {
  return `${base}?paper=${encodeURIComponent(id.toWellFormed())}`;
}

/** Plain text in one line: LaTeX as Unicode. */
export function writeLine(text: string): string {
  return cleanLatex(text).replace(/\s+/g, " ").trim();
}

/** Plain text in one line, cut to a length with a sign that it was. */
export function writeAbstract(text: string, maxLength: number): string {
  const line = writeLine(text);
  if (line.length <= maxLength) return line;
  const cut = cutCharacters(line, maxLength);
  const end = cut.lastIndexOf(" ");
  // A text without spaces, as in Chinese, is cut anywhere.
  return `${(end > maxLength / 2 ? cut.slice(0, end) : cut).trimEnd()} …`;
}

function listAddresses(paper: Paper): readonly string[] {
  const { arxivId, doi } = paper;
  const found = [findAddress(paper), arxivId && locateOnArxiv(arxivId), doi && resolveDoi(doi)];
  const valid = found.flatMap((address) => (address && URL.canParse(address) ? [new URL(address).href] : []));
  return [...new Set(valid)];
}

/** A name that is the same for the same parts, on every server: a UUID of version 8 (RFC 9562). */
export function nameByUuid(...parts: readonly string[]): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(["paperkin", ...parts]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex", 0, 16);
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}
