import { peekSource } from "../../domain/sources/peek-source.js";
import type { ColumnMapping } from "../../domain/sources/column-mapping.js";
import { detectFormat, detectMapped, headBytes } from "../../domain/sources/detect-format.js";
import { trustFormat, trustLevels } from "../../domain/records/trust.js";
import type { ReadableRecord, SourceRecord } from "../../domain/sources/source-record.js";
import { describeFormats, type FormatName } from "../../domain/sources/paper-format.js";
import { describeKind, isVague } from "../../domain/sources/recognize/file-kind.js";
import type { TableHead } from "../../domain/tables/table-head.js";
import { recognizeContent, recognizeFile } from "../../domain/sources/recognize/recognize-file.js";
import { createRecordFilter, type SourceFilter } from "../../domain/sources/record-filter.js";
import { AppError } from "../../errors.js";
import type { PaperFormat, UnpackSource } from "../../ports/sources/paper-format.js";

export interface ReadPapersDeps {
  readonly formats: readonly PaperFormat[];
  readonly unpack: UnpackSource;
}

export interface ReadPapersOptions {
  /** The file's name, for messages and as a hint if the content does not determine the format. */
  readonly name?: string | undefined;
  /** Replaces detection. */
  readonly format?: FormatName | undefined;
  /** The format that the sender states, used if neither content nor name determines it. */
  readonly hint?: FormatName | undefined;
  /** Columns of a table, or paths of JSON, for fields that their names do not determine. */
  readonly columns?: ColumnMapping | undefined;
  /** The sheet of a workbook; other formats have none. */
  readonly sheet?: string | undefined;
  /** Whether the first rows of a table are wanted. */
  readonly showsTable?: boolean | undefined;
  /** Whether JSON is certainly our own. */
  readonly hasOwnKeys?: boolean | undefined;
  /** Whether the notes, tags, keys and ratings of the file's owner are wanted. */
  readonly readsEntries?: boolean | undefined;
  /** Skips other papers while reading. */
  readonly filter?: SourceFilter | undefined;
}

export interface PaperReading {
  readonly format: FormatName;
  /** Present for a table, and for JSON that is read as one. */
  readonly columns?: ColumnMapping;
  readonly table?: TableHead;
  /** Present for a workbook with several sheets. */
  readonly sheet?: string;
  readonly sheets?: readonly string[];
  readonly records: AsyncIterable<SourceRecord>;
}

/**
 * Reads papers from a source in any of the formats, compressed or not. Throws `bad_input` for an unknown format; the
 * records throw `bad_input` for damaged compression and `too_large` for a decompression bomb.
 */
export type ReadPapers = (source: AsyncIterable<Uint8Array>, options?: ReadPapersOptions) => Promise<PaperReading>;

export function createReadPapers({ formats, unpack }: ReadPapersDeps): ReadPapers {
  return async (source, options = {}) => {
    const { name, format: given, columns = {}, sheet, filter = {}, showsTable = false } = options;
    const { hasOwnKeys = false, readsEntries = false } = options;
    // With a given format nothing is buffered, so that each paper of a slow sender is stored as it arrives.
    const peeked = await peekSource(unpack(source), given === undefined ? headBytes : 0);
    try {
      const found = given ?? findFormat(peeked.head, options);
      const format = formats.find((one) => one.name === found) ?? refuseFormat(peeked.head, name);
      const opened = await format.open(peeked.chunks, { columns, sheet, showsTable, hasOwnKeys, readsEntries });
      const isWanted = createRecordFilter(filter);
      // A column that the caller chose for the ids names papers.
      const origin = {
        trust: opened.columns ? trustLevels.table : trustFormat(format.name),
        ...(opened.columns?.id !== undefined && { namesPaper: true as const }),
      };
      return { ...opened, format: format.name, records: keepWanted(opened.records, { isWanted, ...origin }) };
    } catch (error) {
      await peeked.close();
      throw error;
    }
  };
}

function findFormat(
  head: Uint8Array,
  { name, columns = {}, hint }: Pick<ReadPapersOptions, "name" | "columns" | "hint">,
): FormatName | undefined {
  const found = detectFormat(head, name);
  if (found !== undefined) return found;
  // Only a table has columns, or JSON, even that of programs whose papers are not read otherwise.
  if (Object.keys(columns).length === 0) return recognizeContent(head) ? undefined : hint;
  return detectMapped(head) ?? (recognizeContent(head) ? undefined : "csv");
}

/** Says what the source seems to be; only where that says little, the formats are listed. */
function refuseFormat(head: Uint8Array, name = "The content"): never {
  const kind = recognizeFile(head, name);
  if (isVague(kind)) throw new AppError("bad_input", `${name} has an unknown format. ${describeFormats()}`);
  const { what, advice = "it holds no list of papers" } = kind;
  throw new AppError("bad_input", describeKind({ what, advice }, name));
}

interface Selection extends Pick<ReadableRecord, "trust" | "namesPaper"> {
  readonly isWanted: (record: SourceRecord) => boolean;
}

async function* keepWanted(
  records: AsyncIterable<SourceRecord>,
  { isWanted, ...origin }: Selection,
): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    // Every record is an object of its own, so it is completed rather than copied, which took 4 % of reading RIS.
    if (isWanted(record)) yield "value" in record ? Object.assign(record, origin) : record;
  }
}
