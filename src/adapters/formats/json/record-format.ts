import { z } from "zod";
import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import type { JsonFields } from "./fields.js";
import { readJsonSource } from "./source.js";
import { mapRecords } from "../map-records.js";

/** A format of JSON whose records are objects; each becomes a paper. */
export function createJsonRecordFormat(name: FormatName, toPaper: (record: JsonFields) => unknown): PaperFormat {
  return { name, open: async (chunks) => ({ records: mapRecords(readJsonSource(chunks), recordSchema, toPaper) }) };
}

const recordSchema = z.record(z.string(), z.unknown());
