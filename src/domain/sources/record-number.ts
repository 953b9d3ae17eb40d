import type { FormatName } from "./paper-format.js";

/** What the numbers of a format's records count; `line` also where the format is unknown, or may be in lines or not. */
export function nameNumber(format: FormatName | undefined): "line" | "record" | "row" {
  if (format === "xlsx") return "row";
  return format !== undefined && countedFormats.has(format) ? "record" : "line";
}

const countedFormats: ReadonlySet<FormatName> = new Set<FormatName>([
  "json",
  "arxiv-atom",
  "oai-pmh",
  "endnote-xml",
  "zotero-rdf",
  "pubmed-xml",
  "jats",
  "mods",
  "dblp",
  "acl-anthology",
]);
