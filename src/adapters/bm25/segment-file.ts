import { createHash } from "node:crypto";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { syncFile } from "../index-file.js";
import type { PackedSegment } from "./merge-segments.js";
import { measureSegment, type SegmentShape } from "./segment.js";

export interface WriteRequest {
  readonly folder: string;
  readonly buffer: SharedArrayBuffer;
}

export interface SegmentFile {
  /** Name within the folder, derived from the contents: a file that a manifest names is never overwritten. */
  readonly file: string;
  /** In hexadecimal. */
  readonly sha256: string;
}

export interface ReadRequest {
  readonly path: string;
  readonly shape: SegmentShape;
  readonly sha256: string;
}

/** The segment, or what is wrong with its file. */
export type ReadOutcome = { readonly segment: PackedSegment } | { readonly flaw: string };

// One system call cannot write more than 2 GiB.
const chunkBytes = 1 << 24;

export async function writeSegmentFile({ folder, buffer }: WriteRequest): Promise<SegmentFile> {
  const temporary = join(folder, "bm25-new.bin.tmp");
  const hash = createHash("sha256");
  const handle = await open(temporary, "w");
  try {
    for (const chunk of listChunks(buffer)) {
      hash.update(chunk);
      await writeWhole(handle, chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  const sha256 = hash.digest("hex");
  const file = `bm25-${sha256.slice(0, 16)}.bin`;
  await rename(temporary, join(folder, file));
  await syncFile(folder);
  return { file, sha256 };
}

export async function readSegmentFile({ path, shape, sha256 }: ReadRequest): Promise<ReadOutcome> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (handle === undefined) return { flaw: "is missing" };
  try {
    const expected = measureSegment(shape);
    const { size } = await handle.stat();
    if (size !== expected) return { flaw: `is damaged: it has ${size} bytes, and ${expected} were expected` };
    const buffer = new SharedArrayBuffer(expected);
    const hash = createHash("sha256");
    for (const chunk of listChunks(buffer)) {
      await readWhole(handle, chunk);
      hash.update(chunk);
    }
    if (hash.digest("hex") !== sha256) return { flaw: "is damaged: its checksum is wrong" };
    return { segment: { shape, buffer } };
  } finally {
    await handle.close();
  }
}

type FileHandle = Awaited<ReturnType<typeof open>>;

function* listChunks(buffer: SharedArrayBuffer): Generator<Uint8Array> {
  for (let start = 0; start < buffer.byteLength; start += chunkBytes) {
    yield new Uint8Array(buffer, start, Math.min(chunkBytes, buffer.byteLength - start));
  }
}

/** A write can be short without an error, for example on a nearly full disk. */
async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done);
    done += bytesWritten;
  }
}

async function readWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesRead } = await handle.read(chunk, done, chunk.length - done, null);
    // The file shrank after its size was read; its checksum will not match.
    if (bytesRead === 0) return;
    done += bytesRead;
  }
}
