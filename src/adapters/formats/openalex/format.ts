import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json-source.js";
import { mapRecords } from "../map-records.js";
import { openAlexWorkSchema, toPaper } from "./work.js";

/** Works of OpenAlex: an answer of its API, an array, or a work a line as in its snapshot. */
export function createOpenAlexFormat(): PaperFormat {
  return {
    name: "openalex",
    open: async (chunks) => ({ records: mapRecords(readJsonSource(chunks), openAlexWorkSchema, toPaper) }),
  };
}
