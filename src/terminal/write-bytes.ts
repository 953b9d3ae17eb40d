import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

export interface WriteOptions {
  readonly gzip: boolean;
  /** Aborts the write; its reason is thrown. */
  readonly signal: AbortSignal;
}

/** Writes bytes with back-pressure, optionally gzipped; `end` closes the output afterwards. */
export async function writeBytes(
  output: Writable,
  chunks: AsyncIterable<Uint8Array>,
  { gzip, signal, end }: WriteOptions & { readonly end: boolean },
): Promise<void> {
  await pipeline([Readable.from(chunks), ...(gzip ? [createGzip()] : []), output], { signal, end });
}
