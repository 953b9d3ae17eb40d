/** Network services that papers can be imported from; the scheme of an address. */
export const liveSchemes = ["arxiv", "oai", "openalex", "crossref"] as const;

/** Whether text is an address such as `arxiv:cat:cs.CL`, rather than a file name. */
export function isLiveAddress(text: string): boolean {
  return liveSchemes.some((scheme) => text.startsWith(`${scheme}:`));
}
