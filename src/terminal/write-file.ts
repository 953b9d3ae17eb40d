import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { namePartial } from "../domain/files/partial-name.js";
import { AppError, describeError } from "../errors.js";
import { writeBytes, type WriteOptions } from "./write-bytes.js";

/**
 * Writes a file atomically: to a temporary file, which then replaces any file at the path. Throws `unavailable` if it
 * cannot be written, `conflict` for a file of a data folder.
 */
export async function writeFileAtomically(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  options: WriteOptions,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, namePartial(basename(path), { pid: process.pid, id: randomUUID() }));
  requireOwnPlace(path);
  try {
    const file = createWriteStream(temporary, { flags: "wx", flush: true });
    await writeBytes(file, chunks, { ...options, end: true });
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true });
    options.signal.throwIfAborted();
    throw wrapWriteError(error, path);
  }
}

/** A slip in a path must not replace the store by an export of it. */
function requireOwnPlace(path: string): void {
  const folder = dirname(resolve(path));
  const isInData = [folder, dirname(folder)].some((one) => existsSync(join(one, "papers.sqlite")));
  if (isInData && existsSync(path))
    throw new AppError("conflict", `${path} is a file of a data folder: name another place for the output.`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Returns errors of the source unchanged. */
function wrapWriteError(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || code === undefined || syscall === undefined) return error;
  const advice =
    code === "ENOSPC" ? "the disk is full: free some space, or choose another place" : describeError(error);
  return new AppError("unavailable", `${path} cannot be written, so nothing was saved: ${advice}.`, { cause: error });
}
