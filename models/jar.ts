import { createReadStream } from "node:fs";
import { Unzip, UnzipInflate } from "fflate";
import { AppError } from "../src/errors.js";

/** Small chunks limit each inflate step, and so each block of the event loop, to about a millisecond. */
const chunkBytes = 64 * 1024;

/** Names of the files in a zip or jar; none if the file is neither. */
export async function listJarEntries(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  const unzip = new Unzip((file) => names.push(file.name));
  for await (const chunk of readChunks(path)) unzip.push(chunk);
  return names.filter((name) => !name.endsWith("/"));
}

interface Inflating {
  readonly ready: Uint8Array[];
  found: boolean;
  finished: boolean;
  failure: Error | undefined;
}

/** Inflates one entry as a stream, never all of it in memory. Throws `damaged` if the jar lacks it. */
export async function* readJarEntry(path: string, entry: string): AsyncGenerator<Uint8Array> {
  const inflating: Inflating = { ready: [], found: false, finished: false, failure: undefined };
  const unzip = new Unzip((file) => {
    if (file.name !== entry) return;
    inflating.found = true;
    file.ondata = (error, chunk, final) => {
      if (error) inflating.failure = error;
      else inflating.ready.push(chunk);
      inflating.finished ||= final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of readChunks(path)) {
    unzip.push(chunk);
    if (inflating.failure) throw new AppError("damaged", `${path} cannot be unpacked`, { cause: inflating.failure });
    yield* inflating.ready.splice(0);
    if (inflating.finished) return;
  }
  throw new AppError("damaged", `${path} ${inflating.found ? "is truncated in" : "has no"} ${entry}`);
}

function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: chunkBytes });
}
