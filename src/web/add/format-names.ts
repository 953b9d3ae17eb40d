import type { FormatName, FoundSource } from "../../domain/sources/paper-format.js";

/** add.html lists the same names. */
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

export function nameFormat({ format }: FoundSource): string {
  return names[format];
}

/** Describes which column of a table fills which field. */
export function listColumns({ columns = {} }: FoundSource): string {
  return Object.entries(columns)
    .map(([field, column]) => `${field} from “${column}”`)
    .join(", ");
}
