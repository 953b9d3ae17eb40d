import { chooseWorkType, type WorkType } from "../paper/work-type.js";
import type { PersonName } from "../person/person-name.js";
import { findAddress } from "./address.js";
import { type CitedEntry, listKeywords } from "./cited-entry.js";
import { type CitedPaper, describeRetraction, listNames, readDateParts, writePlain } from "./cited-paper.js";

/**
 * One item of CSL-JSON, the format of citeproc, pandoc and Zotero: an object in one line, without a line break. Its id is
 * that of the paper, or the citation key of its reader.
 */
export function formatCslJson(paper: CitedPaper, entry?: CitedEntry): string {
  const { title, venue, abstract, arxivId, doi } = paper;
  const keywords = listKeywords(paper, entry);
  const notes = [describeRetraction(paper), entry?.note].filter((note) => note !== undefined);
  const type = chooseWorkType(paper);
  const names = listNames(paper);
  const date = readDateParts(paper);
  const item = {
    id: entry?.key ?? paper.id,
    ...(entry?.key !== undefined && { "citation-key": entry.key }),
    // Zotero refuses a whole file with the type `software`.
    ...(type === "software" ? { type: "dataset", genre: "Software" } : { type }),
    title: writePlain(title),
    ...(names.length > 0 && { author: names.map(toCslName) }),
    ...(date && { issued: { "date-parts": [[date.year, date.month, date.day].filter((part) => part !== undefined)] } }),
    ...addVenue(paper, type),
    ...(abstract !== undefined && { abstract: writePlain(abstract) }),
    ...(keywords.length > 0 && { keyword: joinKeywords(keywords.map(writePlain)) }),
    ...(doi !== undefined && { DOI: doi }),
    // As Zotero writes a preprint.
    ...(arxivId !== undefined &&
      (type === "article"
        ? { number: `arXiv:${arxivId}`, ...(venue === undefined && { publisher: "arXiv" }) }
        : { archive: "arXiv", archive_location: arxivId })),
    ...addAddress(findAddress(paper)),
    ...(paper.retracted && { status: "retracted" }),
    ...(notes.length > 0 && { note: notes.join("\n") }),
  };
  return JSON.stringify(item);
}

function addVenue({ venue, arxivId }: CitedPaper, type: WorkType): Readonly<Record<string, string>> {
  if (venue === undefined) return {};
  // As a publisher, arXiv is what every preprint with its id has.
  const isImplied = arxivId !== undefined && /^arxiv\b/i.test(venue);
  return { [(isImplied ? undefined : venueFields[type]) ?? "container-title"]: writePlain(venue) };
}

/** Where the venue is, if not in `container-title`: the series of a book, else who published it. */
const venueFields: Readonly<Partial<Record<WorkType, string>>> = {
  article: "publisher",
  book: "collection-title",
  thesis: "publisher",
  report: "publisher",
  dataset: "publisher",
  software: "publisher",
};

/** A particle stands before the family name, from where citeproc takes it: Zotero drops one in a field of its own. */
function toCslName(name: PersonName): Record<string, string> {
  if ("literal" in name) return { literal: name.literal };
  const { family, given, particle, suffix } = name;
  return {
    family: particle === undefined ? family : `${particle} ${family}`,
    ...(given !== undefined && { given }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** A keyword may contain a comma; then semicolons separate them, and one ends a single keyword. */
function joinKeywords(keywords: readonly string[]): string {
  if (!keywords.some((keyword) => keyword.includes(","))) return keywords.join(", ");
  return keywords.length === 1 ? `${keywords[0]};` : keywords.join("; ");
}

function addAddress(address: string | undefined): { readonly URL?: string } {
  return address === undefined ? {} : { URL: address };
}
