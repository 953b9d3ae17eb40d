import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import Database from "better-sqlite3";
import { AppError, describeError } from "../../errors.js";

export interface CopyFileOptions {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Copies a file to disk, and returns its size and its SHA-256 in hexadecimal. */
export async function copyFile(
  from: string,
  to: string,
  { signal, onBytes }: CopyFileOptions,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  await mkdir(dirname(to), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  async function* hashChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(chunk.length);
      yield chunk;
    }
  }
  const source = createReadStream(from, { highWaterMark: 1 << 20 });
  await pipeline(source, hashChunks, createWriteStream(to, { flags: "wx", flush: true }), { signal });
  return { bytes, sha256: hash.digest("hex") };
}

/** A full or read-only disk is `unavailable`; other errors pass unchanged. */
export function wrapCopyError(error: unknown, place: string): unknown {
  const { code = "" } = error as NodeJS.ErrnoException;
  const isDisk =
    error instanceof Database.SqliteError
      ? /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code)
      : /^E[A-Z]+$/.test(code);
  if (error instanceof AppError || !isDisk) return error;
  const advice = /^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)
    ? "its disk is full. Free some space, or choose another folder."
    : describeError(error);
  return new AppError("unavailable", `${place} cannot be written, and nothing was left there: ${advice}`, {
    cause: error,
  });
}
