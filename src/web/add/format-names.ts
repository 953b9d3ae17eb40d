import type { PageSource } from "./ingest-types.js";

/** add.html lists the same names. */
const names: Readonly<Record<string, string>> = {
  bibtex: "BibTeX",
  ris: "RIS",
  csv: "CSV",
  tsv: "TSV",
  "arxiv-atom": "arXiv Atom",
  "arxiv-kaggle": "arXiv on Kaggle",
  // With a non-breaking hyphen.
  "oai-pmh": "OAI\u2011PMH",
  openalex: "OpenAlex",
  "semantic-scholar": "Semantic Scholar",
  "hf-papers": "Hugging Face Papers",
  jsonl: "JSON Lines",
  json: "JSON",
  text: "plain text",
};

/** A format that only a newer server knows is shown by its ID. */
export function nameFormat({ format }: PageSource): string {
  return names[format] ?? format;
}

/** Describes which column of a table fills which field. */
export function listColumns({ columns = {} }: PageSource): string {
  return Object.entries(columns)
    .map(([field, column]) => `${field} from “${column}”`)
    .join(", ");
}
