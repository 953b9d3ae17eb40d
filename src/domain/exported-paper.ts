import { z } from "zod";
import { filterSchema } from "./filter.js";
import type { Paper } from "./paper.js";

/** A paper on its way out, with what is kept of it beside its fields. */
export interface ExportedPaper {
  readonly paper: Paper;
  /** Of arXiv, where it is known. */
  readonly version?: number;
  readonly vector?: Float32Array;
}

export const exportRequestSchema = z.object({
  filter: filterSchema.default({}),
  vectors: z.boolean().default(false),
});
export type ExportRequest = z.output<typeof exportRequestSchema>;

/**
 * One line of an export. Its keys are always in the same order, so equal papers are equal bytes. The vector lies in it
 * as base64 of little-endian float32, next to the fingerprint of its model: it means nothing without.
 */
export function formatExportLine({ paper, version, vector }: ExportedPaper, fingerprint: string): string {
  const line = {
    ...paper,
    ...(version !== undefined && { version }),
    ...(vector && { embedding: { model: fingerprint, float32: encodeFloats(vector) } }),
  };
  return `${JSON.stringify(line)}\n`;
}

const versionSchema = z.object({ version: z.number().int().min(1) });
const embeddingSchema = z.object({ embedding: z.object({ model: z.string(), float32: z.string() }) });

/**
 * What a line of an export says beside the paper's fields. Other people's records may have fields of these names and of
 * another form: those are passed over, as all unknown fields are.
 */
export function readExportFacts(value: unknown, fingerprint: string): Omit<ExportedPaper, "paper"> {
  const version = versionSchema.safeParse(value).data?.version;
  const embedding = embeddingSchema.safeParse(value).data?.embedding;
  // A vector of another model says nothing here: the paper is embedded as if it had come without.
  const vector = embedding?.model === fingerprint ? decodeFloats(embedding.float32) : undefined;
  return { ...(version !== undefined && { version }), ...(vector && { vector }) };
}

function encodeFloats(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}

/** Of bytes that are no whole number of floats, what is over is lost, and then the length tells. */
function decodeFloats(text: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
}
