import { z } from "zod";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json-source.js";
import { mapRecords } from "../map-records.js";
import { toPaper } from "./item.js";

/**
 * CSL-JSON, as written by Zotero, Mendeley, pandoc and citation.js, and by Crossref and DataCite when they are asked for
 * `application/vnd.citationstyles.csl+json`. Its ids, such as `ITEM-1`, are those of one file, so they are left out.
 */
export function createCslJsonFormat(): PaperFormat {
  return {
    name: "csl-json",
    open: async (chunks) => ({
      records: mapRecords(readJsonSource(chunks), z.record(z.string(), z.unknown()), toPaper),
    }),
  };
}
