import { z } from "zod";
import { cleanText } from "../paper/clean-paper.js";
import type { EarlierVersion, PaperVersion } from "../paper/version.js";
import { type Paper, paperLimits } from "../paper/paper.js";
import { bytesToVector, vectorToBytes } from "../vectors/bytes.js";

/** A paper to export, with its stored versions and vector. */
export interface ExportedPaper {
  readonly paper: Paper;
  /** arXiv versions, newest first; empty if none is known. */
  readonly versions: readonly PaperVersion[];
  readonly vector?: Float32Array;
}

/**
 * One line of an export. Its keys are always in the same order, so equal papers give equal bytes. The vector is
 * little-endian float32 in base64, next to the fingerprint of its model, without which it means nothing.
 */
export function formatExportLine({ paper, versions, vector }: ExportedPaper, fingerprint: string): string {
  const version = versions.find(({ kept }) => kept)?.version;
  const earlierVersions = versions.flatMap(({ kept, ...earlier }) => (kept ? [] : [earlier]));
  const line = {
    ...paper,
    ...(version !== undefined && { version }),
    ...(earlierVersions.length > 0 && { earlierVersions }),
    ...(vector && { embedding: { model: fingerprint, float32: vectorToBytes(vector).toString("base64") } }),
  };
  return `${JSON.stringify(line)}\n`;
}

const versionNumber = z.number().int().min(1);
const versionSchema = z.object({ version: versionNumber });
const earlierVersionsSchema = z.object({
  earlierVersions: z.array(
    z.object({
      version: versionNumber,
      title: z.string().max(paperLimits.titleLength).transform(cleanText),
      date: z.string().max(paperLimits.dateLength).transform(cleanText).optional(),
      takenInAt: z.iso.datetime(),
    }),
  ),
});
const embeddingSchema = z.object({ embedding: z.object({ model: z.string(), float32: z.string() }) });

export interface ExportFacts {
  /** arXiv version, if known. */
  readonly version?: number;
  readonly earlierVersions?: readonly EarlierVersion[];
  readonly vector?: Float32Array;
}

/**
 * The version and vector in a line of an export. Records from other sources may have fields with these names but a
 * different shape: those are ignored, like all unknown fields.
 */
export function readExportFacts(value: unknown, fingerprint: string): ExportFacts {
  const version = versionSchema.safeParse(value).data?.version;
  const earlierVersions = earlierVersionsSchema.safeParse(value).data?.earlierVersions;
  const embedding = embeddingSchema.safeParse(value).data?.embedding;
  // A vector of another model is useless: the paper is embedded as if it had none.
  const vector = embedding?.model === fingerprint ? bytesToVector(Buffer.from(embedding.float32, "base64")) : undefined;
  return {
    ...(version !== undefined && { version }),
    ...(earlierVersions && { earlierVersions }),
    ...(vector && { vector }),
  };
}
