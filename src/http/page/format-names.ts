import type { PageSource } from "./ingest-types.js";

const names: Readonly<Record<string, string>> = {
  jsonl: "JSON Lines",
  json: "JSON",
  csv: "CSV",
  tsv: "tab-separated values",
  bibtex: "BibTeX",
  ris: "RIS",
  "arxiv-atom": "arXiv’s Atom feed",
  "oai-pmh": "OAI-PMH records",
  "arxiv-kaggle": "arXiv metadata of Kaggle",
  openalex: "OpenAlex works",
  "semantic-scholar": "Semantic Scholar",
  "hf-papers": "Hugging Face’s daily papers",
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
