import { z } from "zod";
import { cleanText } from "../paper/clean-paper.js";
import type { EarlierVersion, PaperVersion } from "../paper/version.js";
import { type Paper, paperLimits } from "../paper/paper.js";
import { bytesToVector, vectorToBytes } from "../vectors/bytes.js";

/** A paper to export, with what is stored besides its fields. */
export interface ExportedPaper {
  readonly paper: Paper;
  /** Of arXiv, newest first; none where none is known. */
  readonly versions: readonly PaperVersion[];
  readonly vector?: Float32Array;
}

/**
 * One line of an export. Its keys are always in the same order, so equal papers are equal bytes. The vector is
 * base64 of little-endian float32, next to the fingerprint of its model: it means nothing without.
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
  /** Of arXiv, where it is known. */
  readonly version?: number;
  readonly earlierVersions?: readonly EarlierVersion[];
  readonly vector?: Float32Array;
}

/**
 * What a line of an export says beside the paper's fields. Other people's records may have fields of these names and of
 * another form: those are passed over, as all unknown fields are.
 */
export function readExportFacts(value: unknown, fingerprint: string): ExportFacts {
  const version = versionSchema.safeParse(value).data?.version;
  const earlierVersions = earlierVersionsSchema.safeParse(value).data?.earlierVersions;
  const embedding = embeddingSchema.safeParse(value).data?.embedding;
  // A vector of another model is of no use: the paper is embedded as if it had none.
  const vector = embedding?.model === fingerprint ? bytesToVector(Buffer.from(embedding.float32, "base64")) : undefined;
  return {
    ...(version !== undefined && { version }),
    ...(earlierVersions && { earlierVersions }),
    ...(vector && { vector }),
  };
}
