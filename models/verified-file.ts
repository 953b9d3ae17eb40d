import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../src/errors.js";
import type { ModelFile } from "../src/ports/models/model-store.js";

const partSuffix = ".part";
const staleAfterMs = 24 * 60 * 60 * 1000;

/** Bytes to write to `path`; they must match `file`. */
export interface VerifiedWrite {
  readonly path: string;
  readonly file: ModelFile;
  readonly content: AsyncIterable<Uint8Array>;
  readonly onBytes?: (bytesDone: number) => void;
}

/**
 * Writes a temporary file next to the target, hashes it while writing, and renames it only if it has the pinned sha256:
 * two processes may download the same file at once, and a reader never sees a partial file. Throws `damaged` for other
 * bytes and deletes them.
 */
export async function writeVerified({ path, file, content, onBytes }: VerifiedWrite): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await removeStaleParts(dirname(path));
  const part = join(dirname(path), `${basename(path)}.${randomUUID()}${partSuffix}`);
  try {
    const { bytes, sha256 } = await copyHashing(part, { content, limitBytes: file.bytes, onBytes });
    if (sha256 !== file.sha256) {
      const size = bytes === file.bytes ? "" : ` (${bytes} bytes instead of ${file.bytes})`;
      throw new AppError("damaged", `${file.path} has sha256 ${sha256}${size}, expected ${file.sha256}`);
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** Compares a file on disk with the pinned one, by size first because that is cheap. */
export async function checkFile(path: string, file: ModelFile): Promise<"ok" | "missing" | "wrong"> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return "missing";
  if (found.size !== file.bytes) return "wrong";
  return (await hashContent(createReadStream(path))) === file.sha256 ? "ok" : "wrong";
}

export async function hashContent(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

interface Copy {
  readonly content: AsyncIterable<Uint8Array>;
  readonly limitBytes: number;
  readonly onBytes: ((bytesDone: number) => void) | undefined;
}

async function copyHashing(path: string, { content, limitBytes, onBytes }: Copy) {
  const hash = createHash("sha256");
  const handle = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      // A server that never stops sending must not fill the disk.
      if (bytes > limitBytes) throw new AppError("damaged", `received more than the expected ${limitBytes} bytes`);
      hash.update(chunk);
      await handle.writeFile(chunk);
      onBytes?.(bytes);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** A killed process leaves its part file behind; after a day, none is still being written. */
async function removeStaleParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(partSuffix)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > staleAfterMs) await rm(path, { force: true });
  }
}
