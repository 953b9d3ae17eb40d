import type { CitedPaper } from "./cited-paper.js";

/** The web page of a paper: its own address if it is http or https, else that of arXiv or of its DOI. */
export function findAddress({ url, arxivId, doi }: Pick<CitedPaper, "url" | "arxivId" | "doi">): string | undefined {
  if (url !== undefined && /^https?:\/\//i.test(url)) return url;
  if (arxivId) return locateOnArxiv(arxivId);
  return doi ? resolveDoi(doi) : undefined;
}

/** @param arxivId with or without a version; `encodeURI` keeps the "/" of old ids */
export function locateOnArxiv(arxivId: string): string {
  return `https://arxiv.org/abs/${encodeURI(arxivId)}`;
}

export function resolveDoi(doi: string): string {
  return `https://doi.org/${encodeURI(doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
}
