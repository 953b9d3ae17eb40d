import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, describeError } from "../../errors.js";

/** RFC 8878, section 3.1.1; skippable frames may come first. */
export function isZstd(head: Uint8Array): boolean {
  const [first = 0, second, third, fourth] = head;
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return true;
  return (first & 0xf0) === 0x50 && second === 0x2a && third === 0x4d && fourth === 0x18;
}

/** Four times the window of any level but --ultra; the library moves the whole window at each block. */
const maxWindowBytes = 32 * 1024 * 1024;

/** Throws `too_large` for a frame with a larger window than files of papers need (RFC 8878, section 3.1.1.1.2). */
export function checkFrame(head: Uint8Array): void {
  const [magic, , , , descriptor = 0, windowDescriptor = 0] = head;
  if (magic !== 0x28) return;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const windowBytes = isSingleSegment ? readContentSize(head, descriptor) : readWindow(windowDescriptor);
  if (windowBytes <= maxWindowBytes) return;
  const limit = maxWindowBytes / 1024 ** 2;
  throw new AppError(
    "too_large",
    `This zstd file needs a window of over ${limit} MiB: compress it without --long or --ultra.`,
  );
}

function readWindow(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** The window of a single-segment frame is its content, whose size takes 1, 2, 4 or 8 bytes after the dictionary id. */
function readContentSize(head: Uint8Array, descriptor: number): number {
  const start = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const length = [1, 2, 4, 8][descriptor >> 6] ?? 1;
  const bytes = head.subarray(start, start + length);
  const size = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
  return length === 2 ? size + 256 : size;
}

/** Four bytes can expand to 128 KiB, so the library receives small slices. */
const sliceBytes = 4 * 1024;

/** Decompresses slice by slice. Throws `bad_input` for damaged data. */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import("fzstd");
  let unpacked: Uint8Array[] = [];
  const decompress = new Decompress((chunk) => void unpacked.push(chunk));
  const push = (slice: Uint8Array, isLast: boolean) => {
    try {
      decompress.push(slice, isLast);
    } catch (cause) {
      throw new AppError("bad_input", `The zstd data is damaged or truncated: ${describeError(cause)}.`, { cause });
    }
    const ready = unpacked;
    unpacked = [];
    return ready;
  };
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += sliceBytes) {
      yield* push(chunk.subarray(start, start + sliceBytes), false);
      // Unpacking never awaits, so it must yield within a chunk.
      await nextTurn();
    }
  }
  yield* push(new Uint8Array(0), true);
}
