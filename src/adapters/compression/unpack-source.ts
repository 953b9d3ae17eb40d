import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { peekSource } from "../../domain/sources/peek-source.js";
import { AppError, describeError } from "../../errors.js";
import type { UnpackSource } from "../../ports/sources/paper-format.js";
import { checkFrame, isZstd, unzstd } from "./zstd.js";

/** Unpacks gzip and zstd as a stream, no faster than the reader consumes it. */
export const unpackSource: UnpackSource = (source) => unpackLayers(source, maxLayers);

/** A compressed file may have been compressed again in transit. */
const maxLayers = 2;

async function* unpackLayers(source: AsyncIterable<Uint8Array>, layers: number): AsyncGenerator<Uint8Array> {
  const { head, chunks } = await peekSource(source, headBytes);
  if (layers === 0) yield* chunks;
  // RFC 1952, section 2.3.1.
  else if (head[0] === 0x1f && head[1] === 0x8b) yield* unpackLayers(limitGrowth(chunks, gunzip), layers - 1);
  else if (isZstd(head)) {
    checkFrame(head);
    yield* unpackLayers(limitGrowth(chunks, unzstd), layers - 1);
  } else yield* chunks;
}

const headBytes = 18;

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    // Errors from the source and from zlib both surface in this loop.
    yield* pipeline(chunks, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (!code.startsWith("Z_")) throw cause;
    throw new AppError("bad_input", `The gzip data is damaged or truncated: ${describeError(cause)}.`, { cause });
  }
}

/** Papers compress to a third or a fifth of their size; a decompression bomb to a thousandth. */
const maxGrowth = 200;
/** Harmless at any ratio: a short text of one repeated line compresses extremely well. */
const alwaysAllowedBytes = 64 * 1024 * 1024;

async function* limitGrowth(
  chunks: AsyncIterable<Uint8Array>,
  unpack: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let packedBytes = 0;
  let bytes = 0;
  async function* count(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      packedBytes += chunk.length;
      yield chunk;
    }
  }
  for await (const chunk of unpack(count())) {
    bytes += chunk.length;
    if (bytes > alwaysAllowedBytes && bytes > packedBytes * maxGrowth) {
      throw new AppError("too_large", `The data unpacks to more than ${maxGrowth} times its size, which is the limit.`);
    }
    yield chunk;
  }
}
