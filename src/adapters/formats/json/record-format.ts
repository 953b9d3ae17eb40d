import { z } from "zod";
import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import type { JsonFields } from "./fields.js";
import { readJsonSource } from "./source.js";
import { mapRecords } from "../map-records.js";

/** A format of JSON whose records are objects; each becomes a paper. */
export function createJsonRecordFormat(
  name: FormatName,
  toPaper: (record: JsonFields) => unknown,
  toEntry?: (record: JsonFields) => RecordEntry,
): PaperFormat {
  return {
    name,
    open: async (chunks, { readsEntries = false }) => {
      const records = readJsonSource(chunks);
      return { records: mapRecords(records, recordSchema, { toPaper, toEntry: readsEntries ? toEntry : undefined }) };
    },
  };
}

const recordSchema = z.record(z.string(), z.unknown());
