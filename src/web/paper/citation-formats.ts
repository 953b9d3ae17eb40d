import type { ExportFormat } from "../../domain/export/format.js";

/** What a single paper is copied as. */
export const citationFormats = ["BibTeX", "RIS", "CSL-JSON"] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** What several papers are exported as; an import reads JSONL back unchanged. */
export const fileFormats = [...citationFormats, "CSV", "JSONL"] as const;
export type FileFormat = (typeof fileFormats)[number];

interface CitationFile {
  /** As the API calls it. */
  readonly format: ExportFormat;
  readonly ending: string;
  readonly type: string;
}

export const citationFiles: Readonly<Record<FileFormat, CitationFile>> = {
  BibTeX: { format: "bibtex", ending: "bib", type: "application/x-bibtex" },
  RIS: { format: "ris", ending: "ris", type: "application/x-research-info-systems" },
  "CSL-JSON": { format: "csl", ending: "json", type: "application/vnd.citationstyles.csl+json" },
  CSV: { format: "csv", ending: "csv", type: "text/csv" },
  JSONL: { format: "jsonl", ending: "jsonl", type: "application/x-ndjson" },
};
