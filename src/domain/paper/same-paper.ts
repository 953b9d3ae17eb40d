import { readFamilyName } from "../duplicates/near-duplicates.js";
import { hashPaper, normalizeTitle, type PaperHashes } from "./clean-paper.js";
import type { Paper } from "./paper.js";

/** Whether the id was derived from the paper's other fields, rather than given by the caller. */
export function hasDerivedId({ id }: Pick<Paper, "id">): boolean {
  return /^(arxiv|doi|sha256):/.test(id);
}

/**
 * Whether two records describe the same paper: compared by arXiv id if both have one, else by DOI if both have one,
 * else, if one of them has neither, by title, first author's family name and year.
 */
export function areSamePaper(one: Paper, other: Paper): boolean {
  if (one.arxivId !== undefined && other.arxivId !== undefined) return one.arxivId === other.arxivId;
  if (one.doi !== undefined && other.doi !== undefined) return one.doi === other.doi;
  const isBare = ({ arxivId, doi }: Paper) => arxivId === undefined && doi === undefined;
  return (isBare(one) || isBare(other)) && haveSameCitation(one, other);
}

/**
 * Merges another record of a stored paper into it, under the stored id. A record with the same arXiv id replaces the
 * fields that it has; any other record only adds missing fields, so importing it again changes nothing.
 */
export function joinRecords(kept: Paper, incoming: Paper): { readonly paper: Paper } & PaperHashes {
  const isNewer = kept.arxivId !== undefined && kept.arxivId === incoming.arxivId;
  const [first, second] = isNewer ? [incoming, kept] : [kept, incoming];
  const paper = orderFields({ ...kept, ...second, ...listKnown(first), id: kept.id });
  return { paper, ...hashPaper(paper) };
}

function haveSameCitation(one: Paper, other: Paper): boolean {
  const title = normalizeTitle(one.title);
  const family = readFamilyName(one.authors[0] ?? "");
  if (title === "" || family === "" || one.year === undefined || one.year !== other.year) return false;
  return title === normalizeTitle(other.title) && family === readFamilyName(other.authors[0] ?? "");
}

function listKnown(paper: Paper): Partial<Paper> {
  return Object.fromEntries(Object.entries(paper).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** Orders the fields as in a cleaned paper, so that equal papers have equal hashes. */
function orderFields(paper: Paper): Paper {
  const { id, title, abstract, authors, authorNames, year, date, venue, type } = paper;
  const { categories, keywords, doi, arxivId, url } = paper;
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
  };
}
