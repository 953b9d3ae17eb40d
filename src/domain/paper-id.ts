/** An arXiv identifier in its new (2301.01234) or old (math/0211159) form, and its version if one was given. */
export interface ArxivId {
  readonly id: string;
  readonly version?: number;
}

const arxivPattern =
  /^(?:arxiv:|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}))(?:v(\d+))?(?:\.pdf)?$/i;
const doiPattern = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;

/** Reads an arXiv id, with or without `arxiv:` or the site's address before it. */
export function parseArxivId(text: string): ArxivId | undefined {
  const match = arxivPattern.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const id = match[1].toLowerCase();
  return match[2] === undefined ? { id } : { id, version: Number(match[2]) };
}

/** Reads a DOI, with or without `doi:` or the resolver's address before it; DOIs do not heed case, so it is lowered. */
export function parseDoi(text: string): string | undefined {
  return doiPattern.exec(text.trim())?.[1]?.toLowerCase();
}

/** Brings any spelling of an id (an address, a version, another case) to the form under which it is kept. */
export function canonicalizeId(text: string): string {
  const trimmed = text.trim();
  const arxiv = /^(?:arxiv:|https?:)/i.test(trimmed) ? parseArxivId(trimmed) : undefined;
  if (arxiv) return `arxiv:${arxiv.id}`;
  const doi = /^(?:doi:|https?:)/i.test(trimmed) ? parseDoi(trimmed) : undefined;
  return doi ? `doi:${doi}` : trimmed;
}
