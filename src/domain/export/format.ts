import { formatBibtex } from "../citation/bibtex.js";
import { createKeyChooser } from "../citation/bibtex-key.js";
import { formatCslJson } from "../citation/csl-json.js";
import type { CitedEntry } from "../citation/cited-entry.js";
import type { CitedPaper } from "../citation/cited-paper.js";
import { csvHeader, entryCsvHeader, formatCsvRow } from "../citation/csv.js";
import { formatRis } from "../citation/ris.js";

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
  write(paper: CitedPaper, entry?: CitedEntry): string;
  /** After the last paper. */
  readonly tail: string;
}

export interface WriterOptions {
  /** Whether papers come with what their reader says about them. */
  readonly hasEntries?: boolean;
  /** Citation keys that readers have given, which no other paper may get. */
  readonly keys?: readonly string[];
}

/** Memory use does not depend on the size of the papers; BibTeX needs some 30 bytes per paper for unique keys. */
export function createReferenceWriter(
  format: Exclude<ExportFormat, "jsonl">,
  { hasEntries = false, keys = [] }: WriterOptions = {},
): ReferenceWriter {
  switch (format) {
    case "bibtex": {
      const chooseKey = createKeyChooser(keys);
      const write = (paper: CitedPaper, entry?: CitedEntry) =>
        `${formatBibtex(paper, chooseKey(paper, entry?.key), entry)}\n`;
      return { head: "", write, tail: "" };
    }
    case "ris":
      return { head: "", write: (paper, entry) => `${formatRis(paper, entry)}\n`, tail: "" };
    case "csl": {
      let separator = "\n";
      const write = (paper: CitedPaper, entry?: CitedEntry) => {
        const item = `${separator}${formatCslJson(paper, entry)}`;
        separator = ",\n";
        return item;
      };
      return { head: "[", write, tail: "\n]\n" };
    }
    case "csv":
      return { head: hasEntries ? entryCsvHeader : csvHeader, write: formatCsvRow, tail: "" };
  }
}
