import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { endianness } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Bm25Parameters } from "../../domain/search/bm25.js";
import { termsVersion } from "../../domain/text/terms.js";
import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";
import { hashFile, readManifest, writeManifest } from "../index-file.js";
import type { PackedSegment } from "./merge-segments.js";
import type { SegmentFile } from "./segment-file.js";
import type { SegmentThread } from "./segment-thread.js";

export interface SavedPlace {
  readonly folder: string;
  /** Identity of the store: an index of another store is not read. */
  readonly storeId: string;
  readonly parameters: Bm25Parameters;
  readonly thread: SegmentThread;
}

export interface SavedSegment {
  readonly segment: PackedSegment;
  readonly lastChange: number;
}

const manifestName = "bm25.json";
const format = 3;

const whole = z.number().int().nonnegative();
const factsSchema = z.object({
  format: whole,
  /** Arrays are written in the byte order of the machine. */
  byteOrder: z.string(),
  termsVersion: whole,
  storeId: z.string(),
  count: whole,
  lastChange: whole,
  parameters: z.object({ k1: z.number(), b: z.number(), titleWeight: whole }),
  shape: z.object({
    documents: whole,
    capacity: whole,
    terms: whole,
    termBytes: whole,
    commonTerms: whole,
    postings: whole,
    rarePostings: whole,
    totalLength: whole,
    parameters: z.object({ k1: z.number(), b: z.number() }),
    vocabulary: z.object({ words: whole, wordBytes: whole, likelyWords: whole, phrases: whole, phraseBytes: whole }),
  }),
  file: z.string().regex(/^bm25-[0-9a-f]+\.bin$/),
  sha256: z.string(),
});
const manifestSchema = factsSchema.extend({
  /** SHA-256 of the other fields: with a damaged `lastChange`, changes would silently be missing. */
  checksum: z.string(),
});

type Facts = z.output<typeof factsSchema>;
type Manifest = z.output<typeof manifestSchema>;

/**
 * Writes the data file, then the manifest that names it, then removes the previous data file. Throws the errors of
 * `fs`.
 */
export async function saveSegment(place: SavedPlace, { segment, lastChange }: SavedSegment): Promise<void> {
  const { folder, storeId, parameters, thread } = place;
  await mkdir(folder, { recursive: true });
  const written: SegmentFile = await thread.write({ folder, buffer: segment.buffer });
  const facts: Facts = {
    format,
    byteOrder: endianness(),
    termsVersion,
    storeId,
    count: segment.shape.documents,
    lastChange,
    parameters,
    shape: segment.shape,
    ...written,
  };
  const manifest: Manifest = { ...facts, checksum: hashFacts(facts) };
  await writeManifest(join(folder, manifestName), manifest);
}

/** The saved segment; `undefined` where there is none, or, with a warning, where it cannot be used. */
export function openSegment(place: SavedPlace, logger: Logger): Promise<SavedSegment | undefined> {
  return useSaved({ ...place, logger }, async (path, { shape, sha256, lastChange }) => {
    const outcome = await place.thread.read({ path, shape, sha256 });
    return "flaw" in outcome ? outcome : { segment: outcome.segment, lastChange };
  });
}

/** The facts about the saved segment, which is hashed and not loaded; `undefined` as for `openSegment`. */
export function findSavedSegment(place: CheckedPlace): Promise<Facts | undefined> {
  return useSaved<Facts>(place, async (path, facts) =>
    (await hashFile(path)) === facts.sha256 ? facts : { flaw: "is damaged: its checksum is wrong" },
  );
}

type CheckedPlace = Omit<SavedPlace, "thread"> & { readonly logger: Logger };

/** Uses the data file if its manifest is right; logs why where either cannot be used. */
async function useSaved<Used extends object>(
  place: CheckedPlace,
  use: (path: string, facts: Facts) => Promise<Used | { readonly flaw: string }>,
): Promise<Used | undefined> {
  let file = join(place.folder, manifestName);
  try {
    const manifest = await readManifest(file);
    if (manifest === undefined) return undefined;
    const checked = checkManifest(manifest, place);
    if ("flaw" in checked) return warnOfFlaw(place.logger, file, checked.flaw);
    file = join(place.folder, checked.facts.file);
    const used = await use(file, checked.facts);
    return "flaw" in used ? warnOfFlaw(place.logger, file, used.flaw) : used;
  } catch (error) {
    return warnOfFlaw(place.logger, file, `cannot be read: ${describeError(error)}`);
  }
}

/** The facts of a manifest, or the reason why they cannot be used. */
function checkManifest(
  manifest: unknown,
  place: Omit<SavedPlace, "thread">,
): { readonly facts: Facts } | { readonly flaw: string } {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) return { flaw: "is not a manifest of a keyword index" };
  const { checksum, ...facts } = parsed.data;
  if (checksum !== hashFacts(facts)) return { flaw: "is damaged: its checksum is wrong" };
  const flaw = findFlaw(facts, place);
  return flaw === undefined ? { facts } : { flaw };
}

function findFlaw(facts: Facts, { storeId, parameters }: Omit<SavedPlace, "thread">): string | undefined {
  if (facts.format !== format) return `is of format ${facts.format}, and ${format} is read`;
  if (facts.byteOrder !== endianness()) return "was written on a machine of another byte order";
  if (facts.termsVersion !== termsVersion) return "was built with other rules for splitting text into terms";
  if (facts.storeId !== storeId) return "belongs to another store";
  if (facts.parameters.titleWeight !== parameters.titleWeight) {
    return `was built with a title weight of ${facts.parameters.titleWeight}, and ${parameters.titleWeight} is wanted`;
  }
  return undefined;
}

function warnOfFlaw(logger: Logger, file: string, flaw: string): undefined {
  logger.warn(
    { index: "bm25", file, reason: flaw },
    `${file} ${flaw}; the keyword index will be rebuilt from the store.`,
  );
}

/** The schema fixes the order of the fields, so equal facts give equal text. */
function hashFacts(facts: Facts): string {
  return createHash("sha256")
    .update(JSON.stringify(factsSchema.parse(facts)))
    .digest("hex");
}
