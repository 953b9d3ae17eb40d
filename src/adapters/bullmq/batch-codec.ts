import { z } from "zod";
import type { EmbedBatch, EmbeddedBatch, EmbedResult } from "../../domain/ingest/embed-batch.js";
import { bytesToVector, vectorToBytes } from "../../domain/vectors/bytes.js";

/** What the job in the queue `index` carries: the batch without its texts. */
export type BatchHead = Omit<EmbeddedBatch, "results">;

/**
 * A job's data as BullMQ stores it. The content is JSON inside a string, because PostgreSQL's jsonb refuses two things
 * that a text may hold, the character U+0000 and half of a surrogate pair; encoded twice they are plain ASCII.
 */
export interface JobPayload {
  readonly content: string;
}

const storedResultsSchema = z.object({
  /** All vectors one after the other: base64 of float32, little-endian. */
  vectors: z.string(),
  dimensions: z.number().int().min(0),
  /** Position of each text without a vector, and why. */
  failures: z.array(z.tuple([z.number().int().min(0), z.string()])),
});
type StoredResults = z.output<typeof storedResultsSchema>;

/** BullMQ forbids `:` in a job id, and an id that is a number. */
export function toJobId(batchId: string): string {
  return `b-${encodeURIComponent(toStorable(batchId))}`;
}

/** PostgreSQL stores no U+0000, and neither it nor a URL takes half of a surrogate pair. */
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

/** One string for a batch's results. All vectors must have the same length, as those of one model do. */
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
 * The inverse of `encodeResults`, bit by bit: one result for each of the batch's `count` texts. Of what another worker
 * wrote it gives as many as there are, and none where it cannot be read.
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

/** `undefined` for what no version of `encodeResults` writes. */
function parseResults(encoded: string): StoredResults | undefined {
  try {
    return storedResultsSchema.parse(JSON.parse(encoded));
  } catch {
    return undefined;
  }
}
