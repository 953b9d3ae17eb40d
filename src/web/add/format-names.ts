import type { PageSource } from "./ingest-types.js";

/** The document tells them all before a file is chosen. */
const names: Readonly<Record<string, string>> = {
  bibtex: "BibTeX",
  ris: "RIS",
  csv: "CSV",
  tsv: "TSV",
  "arxiv-atom": "arXiv Atom",
  "arxiv-kaggle": "arXiv’s Kaggle file",
  // With a hyphen at which no line breaks.
  "oai-pmh": "OAI\u2011PMH",
  openalex: "OpenAlex",
  "semantic-scholar": "Semantic Scholar",
  "hf-papers": "Hugging Face Papers",
  jsonl: "JSON Lines",
  json: "JSON",
  text: "plain text",
};

/** A format that a newer server knows has only the server's own word for it. */
export function nameFormat({ format }: PageSource): string {
  return names[format] ?? format;
}

/** Which column of a table fills which field, for people. */
export function listColumns({ columns = {} }: PageSource): string {
  return Object.entries(columns)
    .map(([field, column]) => `${field} from “${column}”`)
    .join(", ");
}
