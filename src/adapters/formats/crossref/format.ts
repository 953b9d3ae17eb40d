import { z } from "zod";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonSource } from "../json-source.js";
import { mapRecords } from "../map-records.js";
import { toPaper } from "./work.js";

/** Crossref's works: an answer of its API with one or many, an array, or its public data file. */
export function createCrossrefFormat(): PaperFormat {
  return {
    name: "crossref",
    open: async (chunks) => ({
      records: mapRecords(readJsonSource(chunks), z.record(z.string(), z.unknown()), toPaper),
    }),
  };
}
