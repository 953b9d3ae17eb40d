import type { FormatName } from "../../../domain/sources/paper-format.js";

const names: Readonly<Record<FormatName, string>> = {
  bibtex: "BibTeX",
  ris: "RIS",
  medline: "PubMed (MEDLINE)",
  "web-of-science": "Web of Science",
  refer: "EndNote (Refer)",
  refworks: "RefWorks",
  // With a non-breaking hyphen.
  "csl-json": "CSL\u2011JSON",
  csv: "CSV",
  tsv: "TSV",
  xlsx: "Excel",
  "arxiv-atom": "arXiv Atom",
  "arxiv-kaggle": "arXiv on Kaggle",
  "oai-pmh": "OAI\u2011PMH",
  "zotero-json": "Zotero JSON",
  crossref: "Crossref",
  datacite: "DataCite",
  inspire: "INSPIRE",
  ads: "NASA ADS",
  openalex: "OpenAlex",
  "semantic-scholar": "Semantic Scholar",
  "hf-papers": "Hugging Face Papers",
  "endnote-xml": "EndNote XML",
  "zotero-rdf": "Zotero RDF",
  "pubmed-xml": "PubMed XML",
  jats: "JATS",
  mods: "MODS",
  dblp: "DBLP",
  "acl-anthology": "ACL Anthology",
  pdf: "PDF",
  jsonl: "JSON Lines",
  json: "JSON",
  text: "plain text",
};

export function nameFormat(format: FormatName): string {
  return names[format];
}

/** All formats, by name. */
export function listFormats(): readonly (readonly [FormatName, string])[] {
  const listed = Object.entries(names) as [FormatName, string][];
  return [...listed].sort(([, one], [, other]) => one.localeCompare(other, "en"));
}

/** All formats in a sentence, the most common first. */
export function listFormatNames(): string {
  const listed = Object.values(names);
  return `${listed.slice(0, -1).join(", ")} or ${listed.at(-1)}`;
}
