import { setImmediate as nextTurn } from "node:timers/promises";
import { formatCount } from "../../../domain/text/amounts.js";
import { AppError } from "../../../errors.js";

/** The files of a zip archive, unpacked one at a time, as often as needed. */
export interface Archive {
  /** Unpacks as a stream; nothing if there is no such file. */
  readFile(name: string): AsyncGenerator<Uint8Array>;
}

/**
 * Holds a packed archive in memory, because the texts of a workbook may come after the sheet that refers to them. Throws
 * `too_large`.
 */
export async function holdArchive(chunks: AsyncIterable<Uint8Array>): Promise<Archive> {
  const held: Uint8Array[] = [];
  let packedBytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    packedBytes += chunk.length;
    if (packedBytes <= maxPackedBytes) continue;
    throw new AppError("too_large", `A workbook may have ${maxPackedBytes / 1024 ** 2} MiB. ${advice}`);
  }
  if (!hasEnd(held)) throw new AppError("bad_input", damaged);
  return { readFile: (name) => unpackFile(cutSlices(held), { name, packedBytes }) };
}

/** Whether the record is there that ends an archive, before a comment. */
function hasEnd(held: readonly Uint8Array[]): boolean {
  const tail: Uint8Array[] = [];
  for (let bytes = 0, at = held.length - 1; at >= 0 && bytes < maxEndBytes; at -= 1) {
    tail.unshift(held[at]!);
    bytes += held[at]!.length;
  }
  return Buffer.concat(tail).subarray(-maxEndBytes).includes("PK\u0005\u0006");
}

const maxEndBytes = 64 * 1024 + 22;

const maxPackedBytes = 64 * 1024 * 1024;
const advice = "Save the sheet as CSV, which has no such limit.";

/** Sheets pack to about a tenth, a bomb to a thousandth. */
const maxGrowth = 200;
/** Harmless at any ratio. */
const alwaysAllowedBytes = 16 * 1024 * 1024;

interface WantedFile {
  readonly name: string;
  readonly packedBytes: number;
}

async function* unpackFile(
  slices: Iterable<Uint8Array>,
  { name, packedBytes }: WantedFile,
): AsyncGenerator<Uint8Array> {
  const { Unzip, UnzipInflate } = await import("fflate");
  const ready: Uint8Array[] = [];
  const state = { isFound: false, isWhole: false, bytes: 0 };
  const unzip = new Unzip((file) => {
    if (file.name !== name) return;
    state.isFound = true;
    file.ondata = (failure, chunk, isLast) => {
      if (failure) throw failure;
      ready.push(chunk);
      state.bytes += chunk.length;
      state.isWhole ||= isLast;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (const slice of slices) {
    try {
      unzip.push(slice);
    } catch (cause) {
      throw new AppError("bad_input", damaged, { cause });
    }
    if (state.bytes > Math.max(alwaysAllowedBytes, packedBytes * maxGrowth)) {
      throw new AppError("too_large", `The workbook unpacks to more than ${formatCount(maxGrowth)} times its size.`);
    }
    yield* ready.splice(0);
    if (state.isWhole) return;
    // Unpacking never awaits.
    await nextTurn();
  }
  if (state.isFound) throw new AppError("bad_input", damaged);
}

const damaged = "The workbook is damaged or truncated.";

/** A slice can unpack to a thousand times its size. */
const sliceBytes = 16 * 1024;

function* cutSlices(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += sliceBytes) yield chunk.subarray(start, start + sliceBytes);
  }
}
