import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { createJsonRecordFormat } from "../json/record-format.js";
import { toEntry } from "./item-entry.js";
import { toPaper } from "./item.js";

/**
 * CSL-JSON, as written by Zotero, Mendeley, pandoc and citation.js, and by Crossref and DataCite when they are asked for
 * `application/vnd.citationstyles.csl+json`. Its ids, such as `ITEM-1`, are those of one file, so they are left out.
 */
export function createCslJsonFormat(): PaperFormat {
  return createJsonRecordFormat("csl-json", toPaper, toEntry);
}
