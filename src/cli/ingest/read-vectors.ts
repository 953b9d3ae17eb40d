import { type FileHandle, open } from "node:fs/promises";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { countVectorBytes, decodeVector, type VectorType, vectorTypes } from "../../domain/vectors/file.js";
import { AppError } from "../../errors.js";
import type { PaperRecord } from "../../services/ingest/check-records.js";
import { formatCount } from "../../domain/text/amounts.js";
import { describeOpenFailure } from "./paper-files.js";

export interface VectorFile {
  readonly path: string;
  readonly type: VectorType;
}

export interface CheckVectorsOptions {
  readonly vectors: VectorFile;
  readonly records: AsyncIterable<SourceRecord>;
  /** Name of the file of papers. */
  readonly name: string;
  readonly dimensions: number;
}

/** Takes the type from the file's extension unless it is given. Throws `bad_input` if neither determines it. */
export function chooseVectorType(path: string, given: string | undefined): VectorType {
  const type = vectorTypes.find((known) => (given === undefined ? path.endsWith(`.${known}`) : given === known));
  if (type) return type;
  throw new AppError("bad_input", `${path}: expected a name that ends in .f16 or .f32, or --vectors-type f16 or f32.`);
}

/**
 * Compares the number of vectors with that of papers before anything is stored: after a missing or an extra vector, all
 * papers would get a neighbour's vector. Throws `bad_input`.
 */
export async function checkVectorCount({ vectors, records, name, dimensions }: CheckVectorsOptions): Promise<void> {
  const bytes = await withFile(vectors.path, async (file) => (await file.stat()).size);
  let papers = 0;
  for await (const _ of records) papers += 1;
  const expected = papers * countVectorBytes(vectors.type, dimensions);
  if (bytes === expected) return;
  const other = vectorTypes.find(
    (type) => type !== vectors.type && papers * countVectorBytes(type, dimensions) === bytes,
  );
  const held = bytes / countVectorBytes(vectors.type, dimensions);
  const found = Number.isInteger(held)
    ? `has ${formatCount(held)} vectors`
    : `has ${formatCount(bytes)} bytes, which is not a whole number of vectors`;
  const advice = other ? ` It would fit --vectors-type ${other}.` : "";
  throw new AppError(
    "bad_input",
    `${vectors.path} ${found}; expected one for each of the ${formatCount(papers)} papers of ${name}, of ${dimensions} ${vectors.type} numbers each: ${formatCount(expected)} bytes.${advice}`,
  );
}

/** Vectors read at a time. */
const vectorsOfBlock = 256;

/**
 * Adds to each record the vector at its position in the file. Throws `bad_input` if the vectors end before the records.
 */
export async function* joinVectors(
  records: AsyncIterable<SourceRecord>,
  { path, type }: VectorFile,
  dimensions: number,
): AsyncGenerator<PaperRecord> {
  const file = await openFile(path);
  try {
    const vectorBytes = countVectorBytes(type, dimensions);
    const block = new Uint8Array(vectorsOfBlock * vectorBytes);
    let held = 0;
    let used = 0;
    for await (const record of records) {
      if (used === held) {
        held = Math.floor((await readFully(file, block)) / vectorBytes);
        used = 0;
      }
      if (held === 0) throw new AppError("bad_input", `${path} has no vector for line ${record.line}.`);
      const start = used * vectorBytes;
      used += 1;
      yield { ...record, vector: decodeVector(block.subarray(start, start + vectorBytes), type) };
    }
  } finally {
    await file.close();
  }
}

async function readFully(file: FileHandle, block: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await file.read(block, filled, block.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw new AppError("bad_input", describeOpenFailure(path, error), { cause: error });
  }
}
