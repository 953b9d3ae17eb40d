import { trimDoi, unescapeDoi } from "./doi-spelling.js";

/** An arXiv identifier in its new (2301.01234) or old (math/0211159) form, and its version if one was given. */
export interface ArxivId {
  readonly id: string;
  readonly version?: number;
}

const arxivPattern = new RegExp(
  [
    String.raw`^(?:(?:oai:)?arxiv[.:](?:org:)?\s*|(?:https?:\/\/)?(?:[a-z\d]+\.){0,2}(?:arxiv\.org|ar5iv\.org|lanl\.gov)\/(?:abs|pdf|html|ps|format)\/|abs\/)?`,
    String.raw`(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?\/\d{7})(?:v(\d+))?(?:\.pdf)?\/?(?:[?#].*)?$`,
  ].join(""),
  "i",
);
/** The DOIs that arXiv assigns to papers, https://info.arxiv.org/help/doi.html. */
const arxivDoiPrefix = /^10\.48550\/arxiv\./;
const doiPattern = /^(?:doi:\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i;

/** A blank may follow the slash, or the point of a first part such as `j.`. */
const filledInDoiPattern = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*\/(?:\s(?=\S*\d))?(?:[a-z]\.\s(?=[^\s\d]*\d\S*$))?\S+/i;
/** In UTF-16 code units; ids are searched for only in this prefix of a field. */
const maxFieldLength = 2_000;

/**
 * Parses an arXiv id, with or without the prefix `arxiv:` or the site's address, or an arXiv DOI. Removes the subject
 * class of an old id, as in `math.AG/0211159`.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  const match = arxivPattern.exec(parseDoi(text)?.replace(arxivDoiPrefix, "") ?? text.trim());
  if (match?.[1] === undefined) return undefined;
  const id = match[1].toLowerCase().replace(/\.[a-z-]+\//, "/");
  return match[2] === undefined ? { id } : { id, version: Number(match[2]) };
}

/**
 * The arXiv id in fields that may hold it in parts: `9901001` of the archive `hep-th`, `abs/1706.00001`. The result
 * includes the version.
 *
 * @param archive the archive or primary class, such as `hep-th` or `cs.CL`
 */
export function joinArxivId(number: string, archive = ""): string | undefined {
  const found = findArxivId(number);
  if (found !== undefined) return found;
  const name = /^[a-z-]+/i.exec(archive.trim())?.[0] ?? "";
  const digits = /^(?:arxiv:)?\s*(\d{7}(?:v\d+)?)$/i.exec(number.trim())?.[1];
  return name === "" || digits === undefined ? undefined : `${name.toLowerCase()}/${digits}`;
}

/** Parses a DOI, with or without `doi:` or the resolver's address. The result is in lower case, as DOIs ignore case. */
export function parseDoi(text: string): string | undefined {
  return doiPattern.exec(text.trim())?.[1]?.toLowerCase();
}

/**
 * The first DOI in a field filled in by people or other programs: `DOI: 10.1000/182`, a publisher's address, two DOIs
 * in a row, LaTeX, `n/a`. A DOI may contain the characters that separate DOIs, so they are removed only before the next
 * DOI and at the end.
 */
export function findDoi(text: string | null | undefined): string | undefined {
  const plain = unescapeDoi((text ?? "").slice(0, maxFieldLength));
  const found = filledInDoiPattern.exec(plain);
  if (!found) return undefined;
  const doi = trimDoi(found[0].replace(/\s+/g, ""), plain.slice(0, found.index));
  return parseDoi(doi);
}

/** The first arXiv id in such a field, with its version: `arXiv: 2301.01234v2 [cs.CL]`. */
export function findArxivId(text: string): string | undefined {
  return text
    .slice(0, maxFieldLength)
    .split(/[\s;,|]+/)
    .find((word) => parseArxivId(word) !== undefined);
}

/** Converts any spelling of an id (an address, a version, another case) to the stored form. */
export function canonicalizeId(text: string): string {
  const trimmed = text.trim();
  const arxiv = parsePrefixedArxivId(trimmed);
  if (arxiv) return `arxiv:${arxiv.id}`;
  const doi = /^(?:doi:|https?:)/i.test(trimmed) ? parseDoi(trimmed) : undefined;
  return doi ? `doi:${doi}` : trimmed;
}

/** Requires a prefix, because a bare id that looks like an arXiv id may be the caller's own. */
export function parsePrefixedArxivId(id: string): ArxivId | undefined {
  return /^(?:arxiv:|https?:|doi:)/i.test(id.trim()) ? parseArxivId(id) : undefined;
}

/** Prefixes of ids that registries give to works, and that are the same in every source. */
const registries = new Set(
  "openalex s2 pmid pmc pmcid dblp acl hal inspire bibcode ads mag wos scopus eid lens core eric zbl zbmath mr ssrn".split(
    " ",
  ),
);

/** Whether an id was given by a registry: `openalex:W1`. Those of arXiv and of DOIs have fields of their own. */
export function isRegistryId(id: string): boolean {
  const prefix = /^([a-z\d]+):\S/.exec(id)?.[1];
  return prefix !== undefined && registries.has(prefix);
}

/** Whether the id was derived from the paper's other fields, rather than given. */
export function isDerivedId(id: string): boolean {
  return /^(arxiv|doi|sha256):/.test(id);
}
