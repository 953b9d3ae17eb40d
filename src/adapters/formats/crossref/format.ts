import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { createJsonRecordFormat } from "../json/record-format.js";
import { toPaper } from "./work.js";

/** Crossref's works: an answer of its API with one or many, an array, or its public data file. */
export function createCrossrefFormat(): PaperFormat {
  return createJsonRecordFormat("crossref", toPaper);
}
