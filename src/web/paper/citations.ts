import type { Paper } from "../../domain/paper/paper.js";
import { formatBibtex } from "../../domain/citation/bibtex.js";
import { createKeyChooser } from "../../domain/citation/bibtex-key.js";
import { formatCslJson } from "../../domain/citation/csl-json.js";
import { formatRis } from "../../domain/citation/ris.js";

/** What a single paper is copied as. */
export const citationFormats = ["BibTeX", "RIS", "CSL-JSON"] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** What several papers are exported as; an import reads JSONL back unchanged. */
export const fileFormats = [...citationFormats, "JSONL"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** No two entries of a file have the same key. */
export function writeFile(papers: readonly Paper[], format: FileFormat): string {
  const chooseKey = createKeyChooser();
  switch (format) {
    case "BibTeX":
      return papers.map((paper) => formatBibtex(paper, chooseKey(paper))).join("\n");
    case "RIS":
      return papers.map(formatRis).join("\n");
    case "CSL-JSON":
      return `[${papers.map(formatCslJson).join(",\n")}]\n`;
    case "JSONL":
      return papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
  }
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
