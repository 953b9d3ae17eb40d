import { createFormats } from "../../src/compose/formats.js";
import { composeSources } from "../../src/compose/sources.js";
import { loadConfig } from "../../src/config.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import type { FoundSource } from "../../src/domain/sources/paper-format.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { ReadPapersOptions } from "../../src/services/sources/read-papers.js";

export interface ReadSource extends FoundSource {
  readonly records: readonly SourceRecord[];
  /** The papers of the valid records. */
  readonly papers: readonly PaperInput[];
}

/** Reads a source as the composition does, but in this thread, in chunks of the given size in bytes. */
export async function readSource(
  content: string | Uint8Array,
  options: ReadPapersOptions = {},
  chunkBytes = 64 * 1024,
): Promise<ReadSource> {
  const { readPapers } = composeSources(loadConfig({}, {}), createFormats());
  const { records, ...found } = await readPapers(cutBytes(content, chunkBytes), options);
  const read: SourceRecord[] = [];
  for await (const record of records) read.push(record);
  const papers = read.flatMap((record) => ("value" in record ? [record.value as PaperInput] : []));
  return { ...found, records: read, papers };
}

export async function* cutBytes(content: string | Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}
