import { constants, createReadStream } from "node:fs";
import { access, stat } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { AppError, describeError } from "../../errors.js";

/** A file of papers, or standard input. */
export interface PaperFile {
  /** As the user named it. */
  readonly name: string;
  /** Unknown for standard input. */
  readonly bytes?: number;
  /** Reads the raw bytes, compressed or not; an abort ends the stream with its reason. */
  read(options?: ReadOptions): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of bytes read so far. */
  readonly onBytes?: (bytesDone: number) => void;
}

export const standardInput = "-";

/** Checks the file before any work starts. Throws `bad_input` if it cannot be read. */
export async function findPaperFile(name: string, input: Readable): Promise<PaperFile> {
  if (name === standardInput) return { name: "standard input", read: (options) => readBytes(input, options) };
  const facts = await stat(name).catch((error: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(name, error), { cause: error });
  });
  if (facts.isDirectory())
    throw new AppError("bad_input", `${name} is a folder: expected a file with one JSON paper per line.`);
  await access(name, constants.R_OK).catch((error: unknown) => {
    throw new AppError("bad_input", describeOpenFailure(name, error), { cause: error });
  });
  return {
    name,
    ...(facts.isFile() && { bytes: facts.size }),
    read: (options) => readBytes(createReadStream(name), options),
  };
}

/** Explains why a file could not be opened. */
export function describeOpenFailure(name: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `There is no file ${name}.`;
  if (code === "EACCES") return `${name} cannot be read: this user lacks the permission.`;
  return `${name} cannot be read: ${describeError(error)}`;
}

function readBytes(source: Readable, { signal, onBytes }: ReadOptions = {}): AsyncIterable<Uint8Array> {
  return countBytes(signal ? addAbortSignal(signal, source) : source, onBytes);
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
