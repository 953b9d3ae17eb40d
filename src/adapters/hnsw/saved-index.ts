import { join } from "node:path";
import { z } from "zod";
import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import { hashFile, readManifest } from "../index-file.js";

const manifestSchema = z.object({
  format: z.literal(1),
  storeId: z.string(),
  fingerprint: z.string(),
  m: z.number(),
  efConstruction: z.number(),
  /** Name of the data file next to the manifest, and its checksum. */
  file: z.string(),
  sha256: z.string(),
  lastChange: z.number(),
  count: z.number(),
  deleted: z.array(z.number()),
});

export type HnswManifest = z.output<typeof manifestSchema>;

export interface ExpectedIndex {
  readonly folder: string;
  readonly storeId: string;
  readonly fingerprint: string;
  readonly m: number;
  readonly logger: Logger;
}

/** Above this share of deleted points searches visit too many of them: the next start rebuilds the index. */
const maxDeletedShare = 0.3;

/**
 * The saved index if it is intact and belongs to this store and model; otherwise `undefined`, with the reason in the
 * log.
 */
export async function findSavedIndex(expected: ExpectedIndex): Promise<HnswManifest | undefined> {
  const manifestFile = join(expected.folder, "hnsw.json");
  try {
    const manifest = await readManifest(manifestFile);
    if (manifest === undefined) return undefined;
    const parsed = manifestSchema.parse(manifest);
    const flaw = await findFlaw(parsed, expected);
    if (flaw === undefined) return parsed;
    expected.logger.warn(
      { index: "hnsw", reason: flaw },
      `The vector index in ${expected.folder} ${flaw}; it is rebuilt from the store.`,
    );
  } catch (error) {
    const reason = describeError(error).replaceAll("\n", " ");
    expected.logger.warn(
      { index: "hnsw", reason },
      `The vector index in ${expected.folder} cannot be read; it is rebuilt from the store.`,
    );
  }
  return undefined;
}

async function findFlaw(manifest: HnswManifest, expected: ExpectedIndex): Promise<string | undefined> {
  if (manifest.storeId !== expected.storeId) return "belongs to another store";
  if (manifest.fingerprint !== expected.fingerprint) return "is of another model";
  if (manifest.m !== expected.m) return `was built with M ${manifest.m}, and ${expected.m} is wanted`;
  if (manifest.deleted.length > maxDeletedShare * (manifest.count + manifest.deleted.length))
    return "holds many deleted papers";
  const sha256 = await hashFile(join(expected.folder, manifest.file));
  return sha256 === manifest.sha256 ? undefined : "is damaged (its checksum is wrong)";
}
