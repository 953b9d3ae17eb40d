import { z } from "zod";
import type { EmbedBatch, EmbeddedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { bytesToVector, vectorToBytes } from "../../domain/vectors/bytes.js";

/** The data of the job in the queue `index`: the batch without its texts. */
export type BatchHead = Omit<EmbeddedBatch, "results">;

/**
 * A job's data as stored by BullMQ. The content is JSON inside a string, because PostgreSQL's jsonb rejects two things
 * that a text may contain, the character U+0000 and lone surrogates; encoded twice they are plain ASCII.
 */
export interface JobPayload {
  readonly content: string;
}

const storedResultsSchema = z.object({
  /** All vectors in sequence: base64 of float32, little-endian. */
  vectors: z.string(),
  dimensions: z.number().int().min(0),
  /** The position of each text without a vector, and the reason. */
  failures: z.array(z.tuple([z.number().int().min(0), z.string()])),
});
type StoredResults = z.output<typeof storedResultsSchema>;

/** BullMQ forbids `:` in job ids, and numeric ids. */
export function toJobId(batchId: string): string {
  return `b-${encodeURIComponent(toStorable(batchId))}`;
}

/** PostgreSQL cannot store U+0000, and neither it nor a URL accepts lone surrogates. */
export function toStorable(text: string): string {
  return Buffer.from(text).toString().replaceAll("\0", "");
}

export function toBatchId(jobId: string): string {
  return decodeURIComponent(jobId.slice("b-".length));
}

export function encodeBatch(batch: EmbedBatch): JobPayload {
  return { content: JSON.stringify(batch) };
}

export function decodeBatch(payload: JobPayload): EmbedBatch {
  return JSON.parse(payload.content) as EmbedBatch;
}

export function encodeHead(batch: EmbedBatch): JobPayload {
  const papers = batch.papers.map(({ ordinal, textHash }) => ({ ordinal, textHash }));
  return { content: JSON.stringify({ id: batch.id, fingerprint: batch.fingerprint, papers }) };
}

export function decodeHead(payload: JobPayload): BatchHead {
  return JSON.parse(payload.content) as BatchHead;
}

/** The results of a batch as one string. All vectors must have the same length, like those of one model. */
export function encodeResults(results: readonly EmbedResult[]): string {
  const vectors = results.flatMap((result) => ("vector" in result ? [result.vector] : []));
  const failures = results.flatMap((result, index): StoredResults["failures"] =>
    "failure" in result ? [[index, result.failure]] : [],
  );
  const dimensions = vectors[0]?.length ?? 0;
  const floats = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => {
    if (vector.length !== dimensions) throw new Error("the vectors of one batch differ in length");
    floats.set(vector, row * dimensions);
  });
  const stored: StoredResults = { vectors: vectorToBytes(floats).toString("base64"), dimensions, failures };
  return JSON.stringify(stored);
}

/**
 * The exact inverse of `encodeResults`: one result for each of the batch's `count` texts. For a string from another
 * version it returns as many results as it finds, and none if it cannot be read.
 */
export function decodeResults(encoded: string, count: number): EmbedResult[] {
  const stored = parseResults(encoded);
  if (!stored || stored.failures.some(([position]) => position >= count)) return [];
  const floats = bytesToVector(Buffer.from(stored.vectors, "base64"));
  const failures = new Map(stored.failures);
  const rows = stored.dimensions > 0 ? Math.ceil(floats.length / stored.dimensions) : 0;
  let row = 0;
  return Array.from({ length: Math.min(rows + failures.size, count + 1) }, (_, index) => {
    const failure = failures.get(index);
    if (failure !== undefined) return { failure };
    const start = row++ * stored.dimensions;
    return { vector: floats.slice(start, start + stored.dimensions) };
  });
}

/** `undefined` for a string that no version of `encodeResults` writes. */
function parseResults(encoded: string): StoredResults | undefined {
  try {
    return storedResultsSchema.parse(JSON.parse(encoded));
  } catch {
    return undefined;
  }
}
