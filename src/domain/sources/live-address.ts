/** Services on the network that papers may be taken from, as an address names them before its colon. */
export const liveSchemes = ["arxiv", "oai", "openalex"] as const;

/** Whether text is an address such as `arxiv:cat:cs.CL`, rather than the name of a file. */
export function isLiveAddress(text: string): boolean {
  return liveSchemes.some((scheme) => text.startsWith(`${scheme}:`));
}
