import type { Paper } from "../../domain/paper/paper.js";
import { formatBibtex } from "../../domain/citation/bibtex.js";
import { createKeyChooser } from "../../domain/citation/bibtex-key.js";
import { formatCslJson } from "../../domain/citation/csl-json.js";
import { formatRis } from "../../domain/citation/ris.js";
import type { FileFormat } from "./citation-formats.js";

/** No two entries of a file have the same key. */
export function writeCitations(papers: readonly Paper[], format: FileFormat): string {
  const chooseKey = createKeyChooser();
  switch (format) {
    case "BibTeX":
      return papers.map((paper) => formatBibtex(paper, chooseKey(paper))).join("\n");
    case "RIS":
      return papers.map((paper) => formatRis(paper)).join("\n");
    case "CSL-JSON":
      return `[${papers.map((paper) => formatCslJson(paper)).join(",\n")}]\n`;
    case "JSONL":
      return papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
  }
}
