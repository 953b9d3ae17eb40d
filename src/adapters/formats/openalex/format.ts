import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json/source.js";
import { mapRecords } from "../map-records.js";
import { openAlexWorkSchema, toPaper } from "./work.js";

/** OpenAlex works: an API answer, an array, or one work per line as in the snapshot. */
export function createOpenAlexFormat(): PaperFormat {
  return {
    name: "openalex",
    open: async (chunks) => ({ records: mapRecords(readJsonSource(chunks), openAlexWorkSchema, { toPaper }) }),
  };
}
