import type { FormatName } from "./paper-format.js";

/** What the numbers of a format's records count: `line` also where the format is unknown, nothing where a file is one. */
export function nameNumber(format: FormatName | undefined): Counted {
  return format === undefined ? "line" : counted[format];
}

type Counted = "line" | "record" | "row" | undefined;

const counted: Readonly<Record<FormatName, Counted>> = {
  jsonl: "line",
  csv: "line",
  tsv: "line",
  bibtex: "line",
  ris: "line",
  medline: "line",
  "web-of-science": "line",
  refer: "line",
  refworks: "line",
  text: "line",
  "arxiv-kaggle": "line",
  xlsx: "row",
  json: "record",
  "zotero-json": "record",
  "csl-json": "record",
  crossref: "record",
  datacite: "record",
  inspire: "record",
  ads: "record",
  openalex: "record",
  "semantic-scholar": "record",
  "hf-papers": "record",
  "arxiv-atom": "record",
  "oai-pmh": "record",
  "endnote-xml": "record",
  "zotero-rdf": "record",
  "pubmed-xml": "record",
  jats: "record",
  mods: "record",
  dblp: "record",
  "acl-anthology": "record",
  pdf: undefined,
};
