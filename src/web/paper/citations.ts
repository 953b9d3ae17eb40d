import type { Paper } from "../../domain/paper/paper.js";

/** What a single paper is copied as. */
export const citationFormats = ["BibTeX", "RIS", "CSL-JSON"] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** What several papers are exported as; an import reads JSONL back unchanged. */
export const fileFormats = [...citationFormats, "JSONL"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The formats are loaded with the first copy: they are a quarter of the code of the page. */
export async function writeFile(papers: readonly Paper[], format: FileFormat): Promise<string> {
  const { writeCitations } = await import("./write-citations.js");
  return writeCitations(papers, format);
}

interface CitationFile {
  readonly ending: string;
  readonly type: string;
}

export const citationFiles: Readonly<Record<FileFormat, CitationFile>> = {
  BibTeX: { ending: "bib", type: "application/x-bibtex" },
  RIS: { ending: "ris", type: "application/x-research-info-systems" },
  "CSL-JSON": { ending: "json", type: "application/vnd.citationstyles.csl+json" },
  JSONL: { ending: "jsonl", type: "application/x-ndjson" },
};
