import { z } from "zod";
import type { FormatName } from "./paper-format.js";

/** Network services that papers can be imported from; the scheme of an address. */
export const liveSchemes = ["arxiv", "oai", "openalex", "crossref"] as const;

export const liveAddressSchema = z
  .string()
  .trim()
  .regex(
    new RegExp(`^\\s*(?:${liveSchemes.join("|")}):\\s*\\S`),
    `must be an address to import papers from, such as arxiv:cat:cs.IR: one that begins with ${liveSchemes.map((scheme) => `${scheme}:`).join(", ")}`,
  )
  .max(500);

const formats: Readonly<Record<(typeof liveSchemes)[number], FormatName>> = {
  arxiv: "arxiv-atom",
  oai: "oai-pmh",
  openalex: "openalex",
  crossref: "crossref",
};

/** Whether text is an address such as `arxiv:cat:cs.CL`, rather than a file name. */
export function isLiveAddress(text: string): boolean {
  return findLiveFormat(text) !== undefined;
}

/** The format of what the service of an address answers. */
export function findLiveFormat(text: string): FormatName | undefined {
  const scheme = liveSchemes.find((one) => text.startsWith(`${one}:`));
  return scheme && formats[scheme];
}
