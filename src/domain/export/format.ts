import { formatBibtex } from "../citation/bibtex.js";
import { createKeyChooser } from "../citation/bibtex-key.js";
import { formatCslJson } from "../citation/csl-json.js";
import { csvHeader, formatCsvRow } from "../citation/csv.js";
import { formatRis } from "../citation/ris.js";
import type { Paper } from "../paper/paper.js";

/** `jsonl` is complete, and an import reads it back unchanged; the others are for other programs. */
export const exportFormats = ["jsonl", "bibtex", "ris", "csl", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The media type of each format, and the file name that a browser proposes. */
export const exportFiles: Readonly<Record<ExportFormat, { readonly type: string; readonly name: string }>> = {
  jsonl: { type: "application/x-ndjson", name: "papers.jsonl" },
  bibtex: { type: "application/x-bibtex; charset=utf-8", name: "papers.bib" },
  ris: { type: "application/x-research-info-systems; charset=utf-8", name: "papers.ris" },
  csl: { type: "application/vnd.citationstyles.csl+json", name: "papers.json" },
  csv: { type: "text/csv; charset=utf-8", name: "papers.csv" },
};

/** Writes the papers of one export one after the other. */
export interface ReferenceWriter {
  /** Before the first paper. */
  readonly head: string;
  write(paper: Paper): string;
  /** After the last paper. */
  readonly tail: string;
}

/** Memory use does not depend on the size of the papers; BibTeX needs some 30 bytes per paper for unique keys. */
export function createReferenceWriter(format: Exclude<ExportFormat, "jsonl">): ReferenceWriter {
  switch (format) {
    case "bibtex": {
      const chooseKey = createKeyChooser();
      return { head: "", write: (paper) => `${formatBibtex(paper, chooseKey(paper))}\n`, tail: "" };
    }
    case "ris":
      return { head: "", write: (paper) => `${formatRis(paper)}\n`, tail: "" };
    case "csl": {
      let separator = "\n";
      const write = (paper: Paper) => {
        const item = `${separator}${formatCslJson(paper)}`;
        separator = ",\n";
        return item;
      };
      return { head: "[", write, tail: "\n]\n" };
    }
    case "csv":
      return { head: csvHeader, write: formatCsvRow, tail: "" };
  }
}
