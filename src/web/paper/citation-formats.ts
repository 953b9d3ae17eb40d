/** What a single paper is copied as. */
export const citationFormats = ["BibTeX", "RIS", "CSL-JSON"] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** What several papers are exported as; an import reads JSONL back unchanged. */
export const fileFormats = [...citationFormats, "JSONL"] as const;
export type FileFormat = (typeof fileFormats)[number];

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
