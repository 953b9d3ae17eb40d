/** An arXiv identifier in its new (2301.01234) or old (math/0211159) form, and its version if one was given. */
export interface ArxivId {
  readonly id: string;
  readonly version?: number;
}

const arxivPattern =
  /^(?:(?:oai:)?arxiv[.:](?:org:)?\s*|https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}))(?:v(\d+))?(?:\.pdf)?\/?$/i;
/** The DOIs that arXiv itself gives to papers, https://info.arxiv.org/help/doi.html. */
const arxivDoiPrefix = /^10\.48550\/arxiv\./;
const doiPattern = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;

const filledInDoiPattern = /(?<![\d.])10\.\d{4,9}\/\S+?(?=[;,.|]*(?:\s|$)|[;,|]+10\.\d{4,9}\/)/;
/** In UTF-16 code units; an id that stands further behind is not looked for. */
const maxFieldLength = 2_000;

/**
 * Reads an arXiv id, with or without `arxiv:` or the site's address before it, or arXiv's own DOI. The subject class of
 * an old one, as in `math.AG/0211159`, is not part of it.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  const match = arxivPattern.exec(parseDoi(text)?.replace(arxivDoiPrefix, "") ?? text.trim());
  if (match?.[1] === undefined) return undefined;
  const id = match[1].toLowerCase().replace(/\.[a-z]{2}\//, "/");
  return match[2] === undefined ? { id } : { id, version: Number(match[2]) };
}

/** Reads a DOI, with or without `doi:` or the resolver's address before it; DOIs are case-insensitive, so the result is in lower case. */
export function parseDoi(text: string): string | undefined {
  return doiPattern.exec(text.trim())?.[1]?.toLowerCase();
}

/**
 * The first DOI in a field that people or other programs have filled in: `DOI: 10.1000/182`, two in a row, `n/a`. The
 * signs that part two of them are parts of DOIs too, so only the ones before the next DOI or at the end are left out.
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

/** Brings any spelling of an id (an address, a version, another case) to the form under which it is kept. */
export function canonicalizeId(text: string): string {
  const trimmed = text.trim();
  const arxiv = parsePrefixedArxivId(trimmed);
  if (arxiv) return `arxiv:${arxiv.id}`;
  const doi = /^(?:doi:|https?:)/i.test(trimmed) ? parseDoi(trimmed) : undefined;
  return doi ? `doi:${doi}` : trimmed;
}

/** What looks like an arXiv id and has no prefix may be an id of the caller's own. */
export function parsePrefixedArxivId(id: string): ArxivId | undefined {
  return /^(?:arxiv:|https?:|doi:)/i.test(id.trim()) ? parseArxivId(id) : undefined;
}
