import type { Paper } from "../../domain/paper/paper.js";
import { citationFiles, type FileFormat } from "./citation-formats.js";

/** The formats are loaded with the first copy: they are a quarter of the code of the page. */
export async function writeFile(papers: readonly Paper[], format: FileFormat): Promise<string> {
  const { writeCitations } = await import("./write-citations.js");
  return writeCitations(papers, citationFiles[format].format);
}
