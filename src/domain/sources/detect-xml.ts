import type { FormatName } from "./paper-format.js";

/** The format of a document that begins with `<`. */
export function detectXml(text: string): FormatName | undefined {
  if (/<OAI-PMH\b/.test(text) || /<(?:\w+:)?(?:ListRecords|GetRecord)\b/.test(text)) return "oai-pmh";
  if (/<(?:\w+:)?feed\b[^>]*http:\/\/www\.w3\.org\/2005\/Atom/.test(text)) return "arxiv-atom";
  return undefined;
}
