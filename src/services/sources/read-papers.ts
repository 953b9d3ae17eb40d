import { peekSource } from "../../domain/sources/peek-source.js";
import type { ColumnMapping } from "../../domain/sources/column-mapping.js";
import { detectFormat, headBytes } from "../../domain/sources/detect-format.js";
import type { SourceRecord } from "../../domain/sources/json-lines.js";
import { describeFormats, type FormatName } from "../../domain/sources/paper-format.js";
import { createRecordFilter, type SourceFilter } from "../../domain/sources/record-filter.js";
import { AppError } from "../../errors.js";
import type { PaperFormat, UnpackSource } from "../../ports/sources/paper-format.js";

export interface ReadPapersDeps {
  readonly formats: readonly PaperFormat[];
  readonly unpack: UnpackSource;
}

export interface ReadPapersOptions {
  /** Of the file: a hint where the bytes leave the format open, and for what is said of it. */
  readonly name?: string | undefined;
  /** Spares looking for it. */
  readonly format?: FormatName | undefined;
  /** What the sender says it is, for where neither content nor name decides. */
  readonly hint?: FormatName | undefined;
  /** Columns of a table, where their names do not decide. */
  readonly columns?: ColumnMapping | undefined;
  /** Leaves other papers out while reading. */
  readonly filter?: SourceFilter | undefined;
}

export interface PaperReading {
  readonly format: FormatName;
  /** Of a table. */
  readonly columns?: ColumnMapping;
  readonly records: AsyncIterable<SourceRecord>;
}

/**
 * Reads papers from a source in any of the formats, compressed or not. Throws `bad_input` before the first record for what
 * has none of them, and from the records when the packing is broken; `too_large` for what was packed to fill memory.
 */
export type ReadPapers = (source: AsyncIterable<Uint8Array>, options?: ReadPapersOptions) => Promise<PaperReading>;

export function createReadPapers({ formats, unpack }: ReadPapersDeps): ReadPapers {
  return async (source, { name, format: given, columns = {}, filter = {}, hint } = {}) => {
    // A sender that names the format may be slow: every paper is stored as it arrives.
    const peeked = await peekSource(unpack(source), given === undefined ? headBytes : 0);
    try {
      // Only a table has columns to name.
      const fallback = Object.keys(columns).length > 0 ? "csv" : hint;
      const found = given ?? detectFormat(peeked.head, name) ?? fallback;
      const format = formats.find((one) => one.name === found) ?? refuseFormat(name);
      const opened = await format.open(peeked.chunks, { columns });
      const isWanted = createRecordFilter(filter);
      return { ...opened, format: format.name, records: keepWanted(opened.records, isWanted) };
    } catch (error) {
      await peeked.close();
      throw error;
    }
  };
}

function refuseFormat(name: string | undefined): never {
  const whose = name === undefined ? "" : ` of ${name}`;
  throw new AppError("bad_input", `The content${whose} is in no format that is known. ${describeFormats()}`);
}

async function* keepWanted(
  records: AsyncIterable<SourceRecord>,
  isWanted: (record: SourceRecord) => boolean,
): AsyncGenerator<SourceRecord> {
  for await (const record of records) if (isWanted(record)) yield record;
}
