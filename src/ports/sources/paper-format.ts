import type { ColumnMapping } from "../../domain/sources/column-mapping.js";
import type { TableHead } from "../../domain/tables/table-head.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import type { FormatName } from "../../domain/sources/paper-format.js";

export interface FormatOptions {
  /** Columns of a table, or paths of JSON, as named by the caller. */
  readonly columns?: ColumnMapping;
  /** The sheet of a workbook; the first one with titles by default. */
  readonly sheet?: string | undefined;
  /** Whether the first rows of a table are wanted, to show them to a person. */
  readonly showsTable?: boolean;
  /** Whether the keys of JSON are those of our own papers in any case, so that nothing is guessed or awaited. */
  readonly hasOwnKeys?: boolean;
  /** Whether records should say what their file holds for its owner: notes, tags, keys, ratings. */
  readonly readsEntries?: boolean;
}

export interface OpenedFormat {
  /** For a table, and for JSON that is read as one: the column of each field. */
  readonly columns?: ColumnMapping;
  /** For a workbook with several sheets: that which is read, and all. */
  readonly sheet?: string;
  readonly sheets?: readonly string[];
  /** For a table, if it is wanted. */
  readonly table?: TableHead;
  readonly records: AsyncIterable<SourceRecord>;
}

/** One file format for papers. */
export interface PaperFormat {
  readonly name: FormatName;
  /**
   * Reads papers from the bytes of an unpacked source as they arrive: memory does not grow with the source. An entry
   * that cannot be read becomes a record with its line, or its position in the list, and the reason; the entries after
   * it are still read; one on which a thread hangs is the last record. Throws `bad_input` before the first record when nothing of the source can be read.
   */
  open(chunks: AsyncIterable<Uint8Array>, options: FormatOptions): Promise<OpenedFormat>;
}

/**
 * Unpacks gzip and zstd, recognised by their first bytes, also nested in each other; other sources pass unchanged.
 * Throws `bad_input` for broken or truncated input, and `too_large` for input that unpacks to far more than papers
 * would.
 */
export type UnpackSource = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
