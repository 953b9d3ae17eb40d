/** An arXiv identifier in its new (2301.01234) or old (math/0211159) form, and its version if one was given. */
export interface ArxivId {
  readonly id: string;
  readonly version?: number;
}

const arxivPattern =
  /^(?:(?:oai:)?arxiv[.:](?:org:)?\s*|https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}))(?:v(\d+))?(?:\.pdf)?\/?$/i;
/** The DOIs that arXiv assigns to papers, https://info.arxiv.org/help/doi.html. */
const arxivDoiPrefix = /^10\.48550\/arxiv\./;
const doiPattern = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;

const filledInDoiPattern = /(?<![\d.])10\.\d{4,9}\/\S+?(?=[;,.|]*(?:\s|$)|[;,|]+10\.\d{4,9}\/)/;
/** In UTF-16 code units; ids are searched for only in this prefix of a field. */
const maxFieldLength = 2_000;

/**
 * Parses an arXiv id, with or without the prefix `arxiv:` or the site's address, or an arXiv DOI. Removes the subject
 * class of an old id, as in `math.AG/0211159`.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  const match = arxivPattern.exec(parseDoi(text)?.replace(arxivDoiPrefix, "") ?? text.trim());
  if (match?.[1] === undefined) return undefined;
  const id = match[1].toLowerCase().replace(/\.[a-z]{2}\//, "/");
  return match[2] === undefined ? { id } : { id, version: Number(match[2]) };
}

/** Parses a DOI, with or without `doi:` or the resolver's address. The result is in lower case, as DOIs ignore case. */
export function parseDoi(text: string): string | undefined {
  return doiPattern.exec(text.trim())?.[1]?.toLowerCase();
}

/**
 * The first DOI in a field filled in by people or other programs: `DOI: 10.1000/182`, two in a row, `n/a`. A DOI may
 * contain the characters that separate DOIs, so they are removed only before the next DOI and at the end.
 */
export function findDoi(text: string | null | undefined): string | undefined {
  return filledInDoiPattern.exec((text ?? "").slice(0, maxFieldLength))?.[0].toLowerCase();
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
