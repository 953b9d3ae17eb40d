import { constants, createReadStream } from "node:fs";
import { access, stat } from "node:fs/promises";
import { addAbortSignal, pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError, describeError } from "../../errors.js";

/** One source of JSON Lines. */
export interface PaperFile {
  /** As the user named it. */
  readonly name: string;
  /** Bytes on the disk, packed where the file is; unknown for standard input. */
  readonly bytes?: number;
  /** Its content, unpacked. Throws `damaged` for a broken gzip file; an abort ends it with its reason. */
  read(options?: ReadOptions): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Called with the bytes read so far, out of `bytes`. */
  readonly onBytes?: (bytesDone: number) => void;
}

export const standardInput = "-";

/** Looks at the file before anything is started for it. Throws `bad_input` when it cannot be read. */
export async function findPaperFile(name: string, input: Readable): Promise<PaperFile> {
  if (name === standardInput) return { name: "standard input", read: (options) => readUnpacked(name, input, options) };
  const facts = await stat(name).catch((error: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(name, error), { cause: error });
  });
  if (facts.isDirectory())
    throw new AppError("bad_input", `${name} is a folder: expected a file with one JSON paper a line.`);
  await access(name, constants.R_OK).catch((error: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(name, error), { cause: error });
  });
  return {
    name,
    ...(facts.isFile() && { bytes: facts.size }),
    read: (options) => readUnpacked(name, createReadStream(name), options),
  };
}

/** Throws `bad_input` for a file that is not there or may not be read. */
export function describeOpenFailure(name: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `There is no file ${name}.`;
  if (code === "EACCES") return `${name} may not be read by this user.`;
  return `${name} cannot be read: ${describeError(error)}`;
}

async function* readUnpacked(
  name: string,
  source: Readable,
  { signal, onBytes }: ReadOptions = {},
): AsyncGenerator<Uint8Array> {
  if (signal) addAbortSignal(signal, source);
  const { packed, chunks } = await detectGzip(countBytes(source, onBytes));
  if (!packed) {
    yield* chunks;
    return;
  }
  try {
    // Errors of either end come out of the loop below.
    yield* pipeline(chunks, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (!code.startsWith("Z_")) throw cause;
    throw new AppError("damaged", `${name} is not a whole gzip file: ${describeError(cause)}`, { cause });
  }
}

async function* countBytes(
  source: AsyncIterable<Uint8Array>,
  onBytes: ReadOptions["onBytes"],
): AsyncGenerator<Uint8Array> {
  let bytesDone = 0;
  for await (const chunk of source) {
    bytesDone += chunk.length;
    onBytes?.(bytesDone);
    yield chunk;
  }
}

interface Detected {
  readonly packed: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A gzip file begins with 0x1f 0x8b (RFC 1952, section 2.3.1); its name says nothing certain. */
async function detectGzip(source: AsyncGenerator<Uint8Array>): Promise<Detected> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const { value, done } = await source.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* source;
  }
  return { packed: head[0] === 0x1f && head[1] === 0x8b, chunks: chunks() };
}
