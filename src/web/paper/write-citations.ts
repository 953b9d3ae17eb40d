import { createReferenceWriter, type ExportFormat } from "../../domain/export/format.js";
import type { Paper } from "../../domain/paper/paper.js";

/** The file that an export of the library has for these papers. */
export function writeCitations(papers: readonly Paper[], format: ExportFormat): string {
  if (format === "jsonl") return papers.map((paper) => `${JSON.stringify(paper)}\n`).join("");
  const { head, write, tail } = createReferenceWriter(format);
  return `${head}${papers.map((paper) => write(paper)).join("")}${tail}`;
}
